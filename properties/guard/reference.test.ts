import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { lawChecks } from '../../src/guard/checks/law.js';
import { arithmeticOf } from '../../src/guard/reference/arithmetic.js';
import { conventions, type RuledAlgorithm } from '../../src/guard/reference/published.js';
import { subjectOf } from '../../src/guard/subject.js';
import { followed, forms, perturbed } from '../support/guard-rules.js';
import { lawBroken, perturbable, shortLawChecks } from '../support/guard-sensitivity.js';
import { everyNth, everyNthOrOthers, fewOrMany, STATISTICAL } from '../support/long-suite.js';

/** Parameters of one coordinate after each gradient, from 0 with step size 1. */
function steps(algorithm: RuledAlgorithm, form: string, gradients: readonly number[], hyperparameters: Record<string, number>): number[] {
  const convention = conventions[algorithm].find(({ name }) => name.includes(form));
  if (convention === undefined) throw new Error(`no form "${form}" of ${algorithm}`);
  const arithmetic = arithmeticOf('float64');
  const { exact } = arithmetic;
  const named = Object.fromEntries(Object.entries(hyperparameters).map(([name, value]) => [name, exact(value)]));
  const rule = convention.begin(arithmetic, named, 1);
  let w = 0;
  return gradients.map((gradient, k) => {
    w = rule([exact(w)], [exact(gradient)], exact(1), k)[0]!.value;
    return w;
  });
}

