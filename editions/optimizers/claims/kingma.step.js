/** How far one step of Adam can go, as its authors bound it and as Cauchy-Schwarz does. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { ANY_GRADIENTS, betasOf, gradientSequences, inUnitInterval } from '../cases.js';
import { provePrintedFails } from './kingma.step.certificate.js';

/** @typedef {import('../adam.js').Adam} Adam */
/** @typedef {import('claimcheck/claims').Case} Case */

/**
 * The most that |m^_t| / sqrt(v^_t) can be after t gradients, by Cauchy-Schwarz; the power b1^t and the sum are kept from call to call.
 *
 * @param {{ readonly beta1: number; readonly beta2: number }} betas
 */
export function mostUpdate({ beta1, beta2 }) {
  const ratio = (beta1 * beta1) / beta2;
  let [power1, power2, term, sum] = [1, 1, 1, 0];
  /** Call once for each t = 1, 2, ... in turn. */
  return () => {
    power1 *= beta1;
    power2 *= beta2;
    sum += term;
    term *= ratio;
    return ((1 - beta1) / (1 - power1)) * Math.sqrt(((1 - power2) / (1 - beta2)) * sum);
  };
}

/**
 * Adam's rounding bound on a quotient that is at most `most` after t gradients.
 *
 * @param {number} t
 * @param {number} most
 * @param {{ readonly beta1: number; readonly beta2: number }} betas
 */
export function updateRounding(t, most, { beta1, beta2 }) {
  return cc.gamma(8 * t + 64) * most * (1 / (1 - beta1) + 1 / (1 - beta2));
}

/** The decay rates that the paper and all libraries recommend have this order; without it the quotient has no bound at all. */
const ORDERED = cc.paper('ordered', 'beta1 <= beta2');

/**
 * @param {{ id: string; reading: import('claimcheck/claims').Reading; statement: string; source: string; reason: string; defect?: import('claimcheck/claims').Defect; certify?: import('claimcheck/claims').Certifier }} words
 * @param {Adam} optimizer
 * @param {(betas: ReturnType<typeof betasOf>) => () => number} boundOf
 */
function stepBound(words, optimizer, boundOf) {
  return cc.defineClaim({
    ...words,
    chapter: 'adam',
    slack: '1 - |Delta_t,j| / its bound, smallest over steps t and entries j',
    cases: gradientSequences([0]),
    required: { 'gradients:grow': 0.1 },
    evaluate(input) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const alpha = cc.eta(input);
      const hypotheses = [
        inUnitInterval(betas),
        cc.holds(cc.paper('step', 'alpha > 0'), alpha > 0),
        ...(words.reading === 'as-intended' ? [cc.holds(ORDERED, betas.beta1 <= betas.beta2)] : []),
      ];
      const labels = [growth(rows)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels };
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate: () => alpha, epsilon: 0, ...betas });
      const [bound, most] = [boundOf(betas), mostUpdate(betas)];
      const update = new Float64Array(data.d);
      rows.forEach((gradient, i) => {
        update.fill(0);
        state.step(update, gradient, 0);
        const [allowed, largest] = [bound(), most()];
        update.forEach((moved, j) => {
          const size = Math.abs(moved) / alpha;
          const rounding = updateRounding(i + 1, largest, betas) / allowed;
          slack.record(1 - size / allowed, rounding, i + 1, () => `entry ${j + 1} moves by ${size} alpha, the bound is ${allowed} alpha`);
        });
      });
      return cc.conclude(hypotheses, slack, { undecided: 'every step is lost in rounding', labels });
    },
  });
}

/** @param {readonly Float64Array[]} rows @returns {import('claimcheck/claims').Label} */
function growth(rows) {
  const grows = rows.length > 2 && rows.every((row, i) => i === 0 || row.every((g, j) => Math.abs(g) >= Math.abs(rows[i - 1][j])));
  return ['gradients', grows ? 'grow' : 'other'];
}

const PRINTED = {
  source:
    'Kingma and Ba 2015 (arXiv 1412.6980), section 2.1: |Delta_t| <= alpha (1 - b1) / sqrt(1 - b2) where 1 - b1 > sqrt(1 - b2), and <= alpha otherwise',
  reason:
    'Gradients that grow by b2 / b1 a step make m and sqrt(v) parallel in Cauchy-Schwarz: the quotient tends to (1 - b1) / sqrt((1 - b2) (1 - b1^2 / b2)), which is larger by 1 / sqrt(1 - b1^2 / b2). For b1 = 0.9, b2 = 0.999 that is 7.3 alpha instead of 3.2 alpha. Where b1^2 > b2 there is no bound.',
  defect: {
    id: 'adam-largest-step',
    slip: 'The largest step is read off a gradient that was zero before, where growing gradients make longer steps.',
    survives: 'A bound with the further factor 1 / sqrt(1 - b1^2 / b2), in kingma/step@repaired.',
  },
};

/** @param {ReturnType<typeof betasOf>} betas */
const printedBound =
  ({ beta1, beta2 }) =>
  () =>
    Math.max(1, (1 - beta1) / Math.sqrt(1 - beta2));

/** @param {Adam} [optimizer] */
export const step = (optimizer = adam) =>
  stepBound(
    {
      ...PRINTED,
      id: 'kingma/step',
      reading: 'as-printed',
      statement: `${ANY_GRADIENTS}, Adam with epsilon = 0 and a constant step size alpha: no entry moves by more than alpha max(1, (1 - b1) / sqrt(1 - b2)) in a step.`,
      certify: cc.certifier((at) => provePrintedFails(at, false)),
    },
    optimizer,
    printedBound,
  );

/** @param {Adam} [optimizer] */
export const stepIntended = (optimizer = adam) =>
  stepBound(
    {
      ...PRINTED,
      id: 'kingma/step@intended',
      reading: 'as-intended',
      statement: `${ANY_GRADIENTS}, Adam with epsilon = 0, beta1 <= beta2 and a constant step size alpha: no entry moves by more than alpha max(1, (1 - b1) / sqrt(1 - b2)) in a step.`,
      certify: cc.certifier((at) => provePrintedFails(at, true)),
    },
    optimizer,
    printedBound,
  );

/** @param {Adam} [optimizer] */
export const stepRepaired = (optimizer = adam) =>
  stepBound(
    {
      id: 'kingma/step@repaired',
      reading: 'repaired',
      source: 'After Kingma and Ba 2015, section 2.1; derived here, and for t to infinity in Zhang, Zou, Cao 2024 (arXiv 2406.10650)',
      statement: `${ANY_GRADIENTS}, Adam with epsilon = 0 and a constant step size alpha: in step t no entry moves by more than alpha (1 - b1) / (1 - b1^t) sqrt((1 - b2^t) / (1 - b2) sum_{k<t} (b1^2 / b2)^k), which is alpha for t = 1.`,
      reason: 'Cauchy-Schwarz on m_t = (1 - b1) sum b1^k g_{t-k} and v_t = (1 - b2) sum b2^k g_{t-k}^2.',
    },
    optimizer,
    mostUpdate,
  );
