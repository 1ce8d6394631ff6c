/** The strategies by name. */

import { annealing } from './annealing.js';
import { cmaEs } from './cma-es.js';
import { corners } from './corners.js';
import { evolution } from './evolution.js';
import { random } from './random.js';
import type { Strategy } from './strategy.js';

/** All strategies, in the order of the portfolio's first round; it shares its budget among them. */
export const strategies: readonly Strategy[] = [evolution, annealing, random, cmaEs, corners];

/** The name under which the shared budget goes. */
export const PORTFOLIO = 'portfolio';

/** The strategies behind a name: one, or all for the portfolio; undefined for an unknown name. */
export function strategiesOf(name: string): readonly Strategy[] | undefined {
  if (name === PORTFOLIO) return strategies;
  const found = strategies.find((strategy) => strategy.name === name);
  return found === undefined ? undefined : [found];
}