describe('published rules', () => {
  // Each expectation is worked out by hand from the formula of the source, with numbers that come out even.
  it.each([
    ['momentum', 'outside', [1, 1, 0], { momentum: 0.5 }, [-1, -2.5, -3.25]],
    ['momentum', 'inside', [1, 1, 0], { momentum: 0.5 }, [-1, -2.5, -3.25]],
    ['momentum', 'heavy ball', [1, 1, 0], { momentum: 0.5 }, [-1, -2.5, -3.25]],
    ['momentum', 'averaged', [1, 1, 0], { momentum: 0.5 }, [-0.5, -1.25, -1.625]],
    ['momentum', 'undampened', [1, 1, 0], { momentum: 0.5 }, [-1, -2, -2.5]],
    ['nesterov', 'outside', [1, 0], { momentum: 0.5 }, [-1.5, -1.75]],
    ['nesterov', 'inside', [1, 0], { momentum: 0.5 }, [-1.5, -1.75]],
    ['nesterov', 'two sequences', [1, 0], { momentum: 0.5 }, [-1.5, -1.75]],
    // x_1 = -1, w_1 = x_1; x_2 = -1, w_2 = x_2 + (1/4) 0; x_3 = -2, w_3 = x_3 + (2/5)(-1).
    ['nesterov', 'k / (k + 3)', [1, 0, 1], {}, [-1, -1, -2.4]],
    ['adagrad', 'outside', [3, 4], { epsilon: 0, initialAccumulator: 0 }, [-1, -1.8]],
    ['adagrad', 'outside', [3], { epsilon: 1, initialAccumulator: 0 }, [-0.75]],
    ['adagrad', 'inside', [4], { epsilon: 9, initialAccumulator: 0 }, [-0.8]],
    // s = 16 / 4 = 4, then 3 + 0.
    ['rmsprop', 'epsilon outside', [4, 0], { rho: 0.75, epsilon: 0, initialAccumulator: 0 }, [-2, -2]],
    ['rmsprop', 'epsilon inside', [4], { rho: 0.75, epsilon: 12, initialAccumulator: 0 }, [-1]],
    // s = 16 / 2, m = 4 / 2, s - m^2 = 4.
    ['rmsprop', 'centred, epsilon outside', [4], { rho: 0.5, epsilon: 0, initialAccumulator: 0 }, [-2]],
    ['rmsprop', 'centred, epsilon inside', [4], { rho: 0.5, epsilon: 12, initialAccumulator: 0 }, [-1]],
    // E g^2 = 64 / 4 = 16; sqrt((0 + 9) / (16 + 9)) * 8.
    ['adadelta', 'factor', [8], { rho: 0.75, epsilon: 9 }, [-4.8]],
    ['adadelta', 'no step size', [8], { rho: 0.75, epsilon: 9 }, [-4.8]],
    // Corrected moments of a first gradient are g and g^2.
    ['adam', 'moments corrected', [3], { beta1: 0.5, beta2: 0.75, epsilon: 1 }, [-0.75]],
    ['adam', 'inside', [4], { beta1: 0.5, beta2: 0.75, epsilon: 9 }, [-0.8]],
    // sqrt(1/4) / (1/2) * 2 / (sqrt(4) + 1).
    ['adam', 'folded', [4], { beta1: 0.5, beta2: 0.75, epsilon: 1 }, [-2 / 3]],
    // Both corrected ratios are 3 / (3 + 1); the second step first halves w.
    ['adamw', 'decay eta_k lambda', [3, 3], { beta1: 0.5, beta2: 0.75, epsilon: 1, weightDecay: 0.5 }, [-0.75, -1.125]],
    // v = 4, then 3: the larger one over 1 - 9/16 is 64/7; m = 1 over 3/4.
    ['amsgrad', 'raw second moments, then', [4, 0], { beta1: 0.5, beta2: 0.75, epsilon: 0 }, [-1, -1 - Math.sqrt(7) / 6]],
    // 16, then 48/7.
    ['amsgrad', 'corrected second moments, epsilon outside', [4, 0], { beta1: 0.5, beta2: 0.75, epsilon: 0 }, [-1, -4 / 3]],
    ['amsgrad', 'no bias correction, epsilon outside', [4, 0], { beta1: 0.5, beta2: 0.75, epsilon: 0 }, [-1, -1.5]],
    // u = 2 + 1, then max(9/4, 1 + 1); corrected m = 2, then 4/3.
    ['adamax', 'within the maximum', [2, 1], { beta1: 0.5, beta2: 0.75, epsilon: 1 }, [-2 / 3, -34 / 27]],
    ['adamax', 'added to the norm', [2], { beta1: 0.5, beta2: 0.75, epsilon: 2 }, [-0.5]],
    // beta1 m / (1 - beta1^2) + (1 - beta1) g / (1 - beta1) = (1/4) / (3/4) + 1.
    ['nadam', 'constant momentum', [1], { beta1: 0.5, beta2: 0.75, epsilon: 0 }, [-4 / 3]],
    // mu_1 = (1 - 0.48) / 2, mu_2 = (1 - 0.4608) / 2.
    ['nadam', '0.96^t / 2', [1], { beta1: 0.5, beta2: 0.75, epsilon: 0 }, [-1 - (0.2696 * 0.5) / (1 - 0.26 * 0.2696)]],
    ['radam', 'beyond length 5, epsilon beside the uncorrected', [2, 2], { beta1: 0.5, beta2: 0.999, epsilon: 0 }, [-2, -4]],
    ['signsgd', 'sign(g)', [3, 0, -2], {}, [-1, -1, 0]],
    ['signum', 'averaged', [1, -4], { momentum: 0.5 }, [-1, 0]],
    // Signs of 1/2, then of 1/8 - 1/2.
    ['lion', 'sign of beta1 m', [1, -1], { beta1: 0.5, beta2: 0.75, weightDecay: 0 }, [-1, 0]],
    ['rprop', 'iRprop-', [1, 1, -1, -1], { etaPlus: 2, etaMinus: 0.5, minStep: 0, maxStep: 50 }, [-1, -3, -3, -2]],
    ['rprop', 'Rprop-: goes on', [1, 1, -1, -1], { etaPlus: 2, etaMinus: 0.5, minStep: 0, maxStep: 50 }, [-1, -3, -2, 0]],
    ['rprop', 'Rprop+', [1, 1, -1, -1], { etaPlus: 2, etaMinus: 0.5, minStep: 0, maxStep: 50 }, [-1, -3, -1, 0]],
    // From zero as SGD; then the buffer 1/2 + (1/2) |w| / |g| g.
    [
      'lars',
      'trust |w| / |g + lambda w|, learning rate inside',
      [1, 1],
      { momentum: 0.5, trustCoefficient: 0.5, weightDecay: 0, epsilon: 0 },
      [-1, -2],
    ],
    ['lamb', 'moments corrected, trust', [3, 3], { beta1: 0.5, beta2: 0.75, epsilon: 0, weightDecay: 0 }, [-1, -2]],
    ['adafactor', 'whatever the parameters', [2, -2], { epsilon1: 0, epsilon2: 0.5, clipThreshold: 1 }, [-1, 0]],
    ['adafactor', 'the paper, Keras', [2, 2], { epsilon1: 0, epsilon2: 0.5, clipThreshold: 1 }, [-0.5, -0.5 - 0.5 / Math.SQRT2]],
    // sigma = 3, then 2; z = 3, then 3 + 4 + 2: as Adagrad.
    ['ftrl', 'McMahan', [3, 4], { beta: 0, l1: 0, l2: 0, initialAccumulator: 0 }, [-1, -1.8]],
    ['ftrl', 'McMahan', [3], { beta: 1, l1: 1, l2: 1, initialAccumulator: 0 }, [-0.4]],
    // At k = 0 w = -1; lambda eta = 15 makes 16^(3/4) = 8 of the first fall: w (1 - 15 / 8) - 2 / 8.
    ['asgd', 'lambda', [1, 2], { lambd: 15 }, [-1, 0.625]],
    ['ftrl', 'TensorFlow', [3], { beta: 1, l1: 1, l2: 1, initialAccumulator: 0 }, [-1 / 3]],
  ] as const)('%s, %s: gradients %j with %j give what the formula says', (algorithm, form, gradients, hyperparameters, due) => {
    const got = steps(algorithm, form, gradients, { ...hyperparameters });

    got.forEach((w, k) => {
      expect(w).toBeCloseTo(due[k]!, 14);
    });
  });

  it('Nesterov 1983: w_3 uses (lambda_1 - 1) / lambda_2 and (lambda_2 - 1) / lambda_3 in turn', () => {
    const [l1, l2] = [(1 + Math.sqrt(5)) / 2, (1 + Math.sqrt(1 + 4 * ((1 + Math.sqrt(5)) / 2) ** 2)) / 2];

    const got = steps('nesterov', 'lambda_k', [1, 1], {});

    expect(got[0]).toBe(-1);
    expect(got[1]).toBeCloseTo(-2 - (l1 - 1) / l2, 14);
  });
});

