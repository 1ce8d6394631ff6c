import type { Case } from '../../data/case.js';
import { type Assessment, compare } from '../assessment.js';
import { atCoordinates, coordinatesOf } from '../coordinates.js';
import { base, type StrategyFactory } from '../strategy.js';

const FIRST_SIGMA = 0.25;
const LEAST_SIGMA = 2 ** -24;
/** The one-fifth rule: one success makes up for four failures. */
const UP = 1.5;
const DOWN = 1.5 ** -0.25;

/** (1+1)-ES with the one-fifth rule on all coordinates at once. */
export const evolution: StrategyFactory = (setting) => {
  const { random, part } = setting;
  let shape: Case | undefined;
  let parent: Float64Array = new Float64Array(0);
  let at: Assessment | undefined;
  let child = parent;
  let sigma = FIRST_SIGMA;
  return {
    propose() {
      if (shape === undefined || sigma < LEAST_SIGMA) {
        shape = base(setting);
        parent = coordinatesOf(shape);
        child = parent;
        at = undefined;
        sigma = FIRST_SIGMA;
        return shape;
      }
      child = parent.map((v) => v + sigma * random.normal());
      return atCoordinates(shape, child, sigma);
    },
    observe(_, assessment) {
      if (at === undefined || compare(assessment, at, part) <= 0) {
        const better = at === undefined || compare(assessment, at, part) < 0;
        at = assessment;
        parent = child;
        sigma *= better ? UP : DOWN;
      } else sigma *= DOWN;
    },
  };
};
