import type { ConfirmedCase } from './chunk.js';
import { GRACE, inLanes, unlessAbandoned } from './lanes.js';
import type { VerifyOptions } from './options.js';

/** A stored witness as it was confirmed; undefined where the claim, as it is now, cannot read it. */
export interface KeptWitness {
  readonly confirmed: ConfirmedCase | undefined;
}

/** The stored witnesses that are confirmed, or told to be no witness any more; those that time did not reach are missing. */
export async function confirmedWitnesses({
  claims,
  witnesses,
  workers,
  stopped,
  deadline,
}: VerifyOptions): Promise<Map<string, KeptWitness>> {
  const kept = new Map<string, KeptWitness>();
  const stored = claims.flatMap((claim) => {
    const witness = witnesses.get(claim.id);
    return witness === undefined ? [] : [{ claim, input: witness.input }];
  });
  // At most half of the time: the other half is for the claims without one.
  const half = deadline === undefined ? undefined : (deadline + Date.now()) / 2;
  await inLanes(workers.jobs, stored, async ({ claim, input }) => {
    if (stopped() || (half !== undefined && Date.now() >= half)) return;
    const limit = half === undefined ? undefined : { within: half - Date.now() + GRACE };
    const run = workers.run(claim, { stored: input }, limit).then((confirmed) => ({ confirmed: confirmed as ConfirmedCase | undefined }));
    const witness = await unlessAbandoned(run);
    if (witness !== undefined) kept.set(claim.id, witness);
  });
  return kept;
}

/** The stored witness, if it still breaks its claim. */
export function witnessIn(kept: KeptWitness | undefined): ConfirmedCase | undefined {
  return kept?.confirmed !== undefined && isViolated(kept.confirmed) ? kept.confirmed : undefined;
}

/** Whether a confirmed case breaks its claim. */
export function isViolated({ stored }: ConfirmedCase): boolean {
  return stored.outcome.verdict === 'violated';
}
