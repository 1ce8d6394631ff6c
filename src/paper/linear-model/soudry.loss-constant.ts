/** Beyond the paper: the constant with which the loss of the linear model falls like 1/t. */

import { defineClaim } from '../../claim/define.js';
import { eta } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { exp, log } from '../../numerics/elementary.js';
import type { TrajectoryCheckpoint } from '../../trajectory/log-time/index.js';
import { follow, inBothWindows } from '../setting/settled-run.js';
import { linearLimits, withinReach } from './limit-runs.js';

/** Relative errors below this are zero for the purpose; those of runs with a known limit are below 1e-8. */
const FLOOR = 1e-6;
/** What ln t + ln L(w_t) may be off by at ln t = 10^6: some units of rounding of ln t, and the integrator's error. */
const ENGINE_ERROR = 1e-8;

/**
 * t L(w_t) -> 1 / (eta gamma^2).
 *
 * Let f = ln L, which is convex with smoothness B^2, and h_t = eta L(w_t), so that a step is one of length h_t on f. If h_t B^2 <= 2,
 * |grad f| does not rise (grad f is cocoercive); let G be its limit. Per unit of tau = sum h_t, f falls by G^2 in the limit and |w_t|
 * grows by at most G; and -f(w) <= gamma |w| + ln n, since min_i g_i.w <= gamma |w|. So G^2 <= gamma G. As |grad f| >= gamma (lem-f2),
 * G = gamma. Therefore 1/L(w_{t+1}) - 1/L(w_t), which is eta |grad f(w_t)|^2 (1 + O(h_t)), tends to eta gamma^2, and so does 1/(t L(w_t)).
 */
export const lossConstant = defineClaim({
  id: 'soudry/loss-constant',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Soudry et al. 2018, theorem 5, with the constant',
  statement: 'Linear model, any start and any constant step size with which L(w_t) -> 0: t L(w_t) tends to 1 / (eta gamma^2).',
  slack:
    'with e = |eta gamma^2 t L(w_t) - 1|, the larger of 1 - 10^6 e at ln t = 10^6 and 1/2 - (e at ln t = 10^6) / (e at ln t = 10^5); at least -1',
  reason:
    'A step is one of length h = eta L on f = ln L, which is convex. So |grad f| falls to a limit G >= gamma. As f falls by G^2 per unit of h while |w| grows by G at most, and -f(w) <= gamma |w| + ln n, G = gamma. Hence 1/L(w_{t+1}) - 1/L(w_t) tends to eta gamma^2.',
  ...linearLimits,
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { hypotheses, best } = withinReach(input, data, parts);
    if (best === undefined) return { hypotheses, labels: [] };
    const run = follow(data, parts.linear, input.start, eta(input), parts);
    if (run.kind !== 'settled') return { hypotheses, undecided: run.kind === 'unknown' ? run.reason : 'the run terminates', labels: [] };
    const constant = log(eta(input) * best.margin * best.margin);
    const off = ({ s, logExcess }: TrajectoryCheckpoint): number => Math.abs(exp(Math.min(s + logExcess + constant, 100)) - 1);
    const conclusion = inBothWindows(run, ({ middle, last, late }) => {
      const [before, error] = [off(middle), off(last)];
      return {
        slack: Math.max(-1, 1 - error / FLOOR, 1 / 2 - error / Math.max(before, FLOOR)),
        rounding: ENGINE_ERROR / FLOOR,
        step: 0,
        note: `eta gamma^2 t L(w_t) is off by ${before} from 1 at ln t = ${middle.s} and by ${error} at ${last.s}`,
        horizons: { quantity: '|eta gamma^2 t L(w_t) - 1|', readings: late.map((at) => ({ lnT: at.s, value: off(at) })) },
      };
    });
    return { hypotheses, conclusion, labels: [['support', best.degenerate.length === 0 ? 'regular' : 'degenerate']] };
  },
});
