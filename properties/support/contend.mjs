// One of several processes that contend for a lock: node contend.mjs MODULE FOLDER SEED UNTIL. Within the lock it notes in
// FOLDER/overlaps when another live process is inside as well; now and then it dies there by SIGKILL.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [module, folder, seed, until] = process.argv.slice(2);
const { acquire, release } = await import(module);
const lock = join(folder, 'a.lock');
const inside = join(folder, 'inside');
let state = Number(seed);
const next = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
};

while (Date.now() < Number(until)) {
  if (acquire(lock) !== undefined) continue;
  let other = 0;
  try {
    other = Number(readFileSync(inside, 'utf8'));
  } catch {
    // Nobody is inside.
  }
  if (other > 0 && alive(other)) appendFileSync(join(folder, 'overlaps'), `${process.pid} met ${other}\n`);
  writeFileSync(inside, String(process.pid));
  const began = performance.now();
  while (performance.now() - began < next());
  appendFileSync(join(folder, 'entries'), `${process.pid}\n`);
  if (next() < 0.1) process.kill(process.pid, 'SIGKILL');
  rmSync(inside, { force: true });
  release(lock);
}
