/**
 * How long the guard takes on optimizers of PyTorch, the start of Python and of PyTorch included: seconds by the clock, and of
 * processor time in the guard, its judge and Python. Needs PyTorch; Linux only, whose /proc tells the processor time of
 * processes that are killed in the end.
 *
 * usage: npm run build && tsx bench/guard-time.ts [--python /usr/bin/python3] [--times 5] [CLASS...]
 */

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { secondsOf, statOf } from '../src/data/process-stat.js';

const ROOT = join(import.meta.dirname, '..');
/** Milliseconds between two looks at the processes. */
const LOOK = 20;

/** What /proc tells of a process. */
interface Seen {
  readonly parent: number;
  readonly name: string;
  readonly seconds: number;
}

/** One run. */
interface Run {
  readonly wall: number;
  /** Seconds of processor time by the names of programs, Node's two processes apart. */
  readonly worked: ReadonlyMap<string, number>;
}

function processes(): Map<number, Seen> {
  const found = new Map<number, Seen>();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(Number(pid));
    // It may have ended meanwhile.
    if (stat !== undefined) found.set(Number(pid), { parent: Number(stat.fields[1]), name: stat.name, seconds: secondsOf(stat) });
  }
  return found;
}

/** Notes the processor time of a process and of all that it has started. */
function look(root: number, seen: Map<number, Seen>): void {
  const all = processes();
  const isBelow = (pid: number): boolean => pid === root || (all.has(pid) && isBelow(all.get(pid)!.parent));
  for (const [pid, one] of all) if (isBelow(pid)) seen.set(pid, one);
}

function run(command: readonly string[]): Promise<Run> {
  const seen = new Map<number, Seen>();
  const began = performance.now();
  const env = { ...process.env, PYTHONPATH: join(ROOT, 'python') };
  const child = spawn(command[0]!, command.slice(1), { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'ignore'] });
  const looking = setInterval(() => look(child.pid!, seen), LOOK);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(looking);
      // 1 is a finding, which takes its time too.
      if (code !== 0 && code !== 1) reject(new Error(`${command.join(' ')} ended with ${code}`));
      const worked = new Map<string, number>();
      for (const [pid, { name, seconds }] of seen) {
        const part = pid === child.pid && name === 'node' ? 'guard' : name === 'node' ? 'judge' : name;
        worked.set(part, (worked.get(part) ?? 0) + seconds);
      }
      resolve({ wall: (performance.now() - began) / 1000, worked });
    });
  });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string', default: '/usr/bin/python3' }, times: { type: 'string', default: '5' } },
});

const seconds = (x: number): string => x.toFixed(2).padStart(6);

async function measure(label: string, command: readonly string[]): Promise<void> {
  const runs: Run[] = [];
  for (let i = 0; i < Number(values.times); i++) runs.push(await run(command));
  const total = ({ worked }: Run): number => [...worked.values()].reduce((sum, x) => sum + x, 0);
  // What else the machine does only adds.
  const least = runs.reduce((best, one) => (total(one) < total(best) ? one : best));
  const parts = [...least.worked].filter(([, x]) => x >= 0.01).map(([name, x]) => `${name} ${x.toFixed(2)}`);
  const wall = Math.min(...runs.map((one) => one.wall));
  process.stdout.write(
    `${label.padEnd(24)}${seconds(wall)} s by the clock, ${seconds(total(least))} s of processor time (${parts.join(', ')})\n`,
  );
}

process.stdout.write(`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}; the least of ${values.times} runs\n`);
await measure('import torch', [values.python, '-c', 'import torch']);
for (const name of positionals.length === 0 ? ['Adam'] : positionals) {
  const program = `${values.python} -m claimcheck_guard.torch ${name}`;
  // Named, it is judged as one plain optimizer; the whole list would have its variants and options too.
  const algorithm = name === 'SGD' ? 'gradient-descent' : name.toLowerCase();
  await measure(`guard torch.optim.${name}`, [
    process.execPath,
    'dist/cli/main.js',
    'guard',
    '--command',
    program,
    '--name',
    name,
    '--algorithm',
    algorithm,
  ]);
}
