/** Whether the labels that claims require are labels that they give. */

import fc from 'fast-check';
import type { Claim } from './claim.js';
import { DefinitionError } from './definition-error.js';
import { judgeCase } from './outcome.js';
import { standardParts } from './parts.js';

/** Cases within which a dimension has to turn up. */
const CASES = 40;

/**
 * Checks that each required label is of a dimension that the claim gives.
 *
 * @throws DefinitionError naming the labels of dimensions that none of the first cases has; what an evaluation throws
 * passes through.
 */
export function checkRequiredLabels(claims: readonly Claim[]): void {
  const faults = claims.flatMap(unknownLabels);
  if (faults.length > 0) throw new DefinitionError(faults);
}

function unknownLabels(claim: Claim): string[] {
  const open = new Map(Object.keys(claim.required).map((label) => [label, label.slice(0, label.indexOf(':'))]));
  if (open.size === 0) return [];
  const given = new Set<string>();
  for (const input of fc.sample(claim.cases, { seed: 0, numRuns: CASES })) {
    for (const [dimension] of judgeCase(claim, input, standardParts).evaluation.labels) given.add(dimension);
    for (const [label, dimension] of open) if (given.has(dimension)) open.delete(label);
    if (open.size === 0) return [];
  }
  const others = given.size === 0 ? 'no labels' : `labels of ${[...given].sort().join(', ')}`;
  return [...open.keys()].map(
    (label) => `claim ${claim.id}: required ${JSON.stringify(label)} is no label of it: its first ${CASES} cases have ${others}`,
  );
}
