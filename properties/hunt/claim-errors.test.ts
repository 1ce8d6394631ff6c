/** A claim whose code fails ends its hunt, wherever that happens; one that says that it cannot read a case does not. */

import { describe, expect, it } from 'vitest';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import { NotACase } from '../../src/claim/not-a-case.js';
import type { Case } from '../../src/data/case.js';
import { deepen } from '../../src/hunt/deepen.js';
import { hunt } from '../../src/hunt/hunt.js';
import { type BurstJob, burst } from '../../src/hunt/search/burst.js';
import { randomOf } from '../../src/hunt/search/random.js';
import { search } from '../../src/hunt/search/search.js';
import { Session } from '../../src/hunt/search/session.js';
import { shrink } from '../../src/hunt/shrink/shrink.js';
import { strategies } from '../../src/hunt/strategy/portfolio.js';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { inlineWorkers } from '../../src/judge/workers.js';
import { at, planted, trueClaim, witness } from '../support/planted.js';

/** A claim of some slack that throws on some cases. */
const faulty = (isFaulty: (input: Case) => boolean, fault: () => Error, slack: (input: Case) => number = () => 1): Claim => ({
  ...trueClaim,
  id: 'planted/faulty',
  evaluate(input): Evaluation {
    if (isFaulty(input)) throw fault();
    return { hypotheses: [], conclusion: at(slack(input)), labels: [] };
  },
});
const entryOf = ({ start: [value = 0] }: Case): number => value;
/** The generator draws from [-4, 4]. */
const isMoved = (input: Case): boolean => Math.abs(entryOf(input)) > 4;
const typeError = (): Error => new TypeError("Cannot read properties of undefined (reading 'x')");
const notACase = (): Error => new NotACase('start is too long');

const hunted = (claim: Claim) =>
  hunt({ claim, seed: 1, strategies, maxCases: 1500, stopped: () => false, run: async (job) => burst(claim, job) });

describe('a TypeError in evaluate', () => {
  it('on moved cases alone ends the hunt, naming the claim and the case', async () => {
    const error = await hunted(faulty(isMoved, typeError)).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(EvaluationError);
    const { claim, input, message, cause } = error as EvaluationError;
    expect(claim).toBe('planted/faulty');
    expect(isMoved(input)).toBe(true);
    expect(message).toContain('claim planted/faulty: Cannot read properties of undefined');
    expect(message).toContain(`"start": [${input.start.join(', ')}]`);
    expect(cause).toBeInstanceOf(TypeError);
  });

  it('ends it in the thread of the command line too', async () => {
    const claim = faulty(isMoved, typeError);
    const workers = inlineWorkers(burst);

    const run = hunt({ claim, seed: 1, strategies, maxCases: 1500, stopped: () => false, run: (job) => workers.run(claim, job) });

    await expect(run).rejects.toThrow(EvaluationError);
  });

  it('ends it on stored cases, and on draws', async () => {
    const claim = faulty(() => true, typeError);
    const session = new Session(claim, randomOf('draws'), { evaluations: 10 });

    expect(() => session.draw()).toThrow(EvaluationError);
    expect(() => session.evaluate(witness([1, 2]))).toThrow(EvaluationError);
  });

  it('on a reduced case ends shrinking', async () => {
    const claim = faulty(
      (input) => entryOf(input) === 0,
      typeError,
      () => -1,
    );

    await expect(shrink(claim, witness([1.75, -3]), 1000, () => false)).rejects.toThrow(EvaluationError);
  });

  it('on a worse case ends the search for the worst', async () => {
    const claim = faulty(isMoved, typeError, (input) => -Math.abs(entryOf(input)));

    const run = deepen({ claim, seed: 1, run: async (job) => burst(claim, job) }, witness([3.5, 1]));

    await expect(run).rejects.toThrow(EvaluationError);
  });

  it('is told of the first slot in which it happens, whatever order the bursts end in, and not of one after a violation', async () => {
    const claim = planted.find(({ id }) => id === 'planted/kinked-1e-6') ?? trueClaim;
    const placeOf = ({ seed }: BurstJob): [round: number, slot: number] => {
      const [round = 0, slot = 0] = seed.split('/').slice(-2).map(Number);
      return [round, slot];
    };
    const broken: [round: number, slot: number][] = [];
    let failures = 0;
    const searched = (fails: (round: number, slot: number) => boolean) =>
      search({
        claim,
        seed: 0,
        strategies,
        maxCases: 5000,
        stopped: () => false,
        run: async (job) => {
          const [round, slot] = placeOf(job);
          // Later slots end first.
          await new Promise((resolve) => setTimeout(resolve, 10 - slot));
          if (fails(round, slot)) {
            failures++;
            throw new EvaluationError(claim.id, witness([1, 2]), new Error(`slot ${slot} of round ${round}`));
          }
          const result = burst(claim, job);
          if (result.violations.length > 0) broken.push([round, slot]);
          return result;
        },
      });
    const whole = await searched(() => false);
    const [last, first] = broken.sort(([, a], [, b]) => a - b)[0] ?? [0, 0];

    const again = await searched((round, slot) => round === last && slot > first);

    expect(failures).toBeGreaterThan(0);
    expect(again.violations).toEqual(whole.violations);
    expect(again.archive.counts).toEqual(whole.archive.counts);
    await expect(searched((_, slot) => slot >= 3)).rejects.toThrow('slot 3 of round 0');
  });
});

describe('NotACase', () => {
  it('on moved cases counts them as invalid, and the hunt goes on', async () => {
    const { archive, found } = await hunted(faulty(isMoved, notACase));

    expect(found).toBeUndefined();
    expect(archive.evaluations).toBe(1500);
    expect(archive.counts.invalid).toBeGreaterThan(0);
  });

  it('on reduced and on worse cases leaves them out', async () => {
    const claim = faulty(
      (input) => entryOf(input) === 0 || isMoved(input),
      notACase,
      (input) => -Math.abs(entryOf(input)),
    );

    const shrunk = await shrink(claim, witness([1.75, -3]), 1000, () => false);
    const { input: worst } = await deepen({ claim, seed: 1, run: async (job) => burst(claim, job) }, witness([3.5, 1]));

    expect(Math.abs(entryOf(shrunk?.input ?? witness([0, 0])))).toBeGreaterThan(0);
    expect(Math.abs(entryOf(worst ?? witness([0, 0])))).toBeGreaterThanOrEqual(3.5);
  });

  it('on a draw of its own generator is an error of the claim', async () => {
    await expect(hunted(faulty(() => true, notACase))).rejects.toThrow(EvaluationError);
  });
});

describe('a move that leaves the range of float64', () => {
  it('makes no case: the claim does not see it', () => {
    const session = new Session(
      faulty(() => false, typeError),
      randomOf('overflow'),
      { evaluations: 10 },
    );

    expect(session.evaluate(witness([Number.POSITIVE_INFINITY, 1]))).toBeUndefined();
    expect(session.evaluate(witness([1, 2], { x: [[Number.NaN, 0]] }))).toBeUndefined();
    expect(session.counts.invalid).toBe(2);
  });
});
