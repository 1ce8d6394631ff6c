// A lock with the planted defect that two processes that saw the same dead holder both remove the lock, the second one a live one.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

export function acquire(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return undefined;
    } catch {
      let pid = 0;
      try {
        pid = Number(readFileSync(lock, 'utf8'));
        process.kill(pid, 0);
        return pid;
      } catch {
        const began = performance.now();
        while (performance.now() - began < 1);
        rmSync(lock, { force: true });
      }
    }
  }
}

export function release(lock) {
  rmSync(lock, { force: true });
}
