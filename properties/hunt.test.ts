import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../src/claim/outcome.js';
import { standardParts } from '../src/claim/parts.js';
import { complexity, digits } from '../src/hunt/complexity.js';
import { atCoordinates, coordinatesOf } from '../src/hunt/coordinates.js';
import { cornered } from '../src/hunt/corners.js';
import { excludedRate } from '../src/hunt/hunt.js';
import { moved } from '../src/hunt/moves.js';
import { PORTFOLIO } from '../src/hunt/portfolio.js';
import { randomSource } from '../src/hunt/random.js';
import { shrink } from '../src/hunt/shrink.js';
import { schemas } from '../src/report/schema.js';
import { claimcheck, interrupted } from './helpers/cli.js';
import { claimOf, drawCases } from './helpers/judging.js';
import { plantedClaims } from './helpers/planted-claims.js';
import { scratch } from './helpers/scratch.js';
import { evaluationsToViolation } from './helpers/searching.js';

const { folder } = scratch();
const timeless = (text: string): string => text.replace(/"seconds": [\d.e-]+/, '"seconds": 0');

describe('the portfolio', () => {
  it.each(plantedClaims.map(({ claim }) => [claim.id, claim] as const))(
    'breaks %s within 20,000 evaluations on seeds 0, 1, 2',
    (_, claim) => {
      for (const seed of [0, 1, 2]) expect(evaluationsToViolation(claim, PORTFOLIO, seed, 20_000)).toBeLessThanOrEqual(20_000);
    },
  );

  it('finds what plain draws do not', () => {
    const hard = plantedClaims.find(({ claim }) => claim.id === 'planted/sparse')!.claim;

    expect(evaluationsToViolation(hard, ['random'], 0, 20_000)).toBeUndefined();
  });

  it.each([
    'thm-3.1/1-proof',
    'thm-3.1/2',
    'thm-3.1/3',
    'thm-3.2/gradient-zero',
    'prop-2',
    'prop-2/eq-25',
    'prop-2/eq-26-27',
    'leaky/special-cases',
  ])('finds the violation of %s from scratch within 1,000 evaluations on seeds 0, 1, 2', (id) => {
    for (const seed of [0, 1, 2]) expect(evaluationsToViolation(claimOf(id), PORTFOLIO, seed, 1000)).toBeLessThanOrEqual(1000);
  });

  it.each(['landscape/infimum', 'thm-3.1/2@repaired', 'thm-3.2/4', 'prop-2/stays', 'lem-f2', 'thm-4.1/purity'])(
    'does not break %s within 1,200 evaluations',
    (id) => {
      for (const seed of [0, 1, 2]) expect(evaluationsToViolation(claimOf(id), PORTFOLIO, seed, 400)).toBeUndefined();
    },
  );
});

describe('changes of a case', () => {
  const ids = ['thm-3.2/descent', 'prop-2', 'thm-4.1/purity', 'thm-3.1/2', 'leaky/landscape', 'prop-1/eq-13'];

  it.each(ids)('leave the cases of %s evaluable: moves, corners and coordinates', (id) => {
    const claim = claimOf(id);
    drawCases(claim, 5, 20).forEach((drawn, k) => {
      const random = randomSource(`changes/${k}`);
      for (const changed of [
        moved(drawn, random),
        cornered(drawn, random),
        atCoordinates(
          drawn,
          coordinatesOf(drawn).map((v) => v + 0.3 * random.normal()),
          0.3,
        ),
      ]) {
        expect(() => judgeCase(claim, changed, standardParts)).not.toThrow();
      }
    });
  });

  it('coordinates at rest give the case back', () => {
    for (const id of ids) {
      for (const drawn of drawCases(claimOf(id), 9, 10)) {
        const back = coordinatesOf(atCoordinates(drawn, coordinatesOf(drawn), 2 ** -20));

        // Numbers are rounded to a lattice that is finer than the moves.
        for (const [k, v] of coordinatesOf(drawn).entries()) expect(Math.abs(back[k]! - v)).toBeLessThan(2 ** -20);
      }
    }
  });
});

