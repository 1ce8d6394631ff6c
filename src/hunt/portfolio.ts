/** The strategies by name. */

import { annealing } from './strategies/annealing.js';
import { cma } from './strategies/cma.js';
import { corners } from './strategies/corners.js';
import { evolution } from './strategies/evolution.js';
import { randomDraws } from './strategies/random.js';
import type { StrategyFactory } from './strategy.js';

/** Name of a strategy. */
export type StrategyName = 'random' | 'corners' | 'annealing' | 'es' | 'cma';

/** Makers of the strategies. */
export const STRATEGIES: Readonly<Record<StrategyName, StrategyFactory>> = { random: randomDraws, corners, annealing, es: evolution, cma };

/** The strategies that share the budget of a portfolio. */
export const PORTFOLIO = Object.keys(STRATEGIES) as readonly StrategyName[];
