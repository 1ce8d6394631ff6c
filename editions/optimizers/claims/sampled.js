/** A batch a step: Signum still goes to the l-infinity margin, Adam on structured data to the Euclidean one. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { rateOf, setting } from '../cases.js';
import * as geometries from '../geometry.js';
import { evenData, sampled, sampledMargin } from '../sampled-margin.js';
import { momentumDescent } from '../steepest-descent.js';

const SOURCE = 'Baek, Song, Yun 2025 (arXiv 2510.26303; known here from its abstract)';
const BOUND = 'min_i y_i w_t.x_i >= sum_{k<t} p_k max(gamma - 2 B d_k, -B) - sum_{k<t} (B p_k)^2 e^(B p_k) / 2 - ln(n L(w_0)) at every t';
const LEGEND =
  'Here p_k is the length of step k, and d_k = n max_i |c_i - 1/n| + (n / b) (the weighted mean of e^(B (p_{k-1} + ...)) - 1) with c_i the weight of sample i in the average of the gradients, whatever the order of the batches of b samples. In cyclic order d_k tends to something of the order of n (1 - b1).';
const REASON =
  'The average m^ of the gradients of batches differs from the gradient g by at most B L d in the dual norm: by its weights on samples, whose losses are at most n L, and by how old they are. A step of length p in the steepest direction of m^ has g.Delta >= |m^|_* p - B L d p >= (|g|_* - 2 B L d) p, where |g|_* >= gamma L.';

/** @param {import('../steepest-descent.js').SteepestDescent} [optimizer] */
export const sampledSignum = (optimizer = momentumDescent(geometries.largest)) =>
  sampledMargin({
    words: {
      id: 'sampled/signum@repaired',
      source: `After ${SOURCE}: Signum goes to the l-infinity margin for any batch size, with beta near 1; the bound and its constants are derived here`,
      statement: `Linear model, exponential loss, Signum on batches: ${BOUND}, with lengths in l-infinity, gamma the largest margin over the l-infinity ball and B the largest l1 norm of a sample. ${LEGEND} So for beta near 1 and decaying steps the margin comes as near to gamma as one likes.`,
      reason: REASON,
      ...cc.onAnyData(cc.separable({ samples: [2, 4], dimension: [1, 3] }), sampled),
    },
    geometry: geometries.largest,
    further: () => [],
    stateOf: (input, dimension) => optimizer({ dimension, rate: rateOf(input), beta1: setting(input, 'beta1') }),
  });

/** @param {import('../adam.js').Adam} [optimizer] */
export const sampledAdam = (optimizer = adam) =>
  sampledMargin({
    words: {
      id: 'sampled/adam-l2@repaired',
      source: `After ${SOURCE}: there are data on which Adam, one sample a step, goes to the l2 margin; the structure, the bound and its constants are derived here`,
      statement: `Linear model, exponential loss, data with |x_i,j| = c_i in all entries j, Adam with epsilon = 0 on batches of one sample: ${BOUND}, with Euclidean lengths, gamma the largest l2 margin and B the largest length of a sample. ${LEGEND} So for b1 near 1 the l2 margin comes near to gamma, where full-batch Adam on the same data maximises the l-infinity margin (adam/l-infinity@repaired).`,
      reason: `All entries of a sample's gradient have one size, so all entries of v are equal, and the update is along m^. ${REASON}`,
      cases: sampled(evenData).map((drawn) => ({ ...drawn, vectors: { ...drawn.vectors, batch: [1] } })),
    },
    geometry: geometries.euclidean,
    further: (input, rows) => [
      cc.holds(
        cc.paper('even', '|x_i,j| = c_i for all j, one sample a step'),
        setting(input, 'batch') === 1 && rows.every((row) => row.every((value) => Math.abs(value) === Math.abs(row[0]))),
      ),
      cc.holds(cc.paper('beta2', '0 < beta2 < 1'), setting(input, 'beta2') > 0 && setting(input, 'beta2') < 1),
    ],
    stateOf: (input, dimension) =>
      optimizer({ dimension, rate: rateOf(input), epsilon: 0, beta1: setting(input, 'beta1'), beta2: setting(input, 'beta2') }),
  });
