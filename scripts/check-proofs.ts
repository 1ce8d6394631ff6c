/**
 * Has Coq check the proofs: `npm run test:coq [-- --all] [-- --record]`.
 *
 * Of proofs that are on record as accepted five are checked, drawn by the commit, and five of those of cases beside the witnesses; `--all`
 * checks every one. `--record` checks every one too, and writes the hashes of those that Coq accepts to the records.
 */

import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
const unknown = given.filter((flag) => flag !== '--all' && flag !== '--record');
if (unknown.length > 0) {
  console.error(`test:coq: unknown option ${unknown.join(', ')}; it has --all and --record`);
  process.exit(3);
}
const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'vitest.coq.config.ts'], {
  stdio: 'inherit',
  env: { ...process.env, CLAIMCHECK_PROOFS: given.map((flag) => flag.slice(2)).join(',') },
});
process.exit(status ?? 70);
