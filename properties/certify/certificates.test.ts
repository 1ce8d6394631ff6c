import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { certifiedClaims, certify, coqOf, witnessOf } from '../support/certify.js';
import { CERTIFICATES, certificateHashes, shortened } from '../support/evaluations.js';
import { claimOf } from '../support/judging.js';
import { everyNthOrOthers, fewOrMany, STATISTICAL } from '../support/long-suite.js';
import { isWronglyCertified } from '../support/wrongly-certified.js';

const recorded = JSON.parse(readFileSync(CERTIFICATES, 'utf8')) as Record<string, string>;

/** Cases drawn of each claim. */
const DRAWN = fewOrMany(2, 16);

describe.each(certifiedClaims)('certificates for %s', (id) => {
  it('are found for its stored witness, which violates it by a slack that is not positive', () => {
    const certificate = certify(witnessOf(id))!;
    expect(certificate).toMatchObject({ claim: id });
    expect(certificate.restart).toBeUndefined();
    expect(certificate.slack.low <= certificate.slack.high && certificate.slack.high <= 0).toBe(true);
    expect(certificate.hypotheses.length > 0 && certificate.argument.length > 0).toBe(true);
    // A text that is spread where a sentence belongs comes apart into letters.
    expect(certificate.argument.filter((line) => !/ .* /.test(line))).toEqual([]);
  });

  it('say what they are recorded to say of it: npx tsx scripts/evaluations.ts', () => {
    expect(certificateHashes(witnessOf(id))).toBe(recorded[id]);
  });

  it('are never found for a case that the float64 path finds satisfied, or discards for more than its reach', STATISTICAL, () => {
    const cases = fc.sample(claimOf(id).cases, { numRuns: DRAWN, seed: 20180927 }).map(shortened);
    expect(cases.filter(isWronglyCertified)).toEqual([]);
  });
});

describe('tampered witnesses', () => {
  // thm-3.4/step-iii speaks of step sizes alone, eq. 34 and its step size of any labels.
  const unlabelled = ['thm-3.4/step-iii', 'thm-4.1/reduction', 'thm-4.1/step-factor'];
  const labelled = (id: string, label: number): Case => {
    const { data, ...rest } = witnessOf(id);
    return { ...rest, data: { ...data, y: data.y.map(() => label) } };
  };

  it.each(
    everyNthOrOthers(
      3,
      certifiedClaims.filter((id) => !unlabelled.includes(id)),
    ),
  )('are not certified for %s after all labels are made equal', STATISTICAL, (id) => {
    expect([1, -1].map((label) => certify(labelled(id, label)))).toEqual([undefined, undefined]);
  });

  it.each(
    everyNthOrOthers(
      3,
      certifiedClaims.filter((id) => id !== 'thm-3.4/step-iii'),
    ),
  )('have no file for Coq then: %s', STATISTICAL, (id) => {
    expect([1, -1].map((label) => coqOf(labelled(id, label)))).toEqual([undefined, undefined]);
  });
});

describe('cases without a certifier', () => {
  it('have no certificate', () => {
    expect(certify({ ...witnessOf('thm-3.1/3'), claim: 'landscape/infimum' })).toBeUndefined();
  });
});

describe('the sources of the certifiers', () => {
  /** What may be imported: exact integer helpers, input, and oracles and samplers whose answers are checked or are input. */
  const ALLOWED = [
    'src/certify/',
    'src/data/',
    'src/claim/claim.js',
    'src/numerics/dyadic.js',
    'src/numerics/lists.js',
    'src/numerics/rational.js',
    'src/optimizer/sampler.js',
    'src/oracle/axes.js',
    'src/oracle/lock-zones.js',
    'src/oracle/max-margin.js',
    'src/oracle/separability.js',
    'src/oracle/strike-cycle.js',
  ];
  const isCertifier = (file: string): boolean => file.startsWith('src/certify/') || file.endsWith('.certificate.ts');
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => file.endsWith('.ts') && isCertifier(file));

  it('import nothing of the float64 path', () => {
    const imports = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map((match) => join(file, '..', match[1]!)),
    );
    const isAllowed = (from: string): boolean => from.endsWith('.certificate.js') || ALLOWED.some((prefix) => from.startsWith(prefix));
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter((from) => !isAllowed(from))).toEqual([]);
  });

  it('call no floating-point function that rounds', () => {
    const rounding = sources.filter((file) => /Math\.(exp|log|pow|sqrt|random|hypot)/.test(readFileSync(file, 'utf8')));
    expect(rounding).toEqual([]);
  });
});

