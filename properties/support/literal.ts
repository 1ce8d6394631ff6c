/** Cases by value put to claims by id. */

import type { Certificate } from '../../src/certify/certificate.js';
import type { OutcomeKind } from '../../src/claim/outcome.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { certify } from './certify.js';
import { claimOf } from './judging.js';

/** A case without its claim. */
export type Content = Omit<Case, 'claim'>;

/** What a claim says of a case. */
export interface Told {
  readonly kind: OutcomeKind;
  readonly slack?: number;
  readonly step?: number;
  readonly undecided?: string;
}

/** Judges a case under the claim with this id. */
export function kindOf(id: string, content: Content, parts: Parts = standardParts): Told {
  const { kind, evaluation } = judgeCase(claimOf(id), { claim: id, ...content }, parts);
  const { conclusion, undecided } = evaluation;
  return {
    kind,
    ...(conclusion === undefined ? {} : { slack: conclusion.slack, step: conclusion.step }),
    ...(undecided === undefined ? {} : { undecided }),
  };
}

/** The certificate of the case under the claim with this id, if there is one. */
export function certifyCase(id: string, content: Content): Certificate | undefined {
  return certify({ claim: id, ...content });
}