describe('the update law', () => {
  // Long runs and many coordinates are tried in npm test on the correct variants of power.test.ts.
  const checks = fewOrMany(shortLawChecks, lawChecks);
  const tried = fewOrMany(
    everyNth(2, forms, ({ algorithm }) => algorithm),
    forms,
  );

  describe.each(fewOrMany(['float64'] as const, ['float64', 'float32'] as const))('in %s', STATISTICAL, (precision) => {
    it.each(tried.map((form) => [form.algorithm, form.convention.name, form] as const))('%s, %s: is recognised', (_, name, form) => {
      const subject = subjectOf(followed(form, precision));

      const outcomes = checks.map((check) => check.judge(subject));

      expect(outcomes.map(({ verdict }) => verdict)).toEqual(checks.map(() => 'pass'));
      // An only form needs no telling.
      if (conventions[form.algorithm].length > 1)
        expect(outcomes.flatMap(({ conventions: told }) => told ?? []).join('\n')).toContain(name);
    });
  });

  const parts = forms.flatMap((form) => perturbable(form).map((part) => [form.algorithm, form.convention.name, part, form] as const));

  it.each(everyNthOrOthers(3, parts, ([algorithm, , part]) => `${algorithm} ${part}`))(
    '%s, %s: a %s that is off by 2^-36 (2^-10 in float32) is found',
    STATISTICAL,
    (_, __, part, form) => {
      expect(lawBroken(perturbed(form, part, -(2 ** -36), 'float64'))).toBe(true);
      expect(lawBroken(perturbed(form, part, -(2 ** -10), 'float32'))).toBe(true);
    },
  );
});

describe('running error bounds', () => {
  it.each([0, 1, 2, 3])('hold for float32 evaluations of random expressions, seed %i', (seed) => {
    const random = seedrandom(`arithmetic/${seed}`);
    const { exact, add, subtract, multiply, divide, sqrt } = arithmeticOf('float32');
    const f = Math.fround;
    let worst = 0;

    for (let run = 0; run < 2000; run++) {
      const draw = (): number => f((random() + 0.01) * 2 ** Math.floor(8 * random() - 4));
      const [a, b, c, d] = [draw(), draw(), draw(), draw()];
      const [x, y, z, u] = [exact(a), exact(b), exact(c), exact(d)];
      const bounded = divide(subtract(multiply(x, y), multiply(z, u)), sqrt(add(multiply(x, x), multiply(z, z))));
      const rounded = f(f(f(a * b) - f(c * d)) / f(Math.sqrt(f(f(a * a) + f(c * c)))));
      worst = Math.max(worst, Math.abs(rounded - bounded.value) / bounded.error);
    }

    expect(worst).toBeLessThan(1);
    // A bound that is never approached would say nothing.
    expect(worst).toBeGreaterThan(0.2);
  });
});