describe('tampered starts', () => {
  it.each([
    ['thm-3.1/1-proof', [-1]],
    ['thm-3.1/2', [-1, -1]],
    ['thm-3.1/3', [1]],
    ['thm-3.2/gradient-zero', [-1]],
    ['thm-3.2/gradient', [-1, 0]],
    ['prop-2', [0, 0]],
    ['prop-2/eq-25', [0]],
    ['prop-2/eq-26-27', [0]],
  ])('that break a hypothesis of %s are not certified', (id, start) => {
    expect(certify({ ...witnessOf(id), start })).toBeUndefined();
  });

  it('that keep the hypotheses and the violation are certified still', () => {
    expect(certify({ ...witnessOf('thm-3.1/2'), start: [0, 3] })).toBeDefined();
  });

  it.each(['thm-3.2/descent', 'thm-3.2/gradient'])('of another step size are not certified for %s where eta beta is 2 or more', (id) => {
    expect(certify({ ...witnessOf(id), steps: { kind: 'constant', eta: 64, count: 100 } })).toBeUndefined();
  });

  it('of thm-3.2/gradient keep eta beta below 2 for ever, and the sum has no bound', () => {
    const { hypotheses, argument } = certify(witnessOf('thm-3.2/gradient'))!;
    expect(hypotheses.find(({ name }) => name === '0 < eta < 2/beta')?.how).toMatch(/eta beta <= 0\.63\d* for ever after/);
    expect(argument.some((line) => line.startsWith('And the sum has no bound at all'))).toBe(true);
  });

  it('are not certified for thm-3.2/gradient where no negative sample is ever active, so that the sum stays bounded', () => {
    const witness = witnessOf('thm-3.2/gradient');
    const steps = { kind: 'constant', eta: 0.25, count: 300 } as const;
    expect(
      certify({
        ...witness,
        data: {
          x: [
            [1, 1],
            [0, -1],
          ],
          y: [1, -1],
        },
        start: [1, 1],
        steps,
      }),
    ).toBeUndefined();
  });
});

describe('the certificate of thm-3.4/step-iii', () => {
  const certified = (alpha: number, count: number) => certify({ ...witnessOf('thm-3.4/step-iii'), steps: { kind: 'power', alpha, count } });

  it('encloses 2 (1 - 2^(-1/2)) - 1 = 1 - sqrt 2 at t = 2 for alpha = 3/4', () => {
    const { step, slack } = certified(0.75, 2)!;
    const known = -0.41421356237309503;
    expect(step).toBe(2);
    expect(slack.low <= known && known <= slack.high && slack.high - slack.low < 1e-15).toBe(true);
  });

  it('is not given for alpha out of range, for fewer than two steps, or for constant steps', () => {
    expect(certified(0.5, 10)).toBeUndefined();
    expect(certified(1, 10)).toBeUndefined();
    expect(certified(0.75, 1)).toBeUndefined();
    expect(certify({ ...witnessOf('thm-3.4/step-iii'), steps: { kind: 'constant', eta: 0.75, count: 10 } })).toBeUndefined();
  });
});

describe('the certificate of thm-4.1/reduction', () => {
  const witness = witnessOf('thm-4.1/reduction');
  const namesOf = (input: Case) => certify(input)?.hypotheses.map(({ name }) => name);
  const constancyOf = (input: Case) => certify(input)?.hypotheses.find(({ name }) => name === 'patterns constant')?.how;

  it('encloses the quotient 2, with patterns that stay for ever and a loss that tends to 0', () => {
    const { slack } = certify(witness)!;
    expect(slack.low <= -2 && -2 <= slack.high && slack.high - slack.low < 1e-15).toBe(true);
    expect(constancyOf(witness)).toMatch(/^for every t >= 0/);
    expect(namesOf(witness)).toContain('L(W) -> 0');
  });

  it.each([
    [
      'with a neuron that acts on samples of two patterns',
      {
        data: {
          x: [
            [1, 0],
            [0, 1],
          ],
          y: [1, -1],
        },
        start: [1, 1, 1, -1],
        steps: { kind: 'constant', eta: 0.25, count: 1 },
      },
    ],
    ['whose neurons act on nothing', { start: [0, 0, 0, 0] }],
    ['with output weights of one sign', { outputWeights: [1, 1] }],
    ['with an output weight of 0', { outputWeights: [1, -1, 0], start: [0.25, -0.25, -0.25, 0.25, 0, 0] }],
    ['without a step', { steps: { kind: 'constant', eta: 0.25, count: 0 } }],
    ['with the step size 0', { steps: { kind: 'constant', eta: 0, count: 10 } }],
    ['whose start fits another number of neurons', { start: [0.25, -0.25] }],
  ] as const)('is not given for cases %s', (_, change) => {
    expect(certify({ ...witness, ...change } as Case)).toBeUndefined();
  });

  it('says so where patterns are known to stay for a stretch of steps alone: a neuron of the wrong sign', () => {
    const turned = { ...witness, data: { ...witness.data, y: [1, 1] } };
    expect(constancyOf(turned)).toMatch(/^signs of all w_k.x_i at steps 0 and 1/);
    expect(namesOf(turned)).not.toContain('L(W) -> 0');
  });

  it('agrees with the drawn cases that the float64 path finds violated', () => {
    const claim = claimOf('thm-4.1/reduction');
    const cases = fc.sample(claim.cases, { numRuns: 24, seed: 41 }).map(shortened);
    const violated = cases.filter((input) => judgeCase(claim, input, standardParts).kind === 'violated');
    expect(violated.length).toBeGreaterThan(3);
    expect(violated.filter((input) => certify(input) === undefined)).toEqual([]);
  });
});

