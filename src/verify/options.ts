/** What to verify, and how hard. */

import type { Claim } from '../claim/claim.js';
import type { StoredCase } from '../data/case-file.js';
import type { Workers } from '../judge/workers.js';
import type { Done, Job, NamedData } from './chunk.js';

/** The claims to verify, and how hard. */
export interface VerifyOptions {
  readonly claims: readonly Claim[];
  readonly seed: number;
  /** Cases of each claim; default by kind, and of a claim that its stored witness still breaks the first chunk alone. */
  readonly cases?: number;
  /** Have all cases judged where the witness still breaks a claim too. */
  readonly thorough?: boolean;
  /** Judge these data sets; besides generated cases, unless `generated` is false. */
  readonly data: readonly NamedData[];
  readonly generated: boolean;
  readonly workers: Workers<Job, Done>;
  /** Stored witnesses by claim id: evaluated first, and kept as the witness while they still break the claim. */
  readonly witnesses: ReadonlyMap<string, StoredCase>;
  /** No further chunk is begun once this says so. */
  readonly stopped: () => boolean;
  /** When the time is over, in milliseconds as `Date.now()` has them; the claims then share it, a chunk of each in turn. */
  readonly deadline?: number;
  readonly onProgress?: (done: number, total: number, claim: Claim) => void;
}
