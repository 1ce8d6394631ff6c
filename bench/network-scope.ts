/**
 * How often random networks under gradient descent meet the hypotheses of theorems 4.1 and 4.2. `--write` puts the table into
 * docs/explanation/network-scope.md.
 *
 * usage: tsx bench/network-scope.ts [--runs N] [--steps T] [--seed S] [--write]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { normals } from '../properties/support/gaussian.js';
import { withPart } from '../properties/support/marked-part.js';
import { type Dataset, dataset } from '../src/data/dataset.js';
import { bothClasses } from '../src/generator/classes.js';
import { network } from '../src/model/network.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { patternPartition } from '../src/oracle/pattern.js';
import { trainedNetwork } from '../src/paper/generators/trained-network.js';
import { run } from '../src/trajectory/run.js';

const PAGE = 'docs/explanation/network-scope.md';
const ETA = 1 / 4;

interface Network {
  readonly data: Dataset;
  readonly outputWeights: readonly number[];
  readonly start: ArrayLike<number>;
}

/** What a run came to, from a tenth of its steps on. */
interface Ending {
  /** L(W) < 1/n at each of these steps. */
  readonly fits: boolean;
  /** No pattern changed. */
  readonly constant: boolean;
  /** No neuron acts on two partitions, at the end. */
  readonly disjoint: boolean;
}

function endingOf({ data, outputWeights, start }: Network, steps: number): Ending {
  const model = network(outputWeights);
  let [fits, constant] = [true, true];
  const sides = new Uint8Array(data.n * model.neurons);
  const { w, end } = run({
    data,
    model,
    start,
    optimizer: gradientDescent,
    stepSize: ETA,
    steps,
    observe: ({ k, evaluation: { preactivation, loss, shift } }) => {
      if (k < steps / 10) return;
      fits &&= shift === 0 && loss < 1 / data.n;
      const isFirst = k <= steps / 10;
      for (let u = 0; u < sides.length; u++) {
        const side = preactivation[u]! > 0 ? 1 : 0;
        if (!isFirst && side !== sides[u]) constant = false;
        sides[u] = side;
      }
    },
  });
  if (end !== 'horizon') return { fits: false, constant: end === 'terminated', disjoint: false };
  return { fits, constant, disjoint: patternPartition(data, w, model.neurons).disjoint };
}

/** Samples and neurons with normal entries of variance 1/d, labels and output weights of +1 and -1, both of each. */
function randomNetwork(seed: string, n: number, d: number, K: number): Network {
  const next = normals(seed);
  const entries = (count: number): number[] => Array.from({ length: count }, () => next() / Math.sqrt(d));
  const signs = (count: number): number[] =>
    bothClasses(
      Array.from({ length: count }, () => next() < 0),
      count,
    );
  return { data: dataset({ x: Array.from({ length: n }, () => entries(d)), y: signs(n) }), outputWeights: signs(K), start: entries(K * d) };
}

function rowOf(name: readonly (string | number)[], endings: readonly Ending[]): string {
  const fitting = endings.filter(({ fits }) => fits);
  const constant = fitting.filter((ending) => ending.constant);
  const counts = [
    endings.length,
    fitting.length,
    constant.length,
    fitting.filter(({ disjoint }) => disjoint).length,
    constant.filter(({ disjoint }) => disjoint).length,
  ];
  return `| ${[...name, ...counts].join(' | ')} |`;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    steps: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const [runs, steps, seed] = [Number(values.runs), Number(values.steps), Number(values.seed)];
const rows = [
  '| n | d | K | runs | L(W) < 1/n | of these, patterns constant | of these, patterns disjoint | all three |',
  '|---|---|---|---|---|---|---|---|',
];
for (const n of [4, 10, 20, 40]) {
  for (const d of [2, 8]) {
    for (const K of [4, 16]) {
      const endings = Array.from({ length: runs }, (_, r) => endingOf(randomNetwork(`${seed}/${n}/${d}/${K}/${r}`, n, d, K), steps));
      rows.push(rowOf([n, d, K], endings));
      console.log(rows.at(-1));
    }
  }
}
const made = fc.sample(trainedNetwork(), { seed, numRuns: runs }).map((drawn) => endingOf({ ...drawn, data: dataset(drawn.data) }, steps));
rows.push(rowOf(['clusters, 2 to 40', '1 to 8', '2 to 16'], made));
console.log(rows.at(-1));
if (values.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'table', rows.join('\n')));