describe('certificates about expectations', () => {
  const enumerated = certifiedClaims.filter((id) => id.startsWith('prop-1/') || id.startsWith('lem-'));

  it.each(enumerated)('are not given for %s outside the range of alpha, or where nothing is active at the start', (id) => {
    const witness = witnessOf(id);
    expect(enumerated.length).toBe(18);
    expect(certify({ ...witness, steps: { kind: 'power', alpha: 0.5, count: 10 } })).toBeUndefined();
    expect(certify({ ...witness, start: witness.start.map(() => 0) })).toBeUndefined();
  });

  it('are not given for a display that holds: the intended step 2 at t = 1, where it is an inequality of Jensen', () => {
    const witness = witnessOf('prop-1/step-2@intended');
    expect(certify({ ...witness, steps: { kind: 'power', alpha: 0.75, count: 1 } })).toBeUndefined();
  });

  const twoActive: Case = {
    claim: 'prop-1/eq-13/long',
    data: { x: [[0.5, 0], [0, 0.5], ...new Array(6).fill([-0.5, -0.5])], y: [1, 1, ...new Array(6).fill(-1)] },
    start: [0.0625, 0.0625],
    steps: { kind: 'power', alpha: 0.75, count: 6 },
    seed: 1,
  };

  it('are given for long forms where few steps can be enumerated, at the last step alone', () => {
    expect(certify(twoActive)).toMatchObject({ step: 6 });
    expect(certify({ ...twoActive, claim: 'prop-1/eq-13' })!.step).toBeLessThan(6);
  });

  it.each([
    [
      'a draw may lead out of the region',
      { data: { ...twoActive.data, x: [[0.5, 0], [0.125, 0.5], ...new Array(6).fill([0.125, -0.5])] } },
    ],
    ['the sequences are too many', { steps: { kind: 'power', alpha: 0.75, count: 60 } }],
    ['the steps are of a constant size', { steps: { kind: 'constant', eta: 0.5, count: 6 } }],
    ['a negative is active', { start: [-0.0625, -0.0625] }],
    ['|x|^2 is 2 or more', { data: { ...twoActive.data, x: twoActive.data.x.map((row) => row.map((entry) => 4 * entry)) } }],
  ] as const)('are not given for the long form of eq. 13 where %s', (_, change) => {
    expect(certify({ ...twoActive, ...change } as Case)).toBeUndefined();
  });

  it.each(['prop-1/eq-13/long', 'prop-1/eq-14/long', 'prop-1/eq-15/long', 'lem-f1'])(
    'are not given for %s where nearly every draw is of an active sample, so that both readings of L nearly agree',
    (id) => {
      const { data, ...rest } = witnessOf(id);
      // One negative among 32 copies of the positive.
      const positive = data.x[data.y.indexOf(1)]!;
      const x = [...new Array<readonly number[]>(32).fill(positive), positive.map((entry) => -entry)];
      const input = { ...rest, data: { x, y: x.map((_, i) => (i < 32 ? 1 : -1)) }, steps: { kind: 'power', alpha: 0.75, count: 40 } };
      expect(certify(input as Case)).toBeUndefined();
      expect(judgeCase(claimOf(id), input as Case, standardParts).kind).not.toBe('violated');
    },
  );

  it('are not given for lemma F.1 as printed where the positives are two vectors, which its claim does not judge', () => {
    expect(certify({ ...twoActive, claim: 'lem-f1' })).toBeUndefined();
  });
});
