import type { Case } from '../../data/case.js';
import { exp } from '../../numerics/elementary.js';
import { type Assessment, compare, focused } from '../assessment.js';
import { moved } from '../moves.js';
import { base, type StrategyFactory } from '../strategy.js';

/** Proposals without a better case after which a new start is taken. */
const PATIENCE = 60;
/** Temperature relative to the margin at the start, and its fall a proposal. */
const HEAT = 0.2;
const COOLING = 0.97;

/** Sparse-move annealing: one to three entries or settings change at a time; worse cases are taken while it is warm. */
export const annealing: StrategyFactory = (setting) => {
  const { random, part } = setting;
  let current: Case | undefined;
  let at: Assessment | undefined;
  let best: Assessment | undefined;
  let idle = 0;
  let heat = HEAT;
  const accepts = (assessment: Assessment): boolean => {
    if (at === undefined || compare(assessment, at, part) <= 0) return true;
    if (assessment.deficit !== 0 || at.deficit !== 0) return false;
    const loss = (focused(assessment, part) - focused(at, part)) / (Math.abs(focused(at, part)) + 1e-12);
    return random.uniform() < exp(-Math.min(700, loss / heat));
  };
  return {
    propose() {
      if (current === undefined || idle > PATIENCE) {
        current = undefined;
        at = undefined;
        best = undefined;
        idle = 0;
        heat = HEAT;
        return base(setting);
      }
      return moved(current, random);
    },
    observe(input, assessment) {
      heat *= COOLING;
      if (!accepts(assessment)) {
        idle++;
        return;
      }
      current = input;
      at = assessment;
      const improved = best === undefined || compare(assessment, best, part) < 0;
      if (improved) best = assessment;
      idle = improved ? 0 : idle + 1;
    },
  };
};
