/** Gradient descent on data that are not separable can end in a cycle: at which step sizes, in one dimension and in two. */

import * as cc from 'claimcheck/claims';
import { cycleOf, hessianAt, largestEigenvalue, logOf, minimiserOf, problemOf } from '../cycles.js';
import { enclosedEtaLambda, proveCycleBelowOne } from './cycle.certificate.js';

/** @typedef {import('claimcheck/claims').CaseContent} CaseContent */

const SOURCE = 'Meng, Orvieto, Cao, De Sa 2024 (arXiv 2406.05033; known here from its abstract)';
const SETTING =
  'weighted logistic regression on data that are not separable, gradient descent with a constant step eta, lambda the largest eigenvalue of the Hessian at the minimiser';

/** @param {number} value a number of few digits near this one */
const short = (value) => Math.round(value * 1024) / 1024;

/**
 * Cases on a line that have a cycle of period 2, for any product u = eta lambda between 1 and 2: samples +-s whose loss is nearly
 * quadratic around w* > 0, and one far sample whose loss is nearly a kink at 0, which throws w from below 0 back to the far side.
 */
const kinked = cc
  .together({
    u: cc.oneOf(1.75, 1.5, 1.875, 1.25, 1.625),
    s: cc.oneOf(0.25, 0.125, 0.5, 1),
    sharp: cc.oneOf(16, 8, 32, 64),
    skew: cc.oneOf(0.5, 0.25, 0.75),
  })
  .map(({ u, s, sharp, skew }) => {
    const lambda = (s * s) / 2;
    const minimiser = (skew * (u - 1)) / u;
    const far = sharp / minimiser;
    const weights = [1 + s * minimiser, 1, ((2 - u) * lambda) / (u * far)];
    return {
      data: { x: [[s], [s], [far]].map((row) => row.map(short)), y: [1, -1, 1] },
      start: [short(minimiser + 1 / u)],
      steps: cc.constantSteps(u / lambda, 400),
      vectors: { weights: weights.map(logOf) },
    };
  });

/** Any samples with any weights, in a plane. */
const anywhere = cc
  .together({
    rows: cc.together({
      a: cc.latticeVector(2, 1, 16),
      b: cc.latticeVector(2, 1, 16),
      c: cc.latticeVector(2, 1, 16),
      d: cc.latticeVector(2, 4, 4),
      e: cc.latticeVector(2, 8, 2),
    }),
    logs: cc.latticeVector(5, 4, 2),
    start: cc.latticeVector(2, 4, 4),
    u: cc.oneOf(1.5, 1.75, 1.25, 1, 1.9375),
  })
  .map(({ rows: { a, b, c, d, e }, logs, start, u }) => {
    const x = [a, b, c, d, e];
    const content = { data: { x, y: [1, -1, 1, -1, 1] }, start, steps: cc.constantSteps(1, 400), vectors: { weights: logs } };
    return { ...content, steps: cc.constantSteps(stepSize(content, u), 400) };
  });

/** Cases on a line, in a plane: the far sample is turned, and a sample is added across. */
const turned = cc
  .together({ line: kinked, turn: cc.latticeVector(2, 1, 16), across: cc.latticeVector(2, 1, 16), weight: cc.oneOf(-2, 0, -4, 2) })
  .map(({ line, turn, across, weight }) => {
    const [first = [], second = [], far = []] = line.data.x;
    return {
      data: {
        x: [[...first, 0], [...second, 0], [far[0], far[0] * turn[0]], across, across],
        y: [...line.data.y, 1, -1],
      },
      start: [...line.start, turn[1]],
      steps: line.steps,
      vectors: { weights: [...line.vectors.weights, weight, weight + turn[1] / 4] },
    };
  });

/**
 * The step size with eta lambda = u, near enough.
 *
 * @param {CaseContent} content
 * @param {number} u
 */
