/** `replay` as a function. */

import type { Claim, Edition } from '../claim/claim.js';
import { claimIn } from '../claim/define.js';
import type { CaseFile } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { weigh } from '../judge/confirmation.js';
import { replayJson } from '../report/replay-report.js';
import type { ReplayReport } from '../report/schema.js';
import { editionOf } from './verify.js';

/**
 * Evaluates a stored case again and returns what `claimcheck replay` prints as JSON.
 *
 * @param claims - the edition that the case is of, or claims by value.
 * @param stored - the case, as {@link readCaseFile} or {@link parseCaseFile} gives it.
 * @throws InputError where none of the claims has the id that the case names.
 *
 * @example
 * ```ts
 * import { claims, parseCaseFile, replay } from 'claimcheck';
 *
 * const text = JSON.stringify({
 *   format: 'claimcheck-case',
 *   version: 2,
 *   claim: 'thm-3.1/3',
 *   data: { x: [[1]], y: [1] },
 *   start: [0],
 *   steps: { kind: 'none' },
 * });
 * replay(claims, parseCaseFile(text, 'example')).outcome.verdict; // 'discarded': one label does not make a problem
 * ```
 */
export function replay(claims: Edition | readonly Claim[], { input, outcome }: CaseFile): ReplayReport {
  const claim = claimIn(editionOf(claims), input.claim);
  if (claim === undefined) throw new InputError(`none of the claims is called ${JSON.stringify(input.claim)}`, { field: 'claim' });
  return replayJson(claim, outcome, weigh(claim, input));
}
