/** Cases of strangers: what nothing can be computed with, and what would take too long, is refused before anything is begun. */

import type { Case } from '../data/case.js';
import type { CaseFile } from '../data/case-file.js';
import { InputError, type InputPlace } from '../data/input-error.js';
import type { JsonPath } from '../data/json-position.js';
import { LARGEST_ENTRY, requireUsableSamples, samplePath, TOO_LARGE } from '../data/usable-samples.js';
import { MOST_WORK } from './options.js';

/** A number of a case beside its samples, with its path. */
type Entry = readonly [value: number, path: JsonPath];

/** A range that a field has to be in, whatever the claim. */
interface Rule {
  readonly path: JsonPath;
  readonly value: number | undefined;
  readonly holds: (value: number) => boolean;
  readonly rule: string;
}

/** @throws InputError naming the field of the first number of a case that is too large, or of its first sample that is too short. */
export function requireMagnitudes({ input, place }: CaseFile): void {
  requireUsableSamples(input.data.x, (problem, i, entry) => {
    throw new InputError(problem, place(['data', ...samplePath(i, entry)]));
  });
  const large = entriesOf(input).find(([value]) => Math.abs(value) > LARGEST_ENTRY);
  if (large !== undefined) throw new InputError(`${TOO_LARGE} (got ${large[0]})`, place(large[1]));
}

/**
 * Checks a case for evaluation by a claim.
 *
 * @param most - steps x samples x neurons that its run may have.
 * @throws InputError naming the field.
 */
export function requireUsable(file: CaseFile, most: number | undefined): void {
  requireMagnitudes(file);
  const { input, place } = file;
  const { steps, slope, outputWeights = [] } = input;
  const rules: readonly Rule[] = [
    { path: ['slope'], value: slope, holds: (a) => a >= 0 && a <= 1, rule: 'between 0 and 1' },
    { path: ['steps', 'alpha'], value: alphaOf(input), holds: (alpha) => alpha > 0.5 && alpha < 1, rule: 'between 0.5 and 1' },
    ...outputWeights.map((value, k) => ({ path: ['outputWeights', k], value, holds: (v: number) => v !== 0, rule: 'other than 0' })),
  ];
  for (const { path, value, holds, rule } of rules)
    if (value !== undefined && !holds(value)) throw new InputError(`must be ${rule} (got ${value})`, place(path));
  if (steps.kind !== 'none') requireAffordable(steps.count, unitsOf(input), most, place(['steps', 'count']));
}

/** Samples x neurons of a case. */
export function unitsOf({ data, outputWeights = [] }: Case): number {
  return data.x.length * Math.max(1, outputWeights.length);
}

/** @throws InputError where a run has more steps x units than may be taken on. */
export function requireAffordable(steps: number, units: number, most = MOST_WORK, place: InputPlace = {}): void {
  const work = steps * units;
  if (work <= most) return;
  throw new InputError(
    `${steps} steps of ${units} samples and neurons are ${work} evaluations, more than ${most}; --max-work ${work} takes them on`,
    place,
  );
}

function alphaOf({ steps }: Case): number | undefined {
  return steps.kind === 'power' ? steps.alpha : undefined;
}

function entriesOf({ start, steps, outputWeights = [], vectors = {} }: Case): Entry[] {
  const listed = (values: readonly number[], ...path: JsonPath): Entry[] => values.map((value, i) => [value, [...path, i]]);
  return [
    ...listed(start, 'start'),
    ...(steps.kind === 'constant' ? [[steps.eta, ['steps', 'eta']] as const] : []),
    ...listed(outputWeights, 'outputWeights'),
    ...Object.entries(vectors).flatMap(([name, values]) => listed(values, 'vectors', name)),
  ];
}
