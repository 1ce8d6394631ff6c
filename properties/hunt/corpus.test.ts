import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { caseFile } from '../../src/data/case-file.js';
import { stringify } from '../../src/data/json-number.js';
import { readCorpus } from '../../src/hunt/journal/corpus.js';
import { burst } from '../../src/hunt/search/burst.js';
import type { BurstResult } from '../../src/hunt/search/result.js';
import { search } from '../../src/hunt/search/search.js';
import { strategies } from '../../src/hunt/strategy/portfolio.js';
import { outcomeOf } from '../../src/judge/confirmation.js';
import { readStoredCase } from '../../src/record/case-files.js';
import { schemas } from '../../src/report/schema.js';
import { commanded } from '../support/cli.js';
import { claimOf, drawCases } from '../support/judging.js';

const WITNESS = fileURLToPath(new URL('../../fixtures/witnesses/thm-3.2_descent.json', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-corpus-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes cases of a claim as files and names them. */
function stored(id: string, inputs: readonly Case[], into = folder): string[] {
  mkdirSync(into, { recursive: true });
  return inputs.map((input, i) => {
    const file = join(into, `${i}.json`);
    writeFileSync(file, stringify(caseFile({ ...input, claim: id }, outcomeOf(claimOf(id), input))));
    return file;
  });
}
const hunt = (id: string, ...more: string[]) => commanded('hunt', id, '--jobs', '1', '--max-cases', '300', ...more);
/** Reading that nothing ends. */
const PATIENT = new AbortController().signal;
const descent = claimOf('thm-3.2/descent@repaired');

describe('a corpus', () => {
  it('takes cases of other claims of the same shape as cases of the claim, each once, and counts those that do not fit', async () => {
    const good = drawCases(claimOf('thm-3.2/descent'), 3, 3);
    stored('thm-3.2/descent', [...good, good[0]!]);
    stored('prop-2', drawCases(claimOf('prop-2'), 3, 2), join(folder, 'other'));

    const { cases, unfit } = await readCorpus(descent, [folder, join(folder, '0.json')], PATIENT);

    expect(cases).toEqual(good.map((input) => ({ ...input, claim: descent.id })));
    expect(unfit).toBe(0);
    await expect(readCorpus(descent, [folder, join(folder, 'other')], PATIENT)).rejects.toThrow(
      /other: holds no case in the form and of the size that thm-3.2\/descent@repaired draws, in at most \d+ steps$/,
    );
    for (const name of readdirSync(join(folder, 'other')))
      writeFileSync(join(folder, `x${name}`), readFileSync(join(folder, 'other', name)));
    expect((await readCorpus(descent, [folder], PATIENT)).unfit).toBe(2);
  });

  it.each([
    ['more steps than its cases have', (input: Case): Case => ({ ...input, steps: { kind: 'constant', eta: 1, count: 1e9 } })],
    [
      'more samples than searches make',
      (input: Case): Case => ({ ...input, data: { x: new Array(65).fill(input.data.x[0]), y: new Array(65).fill(1) } }),
    ],
  ])('refuses a case with %s', async (_, change) => {
    const [input] = drawCases(descent, 1, 1);
    const file = join(folder, 'a.json');
    writeFileSync(file, stringify(caseFile(change(input!), outcomeOf(descent, input!))));

    await expect(readCorpus(descent, [file], PATIENT)).rejects.toThrow(/a\.json: holds no case/);
  });

  it('is named by its content', async () => {
    const [a, b] = stored('thm-3.2/descent', drawCases(claimOf('thm-3.2/descent'), 3, 2));
    const hashOf = async (...paths: string[]): Promise<string> => (await readCorpus(descent, paths, PATIENT)).hash;

    expect(await hashOf(a!, b!)).toBe(await hashOf(folder));
    expect(await hashOf(a!)).not.toBe(await hashOf(b!));
  });

  it('is judged first, remembered, and replayed from a journal like any other burst', async () => {
    const corpus = drawCases(descent, 9, 30);
    const run = async (recorded: readonly BurstResult[]) => {
      const rounds: BurstResult[] = [];
      const result = await search({
        claim: descent,
        seed: 1,
        strategies,
        maxCases: 300,
        stopped: () => false,
        corpus,
        recorded,
        run: async (job) => burst(descent, job),
        onRound: (results) => rounds.push(...results),
      });
      return { result, rounds };
    };
    const whole = await run([]);
    const resumed = await run(whole.rounds.slice(0, 2));

    expect(whole.rounds.slice(0, 3).map(({ strategy }) => strategy)).toEqual(['corpus', 'corpus', 'corpus']);
    expect(
      whole.rounds
        .slice(0, 3)
        .flatMap(({ counts }) => Object.values(counts))
        .reduce((a, b) => a + b),
    ).toBe(30);
    expect(whole.rounds[3]!.strategy).not.toBe('corpus');
    expect(whole.result.archive.drawn.cases).toBeLessThanOrEqual(270);
    expect(resumed.result.archive.counts).toEqual(whole.result.archive.counts);
    expect(resumed.result.archive.best).toEqual(whole.result.archive.best);
  });
});

describe('claimcheck hunt --from', () => {
  it('finds at once what a stored case breaks, and says how many it began with', async () => {
    const { code, stdout } = await hunt('thm-3.2/descent', '--from', WITNESS, '--json', '-', '--out', folder);
    const result = schemas.hunt.parse(JSON.parse(stdout));

    expect(code).toBe(1);
    expect(result.corpus).toEqual({ cases: 1, unfit: 0 });
    expect(result.witness).toMatchObject({ data: readStoredCase(WITNESS).input.data, start: readStoredCase(WITNESS).input.start });
  });

  it('goes on from a journal of its own, which the stored cases name; from scratch is another hunt', async () => {
    const files = stored('thm-3.2/descent@repaired', drawCases(descent, 3, 3), join(folder, 'cases'));
    const from = files.flatMap((file) => ['--from', file]);
    const out = ['--out', join(folder, 'out')];
    const once = await hunt(descent.id, ...from, ...out);
    const again = await hunt(descent.id, ...from, ...out);
    const fewer = await hunt(descent.id, '--from', files[0]!, ...out);
    const scratch = await hunt(descent.id, ...out);

    expect(once.code).toBe(0);
    expect(once.stdout).toContain('begun with 3 stored cases');
    expect(again.stdout).toContain('(300 of them from the journal)');
    for (const other of [fewer, scratch]) expect(other.stdout).not.toContain('from the journal');
    expect(scratch.stdout).not.toContain('begun with');
    expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.jsonl'))).toHaveLength(3);
  });

  it.each([
    ['is no JSON', '{', /bad\.json:1: not valid JSON/],
    ['lacks a field', '{"format":"claimcheck-case","version":1,"claim":"prop-2"}', /bad\.json:1: field data: /],
    ['is of another format', '[1]', /bad\.json:1: is not a case, which is a JSON object/],
  ])('exits 3 with one line and runs nothing where a file %s', async (_, text, message) => {
    const [good] = stored('thm-3.2/descent@repaired', drawCases(descent, 3, 1));
    writeFileSync(join(folder, 'bad.json'), text);
    const { code, stdout, stderr } = await hunt(descent.id, '--from', good!, '--from', folder, '--out', join(folder, 'out'));

    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it.each([
    ['nothing there', 'nowhere', /nowhere: cannot be read \(no such file or folder\)/],
    ['an empty folder', '', /: holds no case in the form/],
  ])('exits 3 on %s', async (_, path, message) => {
    const { code, stderr } = await hunt(descent.id, '--from', join(folder, path));

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });
});
