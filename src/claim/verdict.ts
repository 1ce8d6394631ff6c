/** What a claim is judged to be; `survives` does not mean proved. */
export type Verdict = 'survives' | 'refuted' | 'vacuous' | 'unknown';
