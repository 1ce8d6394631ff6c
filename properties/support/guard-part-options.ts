/** Adam and momentum over parts: groups, frozen parts, parts without a gradient; correct unless something is altered. */

import type { Algorithm, OptimizerOption, OptimizerUnderTest, ParameterGroup } from '../../src/optimizer/optimizer.js';
import { number } from './guard-correct.js';

/** One part at work. */
interface Part {
  readonly from: number;
  readonly size: number;
  readonly m: Float64Array;
  readonly v: Float64Array;
  /** Steps that it has taken. */
  t: number;
}

/** What happens to parts; each is correct unless replaced. */
interface PartRules {
  /** The group of a part, if any. */
  group(groups: readonly ParameterGroup[], part: number, parts: number): ParameterGroup | undefined;
  rate(own: number | undefined, common: number, first: number, grouped: boolean): number;
  /** The step number that the schedule of a group goes by. */
  groupSchedule(all: number, own: number): number;
  decay(own: number | undefined, common: number): number;
  /** Which parts a step moves. */
  frozen(frozen: readonly boolean[], part: number): boolean;
  /** What a frozen part does all the same. */
  whileFrozen(w: number, eta: number, lambda: number): number;
  /** Which part's averages a part uses, among the parts that this step moves. */
  state(part: number, moved: readonly number[]): number;
  /** The step number of the bias correction: of the part itself, or of the optimizer, or of what a mutant counts. */
  count(own: number, all: number, last: number, part: number, parts: number): number;
  /** The step number of the step size. */
  schedule(all: number, own: number): number;
  /** What a part without a gradient does: nothing, a step with zeros, or what a mutant does. */
  missing: 'rests' | 'zeros' | 'averages decay' | 'moves by its averages';
}

const rules: PartRules = {
  group: (groups, part) => groups.find(({ parts }) => parts.includes(part)),
  rate: (own, common) => own ?? common,
  groupSchedule: (all) => all,
  decay: (own, common) => own ?? common,
  frozen: (frozen, part) => frozen[part] ?? false,
  whileFrozen: (w) => w,
  state: (part) => part,
  count: (own) => own,
  schedule: (all) => all,
  missing: 'rests',
};

/** The step size of a group at a step: a list goes on with its last. */
function rateOf(stepSize: ParameterGroup['stepSize'], k: number): number | undefined {
  return typeof stepSize === 'object' ? stepSize[Math.min(k, stepSize.length - 1)] : stepSize;
}

/** An optimizer over parts, altered. */
export function partwise(
  name: string,
  algorithm: Algorithm & ('adam' | 'adamw' | 'momentum'),
  options: readonly OptimizerOption[],
  altered: Partial<PartRules> = {},
): OptimizerUnderTest {
  const { group, rate, groupSchedule, decay, frozen, whileFrozen, state, count, schedule, missing } = { ...rules, ...altered };
  const decoupled = algorithm === 'adamw' || options.includes('decoupledWeightDecay');
  return {
    name,
    algorithm,
    options: ['shapes', ...options],
    create({ dimension, stepSize, ...given }) {
      const [b1, b2, eps] = [number(given.beta1, 0.9), number(given.beta2, 0.999), number(given.epsilon, 1e-8)];
      const momentum = number(given.momentum, 0.9);
      const common = number(given.weightDecay, algorithm === 'adamw' ? 0.01 : 0);
      const shapes = (given.shapes as number[][] | undefined) ?? [[dimension]];
      const groups = (given.groups as ParameterGroup[] | undefined) ?? [];
      const still = (given.frozen as boolean[] | undefined) ?? [];
      let from = 0;
      const parts = shapes.map((shape): Part => {
        const size = shape.reduce((product, length) => product * length, 1);
        const part = { from, size, m: new Float64Array(size), v: new Float64Array(size), t: 0 };
        from += size;
        return part;
      });
      const etaAt = (k: number): number => (typeof stepSize === 'number' ? stepSize : stepSize(k));
      let k = 0;
      return {
        step(w, g, { present } = {}) {
          const has = (p: number): boolean => present?.[p] ?? true;
          const moved = parts.flatMap((_, p) => (has(p) && !frozen(still, p) ? [p] : []));
          // What the last part that is moved counts after this step.
          const last = (parts[moved.at(-1) ?? 0]?.t ?? 0) + 1;
          parts.forEach((part, p) => {
            const own = group(groups, p, parts.length);
            const eta = rate(rateOf(own?.stepSize, groupSchedule(k, part.t)), etaAt(schedule(k, part.t)), etaAt(0), own !== undefined);
            const lambda = decay(own?.weightDecay, common);
            if (frozen(still, p)) {
              for (let j = part.from; j < part.from + part.size; j++) w[j] = whileFrozen(w[j]!, eta, lambda);
              return;
            }
            if (!has(p) && missing === 'rests') return;
            const { m, v } = parts[state(p, moved)] ?? part;
            if (has(p) || missing === 'zeros') part.t++;
            const t = count(part.t, k + 1, last, p, parts.length);
            for (let i = 0; i < part.size; i++) {
              const j = part.from + i;
              const x = g[j]! + (decoupled ? 0 : lambda * w[j]!);
              if (has(p) || missing !== 'moves by its averages') {
                m[i] = algorithm === 'momentum' ? momentum * (m[i] ?? 0) + x : b1 * (m[i] ?? 0) + (1 - b1) * x;
                v[i] = b2 * (v[i] ?? 0) + (1 - b2) * x * x;
              }
              if (!has(p) && missing === 'averages decay') continue;
              const step = algorithm === 'momentum' ? m[i]! : m[i]! / (1 - b1 ** t) / (Math.sqrt(v[i]! / (1 - b2 ** t)) + eps);
              w[j]! -= eta * step + (decoupled ? eta * lambda * w[j]! : 0);
            }
          });
          k++;
        },
      };
    },
  };
}

