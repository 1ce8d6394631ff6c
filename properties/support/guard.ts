import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { schemas } from '../../src/report/schema.js';
import { builtHere, type CommandResult, claimcheckBeside } from './cli.js';

/** A temporary folder for subjects. */
export const folder = mkdtempSync(join(tmpdir(), 'claimcheck-guard-'));

/** Writes a file there and returns its path. */
export function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Three checks that call the subject as little as need be: take steps, take them again, and one that waits for the first. */
export const CHECKS = file(
  'checks.mjs',
  `const steps = (subject, count) => {
    const optimizer = subject.create({ dimension: 2, stepSize: 0.5 });
    const params = Float64Array.of(1, -2);
    for (let k = 0; k < count; k++) optimizer.step(params, Float64Array.of(1, 2));
    return params;
  };
  const due = (params, count) => params[0] === 1 - count / 2 && params[1] === -2 - count;
  const judge = (count) => (subject) => {
    const params = steps(subject, count);
    if (due(params, count)) return { verdict: 'pass', slack: 1 };
    const witness = { kind: 'steps', options: { dimension: 2, stepSize: 0.5 }, start: [1, -2],
      gradients: Array(count).fill([1, 2]), expected: [1 - count / 2, -2 - count], got: [...params] };
    return { verdict: 'broken', slack: -1, note: 'after ' + count + ' steps: ' + params.join(', '), witness };
  };
  const check = (id, rest) => ({ id, group: 'protocol', title: 'a title', applies: () => true, ...rest });
  export const CHECKS = [
    check('law/after', { group: 'update law', after: ['protocol/three'], judge: judge(2) }),
    check('protocol/one', { judge: judge(1) }),
    check('protocol/three', { judge: judge(3) }),
    check('protocol/adam-only', { applies: ({ algorithm }) => algorithm === 'adam', judge: judge(1) }),
  ];`,
);

/** Source of an optimizer of gradient descent whose step is given. */
export function optimizer(name: string, step: string, options = ''): string {
  return `{ name: '${name}', algorithm: 'gradient-descent', ${options} create({ stepSize }) {
    const eta = stepSize; let k = 0;
    const descend = (p, g) => { for (let j = 0; j < p.length; j++) p[j] -= eta * g[j]; };
    return { ${step.includes('step(') ? step : `step(p, g) { k++; ${step} }`} };
  } }`;
}

type Report = Exclude<z.output<typeof schemas.guard>, readonly unknown[]>;

/** A run of guard, with its reports by subject. */
export interface Guarded extends CommandResult {
  readonly reports: Map<string, Report>;
}

const guardWith = (args: readonly string[]): string[] => ['guard', '--checks', CHECKS, '--json', '-', ...args];

/** Runs guard with the small checks, in this process; its judge and the subject have processes of their own. */
export async function guarded(...args: string[]): Promise<Guarded> {
  return reported(await builtHere(...guardWith(args)));
}

/** The same in a process of its own, also while others run. */
export async function guardedBeside(...args: string[]): Promise<Guarded> {
  return reported(await claimcheckBeside(...guardWith(args)));
}

function reported(result: CommandResult): Guarded {
  if (result.stdout === '') return { ...result, reports: new Map() };
  const parsed = schemas.guard.parse(JSON.parse(result.stdout));
  const reports = Array.isArray(parsed) ? parsed : [parsed];
  return { ...result, reports: new Map(reports.map((report) => [report.subject, report])) };
}

/** Verdicts and notes of a report by check. */
export function outcomes(report: Report | undefined): Record<string, string> {
  return Object.fromEntries(report!.checks.map(({ id, verdict, note }) => [id, note === undefined ? verdict : `${verdict}: ${note}`]));
}