function stepSize(content, u) {
  const problem = problemOf({ claim: '', ...content });
  const minimiser = minimiserOf(problem);
  const lambda = minimiser === undefined ? 1 : largestEigenvalue(hessianAt(problem, minimiser), 2);
  return lambda > 0 ? u / lambda : 1;
}

/** @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'source' | 'statement' | 'reason' | 'cases'> & { readonly dimension: number }} words */
function cycleClaim({ dimension, ...words }) {
  return cc.defineClaim({
    ...words,
    chapter: 'cycles',
    kind: 'finite',
    slack: 'eta lambda - 1',
    quantities: {
      'eta-lambda': {
        about: 'eta times the largest eigenvalue of the Hessian at the minimiser, where gradient descent has an attracting cycle',
        certify: cc.certifier(enclosedEtaLambda),
      },
    },
    certify: cc.certifier(proveCycleBelowOne),
    evaluate(input) {
      const { d } = cc.dataset(input.data);
      if (d !== dimension || input.start.length !== d) throw new cc.NotACase(`the claim is about ${dimension} dimensions`);
      const problem = problemOf(input);
      const eta = cc.eta(input);
      const minimiser = minimiserOf(problem);
      const hypotheses = [
        cc.holds(cc.paper('positive-step', '0 < eta'), eta > 0),
        cc.holds(cc.paper('not-separable', 'the loss has a minimiser with a definite Hessian'), minimiser !== undefined),
      ];
      if (!cc.allMet(hypotheses) || minimiser === undefined) return { hypotheses, labels: [] };
      const found = cycleOf(problem, { eta, start: input.start, steps: Math.min(cc.stepCount(input), 2000), minimiser });
      const cycle = 'cycle' in found ? found.cycle : undefined;
      const all = [
        ...hypotheses,
        {
          ...cc.paper('cycle', 'the run ends in an attracting cycle'),
          slack: cycle === undefined ? -1 / (1 + ('steps' in found ? found.steps : 0)) : 1 - cycle.multiplier,
        },
      ];
      if (cycle === undefined) return { hypotheses: all, labels: [] };
      const value = eta * largestEigenvalue(hessianAt(problem, minimiser), dimension);
      const rounding = 2 ** -30 * value;
      const slack = cc.slackRecord();
      slack.record(value - 1, rounding, 0, () => `there is a cycle of period ${cycle.points.length} and multiplier ${cycle.multiplier}`);
      const labels = /** @type {const} */ ([['period', cycle.points.length === 2 ? '2' : 'longer']]);
      return { ...cc.conclude(all, slack, { undecided: 'lost in rounding', labels }), measured: { 'eta-lambda': { value, rounding } } };
    },
  });
}

export const onLine = () =>
  cycleClaim({
    id: 'cycle/line',
    dimension: 1,
    source: `${SOURCE}: "in one dimension, we show that a step size less than 1/lambda suffices for global convergence"`,
    statement: `On a line, ${SETTING}: an attracting cycle needs eta lambda >= 1.`,
    reason:
      "For eta lambda < 1 the map w - eta f'(w) pulls towards the minimiser w* on the side of it that is away from 0, monotonously, since curvature falls with |w| there; so a cycle would have to cross w* from both sides, which takes slopes of more than 1/eta on that side.",
    cases: kinked,
  });

export const inPlane = () =>
  cycleClaim({
    id: 'cycle/plane',
    dimension: 2,
    source: `The converse of what ${SOURCE} says: "in higher dimensions, this [a stable cycle] is actually possible even for step sizes less than 1/lambda"`,
    statement: `In a plane, ${SETTING}: an attracting cycle needs eta lambda >= 1, as on a line.`,
    cases: cc
      .together({ turned, anywhere, choice: cc.oneOf('turned', 'anywhere', 'turned') })
      .map((drawn) => (drawn.choice === 'turned' ? drawn.turned : drawn.anywhere)),
  });
