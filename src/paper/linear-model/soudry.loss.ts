/** Beyond the paper: how fast the loss of the linear model falls (Soudry et al. 2018). */

import { defineClaim } from '../../claim/define.js';
import { eta } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { follow, inBothWindows } from '../setting/settled-run.js';
import { linearLimits, withinReach } from './limit-runs.js';

/** The rate 1/t. */
export const lossRate = defineClaim({
  id: 'soudry/loss',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Soudry et al. 2018, theorem 5',
  statement: 'Linear model, small step: the loss falls like 1/t, that is, t L(w_t) stays between positive constants.',
  slack: '1 - |change of ln t + ln L(w_t) from ln t = 10^5 to 10^6|',
  reason: 'dL/dt = -eta |grad L|^2, and |grad L| lies between gamma L and B L.',
  ...linearLimits,
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { hypotheses, best } = withinReach(input, data, parts);
    if (best === undefined) return { hypotheses, labels: [] };
    const limit = follow(data, parts.linear, input.start, eta(input), parts);
    if (limit.kind !== 'settled')
      return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
    const conclusion = inBothWindows(limit, ({ middle, last }) => {
      const change = Math.abs(last.s + last.logExcess - (middle.s + middle.logExcess));
      return { slack: 1 - change, rounding: 1e-3, step: 0, note: `ln(t L) changes by ${change} from ln t = ${middle.s} to ${last.s}` };
    });
    return { hypotheses, conclusion, labels: [['support', best.degenerate.length === 0 ? 'regular' : 'degenerate']] };
  },
});
