import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { showsColours } from '../../src/text/style.js';
import { claimAlone } from '../support/claim-alone.js';
import { scratch } from '../support/scratch.js';

const TERMINAL = { isTTY: true };
const PIPE = {};
const alone = [...claimAlone(scratch().file, 'stochastic/lemma-f2', 'duality'), '--record', 'fixtures'];
const ESCAPE = String.fromCharCode(27);

describe('colours', () => {
  it.each([
    ['a terminal', TERMINAL, {}, true],
    ['a pipe', PIPE, {}, false],
    ['a pipe in CI', PIPE, { CI: 'true' }, false],
    ['a terminal under NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
    ['a terminal under an empty NO_COLOR', TERMINAL, { NO_COLOR: '' }, true],
    ['a dumb terminal', TERMINAL, { TERM: 'dumb' }, false],
    ['a pipe under FORCE_COLOR', PIPE, { FORCE_COLOR: '1' }, true],
    ['a terminal under FORCE_COLOR=0', TERMINAL, { FORCE_COLOR: '0' }, false],
    ['a pipe under FORCE_COLOR and NO_COLOR', PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('on %s', (_, stream, settings, shown) => {
    expect(showsColours(stream, settings)).toBe(shown);
  });

  it('are not in what the command writes into a pipe, in CI neither', () => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
    const written = (settings: NodeJS.ProcessEnv): string =>
      spawnSync(process.execPath, ['dist/cli/main.js', 'verify', 'lem-f2', ...alone, '--cases', '20', '--jobs', '1'], {
        encoding: 'utf8',
        env: { ...env, ...settings },
      }).stdout;

    const [inCi, forced] = [written({ CI: 'true' }), written({ FORCE_COLOR: '1' })];

    expect(inCi).toContain('survives');
    expect(inCi).not.toContain(ESCAPE);
    expect(forced).toContain(`${ESCAPE}[32msurvives`);
  });
});