/** Correct ones, in both meanings of a missing gradient. */
export const correctParts: readonly OptimizerUnderTest[] = [
  partwise('PyTorch Adam over parameter groups', 'adam', ['weightDecay', 'groups', 'groupSchedules', 'frozen', 'missingGradients']),
  partwise('PyTorch AdamW over parameter groups', 'adamw', ['groups', 'frozen', 'missingGradients']),
  partwise('PyTorch SGD with momentum over parameter groups', 'momentum', ['weightDecay', 'groups', 'frozen', 'missingGradients']),
  partwise('optax Adam, missing gradients as zeros', 'adam', ['missingGradients'], { missing: 'zeros' }),
  partwise('optax AdamW, missing gradients as zeros', 'adamw', ['groups', 'frozen', 'missingGradients'], { missing: 'zeros' }),
];

const grouped = (name: string, altered: Partial<PartRules>): OptimizerUnderTest =>
  partwise(`groups: ${name}`, 'adam', ['weightDecay', 'groups'], altered);
const scheduling = (name: string, altered: Partial<PartRules>): OptimizerUnderTest =>
  partwise(`group schedules: ${name}`, 'momentum', ['groups', 'groupSchedules'], altered);
const freezing = (name: string, altered: Partial<PartRules>): OptimizerUnderTest =>
  partwise(`frozen: ${name}`, 'adamw', ['frozen'], altered);
const lacking = (name: string, altered: Partial<PartRules>): OptimizerUnderTest =>
  partwise(`missing gradients: ${name}`, 'adam', ['missingGradients'], altered);

/** Broken ones. */
export const partMutants: readonly OptimizerUnderTest[] = [
  grouped('step sizes of their own ignored', { rate: (_, common) => common }),
  grouped('a schedule moves step sizes of their own too', {
    rate: (own, common, first) => (own === undefined ? common : (own * common) / first),
  }),
  grouped('without a step size of its own the first one of the schedule', {
    rate: (own, common, first, grouped) => own ?? (grouped ? first : common),
  }),
  scheduling('a schedule of its own goes no further than its first step size', { groupSchedule: () => 0 }),
  scheduling('a schedule of its own begins with its second step size', { groupSchedule: (all) => all + 1 }),
  scheduling('a schedule of its own is multiplied by the common one', {
    rate: (own, common, first) => (own === undefined ? common : (own * common) / first),
  }),
  grouped('weight decays of their own ignored', { decay: (_, common) => common }),
  grouped('a weight decay of 0 taken for none given', { decay: (own, common) => own || common }),
  grouped('the first group stands for all', { group: ([first]) => first }),
  grouped('parts taken in the order of the groups, not by number', {
    group(groups, part) {
      let count = 0;
      return groups.find(({ parts }) => {
        count += parts.length;
        return part < count;
      });
    },
  }),
  freezing('ignored', { frozen: () => false }),
  freezing('decays all the same', { whileFrozen: (w, eta, lambda) => w - eta * lambda * w }),
  freezing('the first part only', { frozen: (frozen, part) => part === 0 && frozen[0] === true }),
  freezing('flags off by one part', { frozen: (frozen, part) => frozen[part + 1] ?? false }),
  freezing('averages kept by place among the parts that move', { state: (part, moved) => moved.indexOf(part) }),
  lacking('one counter for all parts', { count: (_, all) => all }),
  lacking('the counter of the last part that has one', { count: (_own, _all, last) => last }),
  lacking('averages decay, and the part rests', { missing: 'averages decay' }),
  lacking('the part moves by its averages, which rest', { missing: 'moves by its averages' }),
  lacking('step sizes by the steps of the part', { schedule: (_, own) => own }),
  lacking('averages kept by place among the parts that have one', { state: (part, moved) => moved.indexOf(part) }),
];
