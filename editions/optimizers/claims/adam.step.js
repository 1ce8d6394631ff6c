/** Adam on separable data: no entry moves by more than the bound of Cauchy-Schwarz, however small the gradients. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { betasOf, decaying, inUnitInterval, rateOf, runsOn } from '../cases.js';
import { runScaled } from '../optimizers.js';
import { mostUpdate, updateRounding } from './kingma.step.js';

/** @param {import('../adam.js').Adam} [optimizer] */
export const step = (optimizer = adam) =>
  cc.defineClaim({
    id: 'adam/step',
    chapter: 'adam',
    source:
      'Zhang, Zou, Cao 2024 (arXiv 2406.10650; known here from its abstract) rest their l-infinity margin on such a bound; derived here from Cauchy-Schwarz',
    statement:
      'Linear model, logistic loss, full-batch Adam with epsilon = 0: in step t no entry of w moves by more than eta_t C_t, where C_t = (1 - b1) / (1 - b1^t) sqrt((1 - b2^t) / (1 - b2) sum_{k<t} (b1^2 / b2)^k). In the first step every entry whose gradient is not 0 moves by eta_1.',
    slack: '1 - |w_t+1,j - w_t,j| / (eta_t C_t) and, at t = 1, minus its size, smallest over steps and entries',
    reason: 'Cauchy-Schwarz on m_t and v_t; at t = 1 both are the gradient itself.',
    ...runsOn(200),
    required: { 'gradient:below-float64': 0.02 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const hypotheses = [cc.isSeparable(data, parts), decaying(input), inUnitInterval(betas)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const slack = cc.slackRecord();
      const rate = rateOf(input);
      const state = optimizer({ dimension: data.d, rate, epsilon: 0, ...betas });
      const before = new Float64Array(data.d);
      const [gradient, most] = [new Float64Array(data.d), mostUpdate(betas)];
      let tiny = false;
      runScaled({ rows, loss: 'logistic', start: input.start, state, steps: cc.stepCount(input) }, (k, w, at) => {
        if (k > 0) {
          const [allowed, eta] = [most(), rate(k - 1)];
          const rounding = updateRounding(k, allowed, betas) / allowed + (cc.gamma(4) * (cc.norm(w) + cc.norm(before))) / (eta * allowed);
          for (let j = 0; j < data.d; j++) {
            const room = 1 - Math.abs(w[j] - before[j]) / (eta * allowed);
            const part = k === 1 && gradient[j] !== 0 ? -Math.abs(room) : room;
            slack.record(part, rounding, k, () => `entry ${j + 1} moves by ${w[j] - before[j]} of at most ${eta * allowed}`);
          }
        }
        tiny ||= at.exponent < -1074;
        before.set(w);
        gradient.set(at.gradient);
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding or in the range of float64',
        labels: [['gradient', tiny ? 'below-float64' : 'in-range']],
      });
    },
  });
