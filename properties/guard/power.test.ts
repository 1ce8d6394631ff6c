import { describe, expect, it } from 'vitest';
import type { StepsWitness } from '../../src/guard/check.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import { lawChecks } from '../../src/guard/checks/law.js';
import { subjectOf } from '../../src/guard/subject.js';
import { ALGORITHMS, OPTIONS, PRECISIONS } from '../../src/guard/validate.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { correct as classic } from '../support/guard-correct.js';
import { correctModern } from '../support/guard-correct-modern.js';
import { firstBroken, outcomesOf } from '../support/guard-matrix.js';
import { mutants } from '../support/guard-mutants.js';
import { reportTwins } from '../support/guard-report-twins.js';
import { everyNthOrOthers, STATISTICAL } from '../support/long-suite.js';

const correct = [...classic, ...correctModern];

const title = ({ algorithm, name }: OptimizerUnderTest): string => `${algorithm}: ${name}`;
/** Those that are put to a test, with their titles; every n-th in `npm test`. */
const titled = (n: number, all: readonly OptimizerUnderTest[]): [string, OptimizerUnderTest][] =>
  everyNthOrOthers(n, all).map((one) => [title(one), one]);

function mutant(name: string): OptimizerUnderTest {
  const found = mutants.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no mutant ${name}`);
  return found;
}

/** Parameters after the steps of a witness, from the optimizer alone. */
function replayed({ options, start, gradients }: StepsWitness, optimizer: OptimizerUnderTest): number[] {
  const values = options.stepSize as number | number[];
  const stepSize = typeof values === 'number' ? values : (k: number) => values[Math.min(k, values.length - 1)]!;
  const state = optimizer.create({ ...options, dimension: start.length, stepSize });
  const params = Float64Array.from(start);
  for (const gradient of gradients) state.step(params, Float64Array.from(gradient));
  return Array.from(params);
}

describe('checks of the guard', () => {
  it('have ids of their own, and come after checks that exist', () => {
    const ids = CHECKS.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(CHECKS.flatMap(({ after }) => after ?? []).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('broken optimizers', () => {
  it('are at least 184 over all algorithms, each with a name of its own', () => {
    expect(new Set(mutants.map(title)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(184);
    expect(new Set(mutants.map(({ algorithm }) => algorithm))).toEqual(new Set(ALGORITHMS));
  });

  it.each(titled(12, mutants))('%s: is caught, with a reason', STATISTICAL, (_, optimizer) => {
    const found = firstBroken(optimizer);

    expect(found?.outcome.note).toBeTruthy();
    expect(found!.outcome.slack).toBeLessThan(0);
    // What is saved and loaded between steps, or evaluated within them, is not shown by steps.
    if (!['protocol/resume', 'options/closure', 'options/sharpness'].includes(found!.check.id))
      expect(found!.outcome.witness).toBeDefined();
  });

  it.each([
    ['sign: ascends', 1],
    ['momentum lost', 2],
    ['bias correction lost', 1],
    ['rho and 1 - rho swapped', 1],
    ['lazily updated: first moment left alone at zero gradients', 2],
    ['off-by-one counter', 1],
  ])('%s: is shown by one coordinate and %i steps that reproduce in the optimizer alone', (name, steps) => {
    const optimizer = mutant(name);

    const witness = lawChecks[0]!.judge(subjectOf(optimizer)).witness as StepsWitness;

    expect(witness.start).toHaveLength(1);
    expect(witness.gradients).toHaveLength(steps);
    expect(replayed(witness, optimizer)).toEqual(witness.got);
    expect(witness.got).not.toEqual(witness.expected);
  });
});

describe('faults of public reports', () => {
  it('are all here, each beside what it should have been', () => {
    const named = reportTwins.flatMap(({ report }) => report.match(/[\w.-]+\/[\w.-]+#\d+/g) ?? []);

    expect([...new Set(named)].sort()).toEqual([
      'FluxML/Flux.jl#789',
      'Lightning-AI/pytorch-lightning#2613',
      'PaddlePaddle/Paddle#11539',
      'PaddlePaddle/Paddle#4184',
      'allenai/OLMo-core#317',
      'apache/mxnet#6235',
      'cbovar/ConvNetSharp#29',
      'deepspeedai/DeepSpeed#7819',
      'deepspeedai/DeepSpeed#8471',
      'eriklindernoren/ML-From-Scratch#35',
      'facebookresearch/schedule_free#5',
      'flashlight/flashlight#143',
      'geoopt/geoopt#164',
      'google-deepmind/optax#1389',
      'google-deepmind/optax#1743',
      'google-deepmind/optax#1754',
      'google-deepmind/optax#1791',
      'google-deepmind/optax#263',
      'kozistr/pytorch_optimizer#305',
      'kozistr/pytorch_optimizer#480',
      'kozistr/pytorch_optimizer#517',
      'lessw2020/Ranger#19',
      'libfann/fann#85',
      'marin-community/marin#9054',
      'mila-iqia/blocks#1159',
      'ml-explore/mlx#440',
      'mlpack/mlpack#887',
      'oxiglade/mlx-rs#301',
      'pytorch/pytorch#12218',
      'pytorch/pytorch#38853',
      'pytorch/pytorch#91765',
      'pytorch/pytorch#92699',
      'raskr/rust-autograd#16',
      'tensorflow/addons#2282',
      'tensorflow/tfjs#4290',
      'thinking-machines-lab/tinker-feedback#127',
    ]);
  });

  it.each(everyNthOrOthers(3, reportTwins).map(({ report, faulty }) => [report, faulty] as const))(
    '%s: is caught',
    STATISTICAL,
    (_, optimizer) => {
      expect(firstBroken(optimizer)?.outcome.note).toBeTruthy();
    },
  );

  it.each(everyNthOrOthers(6, reportTwins).map(({ report, corrected }) => [report, corrected] as const))(
    'the corrected twin of %s is left alone',
    STATISTICAL,
    (_, optimizer) => {
      const blamed = [...outcomesOf(optimizer)].filter(({ outcome: { verdict } }) => verdict === 'broken' || verdict === 'undecided');

      expect(blamed.map(({ check, outcome }) => `${check.id}: ${outcome.note}`)).toEqual([]);
    },
  );
});

describe('correct variants', () => {
  it('are at least 44 over all algorithms, options and precisions', () => {
    expect(correct.length).toBeGreaterThanOrEqual(44);
    expect(new Set(correct.map(({ algorithm }) => algorithm))).toEqual(new Set(ALGORITHMS));
    expect(new Set(correct.flatMap(({ options = [] }) => options))).toEqual(new Set(OPTIONS));
    expect(new Set(correct.map(({ precision }) => precision ?? 'float64'))).toEqual(new Set(PRECISIONS));
    expect(correct.filter(({ precision }) => precision === 'float32').length).toBeGreaterThanOrEqual(3);
  });

  it.each(titled(6, correct))('%s: is left alone', STATISTICAL, (_, optimizer) => {
    const blamed = [...outcomesOf(optimizer)]
      .filter(({ outcome: { verdict } }) => verdict !== 'pass' && verdict !== 'information')
      .map(({ check, outcome }) => `${check.id}: ${outcome.note}`);

    expect(blamed).toEqual([]);
  });

  it.each([
    ['PyTorch SGD with momentum', 'outside the momentum buffer'],
    ['Keras SGD with momentum', 'inside the momentum buffer'],
    ['PyTorch SGD with dampening', 'entering undampened'],
    ['FISTA', 'lambda_k'],
    ['Keras Adagrad, own defaults', 'initialAccumulator 0.1'],
    ['TensorFlow 1 RMSProp: mean square from 1', 'epsilon 1e-10, initialAccumulator 1'],
    ['Zeiler Adadelta, no step size', 'no step size'],
    ['Keras Adam: correction folded into the step, own epsilon', 'folded into the step size'],
    ['float32 centred RMSProp, always centred', 'centred, epsilon inside'],
    ['PyTorch AdamW', 'decay eta_k lambda'],
    ['AdamW of the paper: decay by the schedule alone', 'by the schedule alone'],
    ['PyTorch AMSGrad', 'maximum of raw second moments'],
    ['optax AMSGrad', 'maximum of corrected second moments'],
    ['PyTorch Adamax', 'within the maximum'],
    ['Keras Adamax', 'added to the norm'],
    ['PyTorch Rprop', 'iRprop-'],
    ['Rprop+', 'takes its step back'],
    ['optax LARS', 'inside the momentum buffer'],
    ['LAMB without bias correction', 'no bias correction'],
    ['Keras Adafactor', 'the paper, Keras'],
    ['Hugging Face Adafactor, no relative step', 'Hugging Face'],
    ['Muon of Moonshot, without Nesterov', '0.2 sqrt(max(rows, columns))'],
  ])('%s: is recognised', (name, words) => {
    const optimizer = correct.find((one) => one.name === name)!;

    const conventions = lawChecks.flatMap((check) => check.judge(subjectOf(optimizer)).conventions ?? []);

    expect(conventions.join('\n')).toContain(words);
  });
});
