/** The portfolio's shares: more for the strategies whose bursts paid lately, some for all. */

import type { Strategy, Turn } from '../strategy/strategy.js';
import type { Random } from './random.js';

/** Weight of the past in a strategy's credit. */
const MEMORY = 0.8;
/** Share of the slots that is spread evenly, whatever the credit; and what each round without progress adds to it. */
const EVEN = 0.05;
const EVEN_IDLE = 0.05;
/** Short bursts' worth of independent draws in a round, at least. */
const DRAWS = 3;
/** Rounds without progress that count, and the share of the slack that is progress. */
const MOST_IDLE = 4;
const PROGRESS = 0.01;
const NOVELTY = 0.3;
/** New behaviours of one burst that count as full novelty. */
const FULL_NOVELTY = 8;

/** Credit of each strategy by its results; forgetful, since what pays changes during a hunt. */
export class Bandit {
  private readonly credits: Map<string, number>;
  private readonly priors: ReadonlyMap<string, number>;

  private readonly names: readonly string[];
  private readonly independent: string | undefined;
  private progressed = false;
  /** Rounds on end in which nobody went deeper, up to a few; {@link endRound} counts them. */
  idle = 0;

  /** Evaluations of the leaders since the last short bursts; whoever runs them counts. */
  led = 0;

  constructor(strategies: readonly Strategy[]) {
    this.independent = strategies.find(({ independent }) => independent === true)?.name;
    const others = strategies.filter(({ name }) => name !== this.independent);
    this.names = (others.length > 0 ? others : strategies).map(({ name }) => name);
    this.priors = new Map(strategies.map(({ name, prior }) => [name, prior]));
    this.credits = new Map(this.priors);
  }

  /** Takes in what one burst of a strategy achieved. */
  reward(name: string, { deeper, novel }: { readonly deeper: number; readonly novel: number }): void {
    this.progressed ||= deeper > PROGRESS;
    const gain = Math.sqrt(deeper) + NOVELTY * Math.min(1, novel / FULL_NOVELTY);
    this.credits.set(name, MEMORY * this.credit(name) + (1 - MEMORY) * gain);
  }

  /** To be told when a round is over. */
  endRound(): void {
    this.idle = this.progressed ? 0 : Math.min(MOST_IDLE, this.idle + 1);
    this.progressed = false;
  }

  private credit(name: string): number {
    return this.credits.get(name) ?? 0;
  }

  private choose(random: Random): string {
    if (random.unit() < EVEN + EVEN_IDLE * this.idle) return random.pick(this.names);
    return random.weighted(this.names, (name) => this.weight(name));
  }

  /**
   * The strategies of a round's short bursts, one slot each before any has its second, the most credited first: results count in this
   * order up to the first violation. They are longer where there is no progress. The last slot is for independent draws, which
   * alone exclude a rate of violations.
   */
  chooseAll(count: number, random: Random): Turn[] {
    this.led = 0;
    const bursts = 1 + this.idle;
    const slots = new Map<string, number>();
    const last = this.independent === undefined ? [] : [{ strategy: this.independent, bursts: Math.max(DRAWS, bursts) }];
    for (let slot = 0; slot < count - last.length; slot++) {
      const name = this.choose(random);
      slots.set(name, (slots.get(name) ?? 0) + 1);
    }
    const ranked = [...slots].sort(([a], [b]) => this.credit(b) - this.credit(a));
    const turns = Array.from({ length: count }, (_, turn) =>
      ranked.filter(([, slotCount]) => slotCount > turn).map(([name]) => name),
    ).flat();
    return [...turns.map((strategy) => ({ strategy, bursts })), ...last];
  }

  /**
   * What a strategy's slots go by, and how much less deep its runs may be to lead: credit, and where nothing pays, the prior. Squared, so that
   * one that alone makes progress gets nearly everything.
   */
  weight(name: string): number {
    return (this.credit(name) + (this.priors.get(name) ?? 0)) ** 2;
  }
}
