/** The workflow of docs/how-to/ci.md for several machines: its commands, run here. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { commandedIn } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const page = readFileSync('docs/how-to/ci.md', 'utf8');
const workflow = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text).find((text) => text.includes('--shard')) ?? '';
const shards = /shard: \[(.*)\]/.exec(workflow)?.[1]?.split(', ') ?? [];
const steps = [...workflow.matchAll(/- run: (npx claimcheck .*)/g)].map(([, command = '']) => command);
const of = (name: string): string => steps.find((step) => step.startsWith(`npx claimcheck ${name} `)) ?? '';

const { folder } = scratch();
interface How {
  readonly shard?: string;
  /** Another record. */
  readonly record?: string;
}

/** The line of a step, on some cases of two claims. */
const lineOf = (command: string, { shard = '', record }: How): string =>
  command
    .replaceAll('$' + '{{ matrix.shard }}', shard)
    .replace('claimcheck verify', "claimcheck verify 'thm-3.1/2*' --jobs 1 --cases 60")
    .replace(/claimcheck (verify|merge)/, record === undefined ? '$&' : `$& --record ${record}`);

/** Runs a line as GitHub does, `npx` being a function of the shell. */
function inShell(npx: string, line: string): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', `npx() { ${npx}; }; ${line}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GITHUB_ACTIONS: '' },
  });
  return { code: status, stdout, stderr };
}

/** The exit code of a step, with what it says where it is not 0. */
const told = (code: number | null, said: string): string => (code === 0 ? '0' : `${code}: ${said}`);

/** Runs a step as GitHub does. */
function onGitHub(command: string, how: How = {}): string {
  const { code, stderr } = inShell(`shift; node ${resolve('dist/cli/main.js')} "$@"`, lineOf(command, how));
  return told(code, stderr);
}

/** Runs a step with the command in this process: the shell says its words, and what it makes of its exit code. */
async function step(command: string, how: How = {}): Promise<string> {
  const line = lineOf(command, how);
  const words = inShell(`shift; printf '%s\\0' "$@"`, line).stdout.split('\0').slice(0, -1);
  const { code, stderr } = await commandedIn(folder, ...words);
  return told(inShell(`return ${code}`, line).code, stderr);
}

describe('the workflow for several machines', () => {
  it('has a step for each command', () => {
    expect(steps.map((command) => command.split(' ')[2])).toEqual(['verify', 'merge', 'report']);
    expect(of('verify')).toContain(`/${shards.length} `);
  });

  it('judges the shares, merges them and writes what it uploads', async () => {
    for (const shard of shards) expect(await step(of('verify'), { shard })).toBe('0');
    expect(await step(of('merge'))).toBe('0');
    expect(onGitHub(of('report'))).toBe('0');

    const { claims } = schemas.verify.parse(JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8')));
    expect(claims.map(({ id }) => id)).toEqual(['thm-3.1/2', 'thm-3.1/2@repaired']);
    const uploaded = (workflow.match(/^ {12}\S+$/gm) ?? []).map((name) => name.trim());
    expect(uploaded).toHaveLength(3);
    for (const name of uploaded) expect(existsSync(join(folder, name)), name).toBe(true);
  });

  it('fails where a verdict differs in the merged run, not in a share; and in a share that cannot be judged', async () => {
    mkdirSync(join(folder, 'record'));
    const planted = { 'thm-3.1/2': { verdict: 'survives', reason: 'planted' } };
    writeFileSync(join(folder, 'record', 'verdicts.json'), JSON.stringify(planted));

    expect(await step(of('merge'), { record: 'record' })).toMatch(/^1: /);
    expect(await step(of('verify'), { shard: '1', record: 'record' })).toBe('0');
    expect(onGitHub(of('verify'), { shard: '9' })).toMatch(/^1: claimcheck: /);
  });
});
