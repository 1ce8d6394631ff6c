/** The portfolio's shares: more for the strategies whose bursts paid lately, some for all. */

import type { Random } from './random.js';
import type { Strategy } from './strategy/strategy.js';

/** Weight of the past in a strategy's credit. */
const MEMORY = 0.8;
/** Share of the slots that is spread evenly, whatever the credit. */
const EVEN = 0.1;
const NOVELTY = 0.3;
/** New behaviours of one burst that count as full novelty. */
const FULL_NOVELTY = 8;

/** Credit of each strategy by its results; forgetful, since what pays changes during a hunt. */
export class Bandit {
  private readonly credits: Map<string, number>;

  private readonly names: readonly string[];

  constructor(strategies: readonly Strategy[]) {
    this.names = strategies.map(({ name }) => name);
    this.credits = new Map(strategies.map(({ name, prior }) => [name, prior]));
  }

  /** Takes in what one burst of a strategy achieved. */
  reward(name: string, { deeper, novel }: { readonly deeper: number; readonly novel: number }): void {
    const gain = Math.sqrt(deeper) + NOVELTY * Math.min(1, novel / FULL_NOVELTY);
    this.credits.set(name, MEMORY * this.credits.get(name)! + (1 - MEMORY) * gain);
  }

  private choose(random: Random): string {
    if (random.unit() < EVEN) return random.pick(this.names);
    const total = this.names.reduce((sum, name) => sum + this.weight(name), 0);
    let at = random.unit() * total;
    for (const name of this.names) {
      at -= this.weight(name);
      if (at < 0) return name;
    }
    return this.names.at(-1)!;
  }

  /** The strategies of a round, the most credited first, as results count in this order up to the first violation. */
  chooseAll(count: number, random: Random): string[] {
    const rank = (name: string): number => this.credits.get(name)!;
    return Array.from({ length: count }, () => this.choose(random)).sort((a, b) => rank(b) - rank(a));
  }

  /** Squared, so that a strategy that alone makes progress gets nearly everything. */
  private weight(name: string): number {
    return this.credits.get(name)! ** 2;
  }
}
