/** Gradient descent on data that are not separable can end in a cycle: at which step sizes, in one dimension and in two. */

import * as cc from 'claimcheck/claims';
import { anywhere, kinks, oneKink, turned } from '../cycle-cases.js';
import { cycleOf } from '../cycles.js';
import { hessianAt, largestEigenvalue, minimiserOf, problemOf } from '../weighted-logistic.js';
import { enclosedEtaLambda, proveCycleBelowOne } from './cycle.certificate.js';

const SOURCE = 'Meng, Orvieto, Cao, De Sa 2024 (arXiv 2406.05033; known here from its abstract)';
const SETTING =
  'weighted logistic regression on data that are not separable, gradient descent with a constant step eta, lambda the largest eigenvalue of the Hessian at the minimiser';

/** @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'source' | 'statement' | 'reason' | 'defect' | 'cases'> & { readonly dimension: number }} words */
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
      'Let w* > 0. All samples have their largest curvature at 0, and it falls with |w|. Right of w* it is at most lambda, so for eta lambda < 1 the map keeps that side and decreases there. A run that stays left of w* increases, since the slope is negative there. So a run crosses w* at most once, and has no cycle.',
    cases: oneKink,
  });

export const inPlane = () =>
  cycleClaim({
    id: 'cycle/plane',
    dimension: 2,
    source: `The converse of what ${SOURCE} says: "in higher dimensions, this [a stable cycle] is actually possible even for step sizes less than 1/lambda"`,
    statement: `In a plane, ${SETTING}: an attracting cycle needs eta lambda >= 1, as on a line.`,
    reason:
      'Take a loss that is nearly quadratic around its minimiser w*, with two far samples whose loss is nearly a kink each, so that steps beyond the kinks are longer by (1, 0) and by (-1, t). On a cycle of period 2 they add up to (0, t), which balances the pull towards w* as far above it as is needed. This works for eta lambda as small as one likes, with t of the order of its root.',
    defect: {
      id: 'cycle-in-plane',
      slip: 'On a line a cycle has to pass the minimiser, in a plane it can go round it.',
      survives: 'The statement on a line, in cycle/line.',
    },
    cases: cc
      .together({ kinks, turned, anywhere, choice: cc.oneOf('kinks', 'turned', 'anywhere') })
      .map((drawn) => (drawn.choice === 'kinks' ? drawn.kinks : drawn.choice === 'turned' ? drawn.turned : drawn.anywhere)),
  });
