import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../src/guard/check.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import { subjectOf } from '../../src/guard/subject.js';
import type { OptimizerOption, OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { optimizer } from '../support/guard-correct.js';
import { correctModern } from '../support/guard-correct-modern.js';
import { mutants } from '../support/guard-mutants.js';

function named(list: readonly OptimizerUnderTest[], name: string): OptimizerUnderTest {
  const found = list.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no optimizer ${name}`);
  return found;
}

function judged(subject: OptimizerUnderTest, id: string): CheckOutcome {
  const check = CHECKS.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check.judge(subjectOf(subject));
}

const applying = (subject: OptimizerUnderTest): string[] => CHECKS.filter((check) => check.applies(subjectOf(subject))).map(({ id }) => id);

const sgd = (options: readonly OptimizerOption[]): OptimizerUnderTest => ({
  ...optimizer('sgd', 'sgd', () => (w, g, eta) => {
    for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]!;
  }),
  options,
});

describe('a declared option', () => {
  it.each([
    ['decay ignored without momentum', 'options/weightDecay', 'weightDecay has no effect'],
    ['decay turned with the gradient when maximizing', 'options/weightDecay', 'maximize true'],
    ['decoupled decay ignored', 'options/decoupledWeightDecay', 'less its share of the parameters'],
    ['rate decay ignored', 'options/learningRateDecay', 'learningRateDecay has no effect'],
    ['clip by norm as by value', 'options/clipNorm', 'clipNorm 1'],
    ['clip by the whole norm where each part is asked for', 'options/clipNorm', 'every part counts'],
    ['dampening ignored', 'options/dampening', 'dampening 0.5'],
    ['momentum of RMSProp lost', 'options/momentum', 'momentum 0.5'],
    ['noise that no seed governs', 'options/noise', 'seeds 1 and 2 draw the same steps'],
    ['counter not saved', 'protocol/resume', 'goes on otherwise'],
    ['saving empties the buffer', 'protocol/resume', 'the instance itself differs'],
  ])('%s: %s says so', (name, id, words) => {
    const outcome = judged(named(mutants, name), id);

    expect(outcome.verdict).toBe('broken');
    expect(outcome.note).toContain(words);
  });

  it('adds its check, and none is there for what is not declared', () => {
    expect(applying(sgd(['maximize', 'clipValue'])).filter((id) => id.startsWith('options/'))).toEqual([
      'options/maximize',
      'options/clipValue',
    ]);
    expect(applying(sgd([])).filter((id) => id.startsWith('options/'))).toEqual([]);
  });

  it('that is ignored is broken, and named', () => {
    expect(judged(sgd(['maximize']), 'options/maximize').note).toContain('maximize has no effect');
  });

  it('names the form of decoupled decay and of clipping', () => {
    const keras = named(correctModern, 'Keras Adam with decay beside and clipping by the norm of each part');
    const torch = named(correctModern, 'PyTorch SGD with all its options');

    expect(judged(keras, 'options/decoupledWeightDecay').conventions).toEqual(['decay eta_k lambda (PyTorch, Keras, optax)']);
    expect(judged(torch, 'options/clipGlobalNorm').conventions).toEqual(['clipped by the norm plus 1e-6 (PyTorch), then regularised']);
  });

  it('of noise leaves what asks for equal steps aside', () => {
    const noisy = applying(named(correctModern, 'SGD with noise from its seed'));

    expect(noisy).toContain('options/noise');
    expect(noisy).toContain('protocol/determinism');
    expect(noisy.filter((id) => /^(law|metamorphic|claim)\//.test(id))).toEqual([]);
  });
});

describe('what a subject is given', () => {
  it('for options that are not in use is their neutral value, and shapes whose sizes add up', () => {
    const seen: Record<string, unknown>[] = [];
    const subject = subjectOf({
      ...sgd(['weightDecay', 'momentum', 'maximize', 'clipNorm', 'shapes', 'noise']),
      create(options) {
        seen.push(options);
        return { step() {} };
      },
    });

    subject.create({ dimension: 6, stepSize: 1 });
    subject.create({ dimension: 6, stepSize: 1, weightDecay: 0.5 });

    expect(seen[0]).toEqual({ dimension: 6, stepSize: 1, weightDecay: 0, momentum: 0, maximize: false, shapes: [[6]], seed: 0 });
    expect(seen[1]).toMatchObject({ weightDecay: 0.5 });
  });

  it('for Muon are matrices, as near to a square as they go', () => {
    const shapes: unknown[] = [];
    const create: OptimizerUnderTest['create'] = (options) => {
      shapes.push(options.shapes);
      return { step() {} };
    };
    const muon = subjectOf({ name: 'm', algorithm: 'muon', create });

    for (const dimension of [1, 5, 12, 64]) muon.create({ dimension, stepSize: 1 });

    expect(shapes).toEqual([[[1, 1]], [[1, 5]], [[3, 4]], [[8, 8]]]);
  });
});

describe('a deviation from the law', () => {
  it.each([
    ['float32 state declared float64', 'this is float32 arithmetic: declare --precision float32'],
    ['weight decay 1e-4 beside the step (AdamW)', 'as a decoupled weight decay of 0.0001 would'],
    ['weight decay 1e-6', 'as a weight decay of 0.000001 in the gradient would'],
    ['sign: ascends', 'as ascending would'],
    ['momentum lost', 'as plain gradient descent would'],
    ['maximum lost (Adam)', 'as Adam would'],
    ['the sign of each entry', 'as signSGD would'],
    ['factor: twice the step', 'as a step size 2 times as large would'],
  ])('%s: is explained', (name, words) => {
    expect(judged(named(mutants, name), 'law/rule').note).toContain(words);
  });

  it('in half a precision is not taken for another algorithm, whose quotients are bounded by nothing there', () => {
    const tooLong = optimizer(
      'too long',
      'sgd',
      () => (w, g, eta) => {
        for (let j = 0; j < w.length; j++) w[j]! -= 1.01 * eta * g[j]!;
      },
      'float16',
    );

    expect(judged(tooLong, 'law/rule').note).toMatch(/^step 1 gives/);
  });

  it('that an AMSGrad declared as Adam makes is named', () => {
    const subject = { ...named(correctModern, 'PyTorch AMSGrad'), algorithm: 'adam' as const };

    expect(judged(subject, 'law/rule').note).toMatch(/^as AMSGrad would; step \d+ gives/);
  });
});

describe('an undeclared algorithm', () => {
  it('is told which rule its steps follow', () => {
    const subject = { ...named(correctModern, 'PyTorch Adamax'), algorithm: 'other' as const };

    expect(judged(subject, 'claim/algorithm-found').note).toBe(
      'ordinary steps are those of Adamax: declared as adamax, all of its rule is judged',
    );
  });

  it('is told when none is known', () => {
    expect(judged(named(correctModern, 'Lookahead around SGD'), 'claim/algorithm-found').note).toContain('none that is known');
  });
});
