/** The workflow of docs/how-to/ci.md for several machines: its commands, run here. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { scratch } from '../support/scratch.js';

const page = readFileSync('docs/how-to/ci.md', 'utf8');
const workflow = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text).find((text) => text.includes('--shard')) ?? '';
const shards = /shard: \[(.*)\]/.exec(workflow)?.[1]?.split(', ') ?? [];
const steps = [...workflow.matchAll(/- run: (npx claimcheck .*)/g)].map(([, command = '']) => command);
const of = (name: string): string => steps.find((step) => step.startsWith(`npx claimcheck ${name} `)) ?? '';

const { folder } = scratch();
/**
 * Runs a step as GitHub does, on some cases of two claims; `record` names another record.
 *
 * @returns the exit code, with what the step says where it is not 0
 */
function step(command: string, { shard = '', record }: { readonly shard?: string; readonly record?: string } = {}): Promise<string> {
  const line = command
    .replaceAll('$' + '{{ matrix.shard }}', shard)
    .replace('claimcheck verify', "claimcheck verify 'thm-3.1/2*' --jobs 1 --cases 60")
    .replace(/claimcheck (verify|merge)/, record === undefined ? '$&' : `$& --record ${record}`)
    .replace('npx claimcheck', `node ${resolve('dist/cli/main.js')}`);
  const child = spawn('bash', ['-e', '-c', line], { cwd: folder, env: { ...process.env, GITHUB_ACTIONS: '' } });
  let said = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve(code === 0 ? '0' : `${code ?? signal}: ${said}`)));
}

describe('the workflow for several machines', () => {
  it('has a step for each command', () => {
    expect(steps.map((command) => command.split(' ')[2])).toEqual(['verify', 'merge', 'report']);
    expect(of('verify')).toContain(`/${shards.length} `);
  });

  it('judges the shares, merges them and writes what it uploads', async () => {
    // As on as many machines.
    expect(await Promise.all(shards.map((shard) => step(of('verify'), { shard })))).toEqual(shards.map(() => '0'));
    expect(await step(of('merge'))).toBe('0');
    expect(await step(of('report'))).toBe('0');

    const { claims } = schemas.verify.parse(JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8')));
    expect(claims.map(({ id }) => id)).toEqual(['thm-3.1/2', 'thm-3.1/2@repaired']);
    const uploaded = (workflow.match(/^ {12}\S+$/gm) ?? []).map((name) => name.trim());
    expect(uploaded).toHaveLength(3);
    for (const name of uploaded) expect(existsSync(join(folder, name)), name).toBe(true);
    // Four commands at once on a busy machine.
  }, 600_000);

  it('fails where a verdict differs in the merged run, not in a share; and in a share that cannot be judged', async () => {
    mkdirSync(join(folder, 'record'));
    const planted = { 'thm-3.1/2': { verdict: 'survives', reason: 'planted' } };
    writeFileSync(join(folder, 'record', 'verdicts.json'), JSON.stringify(planted));

    expect(await step(of('merge'), { record: 'record' })).toMatch(/^1: /);
    expect(await step(of('verify'), { shard: '1', record: 'record' })).toBe('0');
    expect(await step(of('verify'), { shard: '9' })).toMatch(/^1: claimcheck: /);
  });
});
