/** The strategies by name. */

import { annealing } from './annealing.js';
import { cmaEs } from './cma-es.js';
import { corners } from './corners.js';
import { evolution } from './evolution.js';
import { random } from './random.js';
import type { Strategy, Turn } from './strategy.js';

/** All strategies; the portfolio shares its budget among them. */
export const strategies: readonly Strategy[] = [evolution, corners, annealing, cmaEs, random];

/** What the portfolio's first round tries, in short bursts: several starts, all kinds of corners, and draws. */
const OPENING: readonly Turn[] = [
  { strategy: evolution.name, bursts: 1 },
  { strategy: corners.name, bursts: 3 },
  { strategy: evolution.name, bursts: 1 },
  { strategy: annealing.name, bursts: 1 },
  { strategy: evolution.name, bursts: 1 },
  { strategy: annealing.name, bursts: 1 },
  { strategy: random.name, bursts: 1 },
];

/** The first round: the portfolio's own, or a strategy alone in as many bursts as wanted. */
export function openingOf(chosen: readonly Strategy[], count: number): readonly Turn[] {
  if (chosen.length > 1) return OPENING;
  return chosen.flatMap(({ name }) => new Array<Turn>(count).fill({ strategy: name, bursts: 1 }));
}

/** The name under which the shared budget goes. */
export const PORTFOLIO = 'portfolio';

/** The strategies behind a name: one, or all for the portfolio; undefined for an unknown name. */
export function strategiesOf(name: string): readonly Strategy[] | undefined {
  if (name === PORTFOLIO) return strategies;
  const found = strategies.find((strategy) => strategy.name === name);
  return found === undefined ? undefined : [found];
}