describe('complexity', () => {
  it.each([
    [0, 0],
    [1, 1],
    [-1, 1.5],
    [3, 2],
    [0.75, 4],
    [0.1, 60],
  ])('counts the digits of %d as %d', (v, expected) => {
    expect(digits(v)).toBe(expected);
  });

  it('grows with samples, features and the size of numbers', () => {
    const [small] = drawCases(claimOf('thm-3.2/descent'), 2, 1) as [Parameters<typeof complexity>[0]];
    const { x, y } = small.data;

    expect(complexity({ ...small, data: { x: [...x, x[0]!], y: [...y, 1] } })).toBeGreaterThan(complexity(small));
    expect(complexity({ ...small, data: { x: x.map((row) => row.map((v) => v / 64 + 1 / 4096)), y } })).toBeGreaterThan(complexity(small));
  });
});

describe('shrinking', () => {
  it.each(['thm-3.2/descent', 'prop-2/eq-25', 'thm-3.1/2'])('keeps %s violated, clear of rounding, and makes it simpler', (id) => {
    const claim = claimOf(id);
    const found = drawCases(claim, 1, 300)
      .filter((input) => judgeCase(claim, input, standardParts).kind === 'violated')
      .slice(0, 3);
    expect(found.length).toBeGreaterThan(0);

    for (const input of found) {
      const small = shrink(claim, input, 5000).input;
      const { kind, evaluation } = judgeCase(claim, small, standardParts);

      expect(kind).toBe('violated');
      expect(evaluation.hypotheses.every(({ margin }) => margin >= 0)).toBe(true);
      expect(-evaluation.conclusion!.margin).toBeGreaterThan(8 * evaluation.conclusion!.rounding);
      expect(complexity(small)).toBeLessThanOrEqual(complexity(input));
      expect(small.data.x.length).toBeLessThanOrEqual(4);
    }
  });
});

describe('a normal random source', () => {
  it('has mean 0 and variance 1, and the same numbers for the same name', () => {
    const draw = (): number[] => {
      const { normal } = randomSource('normal');
      return Array.from({ length: 20_000 }, normal);
    };
    const values = draw();
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;

    expect(draw()).toEqual(values);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});

describe('the excluded violation rate', () => {
  it('is the rate at which N draws without a violation have probability 1%', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (draws) => {
        expect((1 - excludedRate(draws)) ** draws).toBeCloseTo(0.01, 6);
      }),
    );
  });
});

