/** The example's claims, some of which wait before each case, so that a worker can be met in the middle of a job; and a fault to plant. */

import heavyBall from '../../examples/claims/heavy-ball.js';

const sleeping = new Int32Array(new SharedArrayBuffer(4));
/** Milliseconds before each case. */
const PAUSE = Number(process.env.CLAIMCHECK_TEST_PAUSE ?? 0);
/** Added to each slack: another result of the same code. */
const ERROR = Number(process.env.CLAIMCHECK_TEST_ERROR ?? 0);
/** Makes every evaluation fail as a program. */
const FAILS = process.env.CLAIMCHECK_TEST_FAILS !== undefined;

const claims = heavyBall.claims.map((claim) => ({
  ...claim,
  evaluate(input, parts) {
    if (FAILS) throw new RangeError('planted');
    // Shrinking takes thousands of evaluations.
    if (PAUSE > 0 && claim.id !== 'notes/heavy-ball') Atomics.wait(sleeping, 0, 0, PAUSE);
    const evaluation = claim.evaluate(input, parts);
    const { conclusion } = evaluation;
    return conclusion === undefined ? evaluation : { ...evaluation, conclusion: { ...conclusion, slack: conclusion.slack + ERROR } };
  },
}));

export default { ...heavyBall, claims };
