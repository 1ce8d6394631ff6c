/** The pattern partitions of a network, and how far the sum of v_k w_k over each is from where theorem 4.1 sends it. */

import type { JSX } from 'preact';
import type { Partition } from './references.js';
import { namesOf, type Point } from './scene.js';

interface Props {
  readonly partitions: readonly Partition[];
  readonly outputWeights: readonly number[];
  /** Parameters at the moment of the slider, neuron by neuron. */
  readonly now: readonly number[];
}

/** A line for each partition. */
export function Partitions({ partitions, outputWeights, now }: Props): JSX.Element {
  const shared = outputWeights.flatMap((_, k) => {
    const on = partitions.flatMap(({ neurons }, h) => (neurons.includes(k) ? [`B${h + 1}`] : []));
    return on.length > 1 ? [`neuron ${k + 1} acts on ${on.join(' and ')}`] : [];
  });
  return (
    <div class="partitions">
      <p>Samples on which the same neurons act in the end, and how far W̃ₕ, the sum of vₖwₖ over these, is from their max margin:</p>
      <ul>
        {partitions.map((partition, h) => (
          <li key={h}>{`B${h + 1} = {${namesOf(partition.members)}}: ${partitionText(partition, outputWeights, now)}`}</li>
        ))}
      </ul>
      {shared.length > 0 && <p>{`The patterns are not disjoint, as theorem 4.1 asks: ${shared.join(', ')}.`}</p>}
    </div>
  );
}

function partitionText({ neurons, best }: Partition, outputWeights: readonly number[], now: readonly number[]): string {
  if (neurons.length === 0) return 'no neuron acts, so that nothing moves for them';
  const acting = `${neurons.length === 1 ? 'neuron' : 'neurons'} ${neurons.map((k) => k + 1).join(', ')}`;
  if (best === undefined) return `${acting}; no separator, so no max margin`;
  const sum = (entry: 0 | 1): number => neurons.reduce((all, k) => all + (outputWeights[k] ?? 0) * (now[2 * k + entry] ?? 0), 0);
  return `${acting}; max margin along (${best.map((entry) => entry.toPrecision(4)).join(', ')}), W̃ₕ ${angleText([sum(0), sum(1)], best)}`;
}

function angleText([a, b]: Point, [c, d]: Point): string {
  if (a === 0 && b === 0) return 'is zero';
  const degrees = (Math.abs(Math.atan2(a * d - b * c, a * c + b * d)) * 180) / Math.PI;
  return `${degrees.toPrecision(3)}° from it`;
}