describe('claimcheck hunt', () => {
  it('breaks a false claim, exits 1 and tells the simplest case', () => {
    const { code, stdout } = claimcheck('hunt', 'thm-3.1/3', '--max-cases', '2000', '--jobs', '1');

    expect(code).toBe(1);
    expect(stdout).toMatch(/Refuted \(\d+ evaluations, .*portfolio, seed 1\); evidence/);
    expect(stdout).toMatch(/Data \(2 samples\):\n +x1 = \(-?1\), y1 = [+-]1\n +x2 = \(-?1\)/);
    expect(stdout).toContain('--out DIR stores it');
  });

  it('finds the same for every number of jobs, and fits the published schema', () => {
    const [one, two] = ['1', '2'].map(
      (jobs) => claimcheck('hunt', 'prop-2', '--max-cases', '2000', '--seed', '5', '--jobs', jobs, '--json', '-').stdout,
    );

    const report = schemas.hunt.parse(JSON.parse(one!));
    expect(report.verdict).toBe('refuted');
    expect(report.smallest!.claim).toBe('prop-2');
    expect(timeless(one!)).toBe(timeless(two!));
  });

  it('says how hard it tried when nothing is found, and exits 0', () => {
    const { code, stdout } = claimcheck('hunt', 'lem-f2', '--max-cases', '1600', '--jobs', '1');

    expect(code).toBe(0);
    expect(stdout).toMatch(/Nothing found \(1600 evaluations/);
    expect(stdout).toMatch(/\d+ independent draws .* a violation rate above 0\.\d+ under it is excluded with 99% confidence/);
  });

  it('takes one strategy alone', () => {
    const { stdout } = claimcheck('hunt', 'thm-3.1/2', '--strategy', 'annealing', '--max-cases', '1600', '--jobs', '1', '--json', '-');

    const report = schemas.hunt.parse(JSON.parse(stdout));
    expect(report.strategy).toBe('annealing');
    expect(report.coverage.draws).toBe(0);
  });

  it.each([
    [['hunt', 'thm-3.1/9'], 'did you mean'],
    [['hunt'], 'ID'],
    [['hunt', 'lem-f2', '--strategy', 'bayes'], 'portfolio'],
    [['hunt', 'lem-f2', '--max-time', '0'], '--max-time'],
    [['hunt', 'lem-f2', '--max-cases', '1.5'], '--max-cases'],
  ])('refuses %j', (args, part) => {
    const { code, stderr } = claimcheck(...args);

    expect(code).toBe(3);
    expect(stderr).toContain(part);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('stops on Ctrl-C with what it has', async () => {
    const { code, stdout } = await interrupted('hunt', 'lem-f2', '--max-time', '60', '--jobs', '1');

    expect(code).toBe(130);
    expect(stdout).toContain('interrupted');
  });
});

describe('hunt --out', () => {
  const journal = (out: string): string => join(out, 'lem-f2.hunt.jsonl');
  const hunt = (out: string, cases: number): ReturnType<typeof claimcheck> =>
    claimcheck('hunt', 'lem-f2', '--max-cases', String(cases), '--jobs', '1', '--out', out, '--json', '-');

  it('stores the cases it found, ready for replay', () => {
    const out = join(folder, 'found');

    const { code } = claimcheck('hunt', 'thm-3.1/3', '--max-cases', '2000', '--jobs', '1', '--out', out);

    expect(code).toBe(1);
    for (const name of ['smallest', 'worst', 'found']) expect(claimcheck('replay', join(out, `thm-3.1_3.${name}.json`)).code).toBe(0);
    expect(existsSync(join(out, 'thm-3.1_3.lock'))).toBe(false);
  });

  it('goes on after kill -9 as if nothing had happened', async () => {
    const out = join(folder, 'killed');
    const child = spawn(process.execPath, ['dist/cli/main.js', 'hunt', 'lem-f2', '--max-time', '600', '--jobs', '1', '--out', out]);
    const rounds = (): number => (existsSync(journal(out)) ? readFileSync(journal(out), 'utf8').split('\n').length - 2 : 0);
    while (rounds() < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    const done = rounds() * 1600;

    const resumed = hunt(out, done + 1600);
    const whole = hunt(join(folder, 'whole'), done + 1600);

    expect(schemas.hunt.parse(JSON.parse(resumed.stdout)).evaluations).toBe(done + 1600);
    expect(timeless(resumed.stdout)).toBe(timeless(whole.stdout));
  });

  it('drops a last line without its end, and refuses any other broken one', () => {
    const out = join(folder, 'torn');
    const first = hunt(out, 1600);
    appendFileSync(journal(out), '{"round":2,"evalu');

    const torn = hunt(out, 1600);
    writeFileSync(journal(out), readFileSync(journal(out), 'utf8').replace('"round"', '"roun'));
    const broken = hunt(out, 3200);

    expect(timeless(torn.stdout)).toBe(timeless(first.stdout));
    expect(broken.code).toBe(3);
    expect(broken.stderr).toContain('line 2 is not JSON');
  });

  it('refuses the journal of another hunt', () => {
    const out = join(folder, 'other');
    hunt(out, 1600);

    const { code, stderr } = claimcheck('hunt', 'lem-f2', '--seed', '2', '--max-cases', '1600', '--jobs', '1', '--out', out);

    expect(code).toBe(3);
    expect(stderr).toContain('belongs to a hunt with seed 1');
  });

  it('lets one hunt at a time work on a claim, and takes over the lock of a dead one', () => {
    const out = join(folder, 'locked');
    hunt(out, 1600);
    writeFileSync(join(out, 'lem-f2.lock'), String(process.pid));

    const second = hunt(out, 1600);
    writeFileSync(join(out, 'lem-f2.lock'), '4194304');
    const third = hunt(out, 1600);

    expect(second.code).toBe(3);
    expect(second.stderr).toContain(`is held by another hunt (process ${process.pid})`);
    expect(third.code).toBe(0);
  });

  it('tells what it found and says so when the disk is full', () => {
    const out = join(folder, 'full');
    // Blocks of 512 or 1024 bytes: enough for the header of the journal, too few for a round.
    const command = `ulimit -f 2; "${process.execPath}" dist/cli/main.js hunt thm-3.1/3 --max-cases 2000 --jobs 1 --out "${out}"`;

    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });

    expect(status).toBe(3);
    expect(stdout).toContain('The simplest case');
    expect(stderr).toMatch(/--out .*cannot be written \(E/);
    truncateSync(join(out, 'thm-3.1_3.hunt.jsonl'));
  });
});
