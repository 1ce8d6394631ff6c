/** What a claim is judged to be; `survives` does not mean proved, and `not-run` that the time was over before any case. */
export type Verdict = 'survives' | 'refuted' | 'vacuous' | 'unknown' | 'not-run';
