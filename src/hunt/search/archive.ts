/** What a hunt has met so far: the best point of each behaviour, and from them where bursts set out. */

import { append } from '../../numerics/lists.js';
import type { Random } from './random.js';
import { type BurstResult, type Counts, type Elite, evaluationsIn, noCounts } from './result.js';
import { compareStandings, progress } from './standing.js';

/** Points remembered; the worst are forgotten first. */
const MOST_REMEMBERED = 400;
const BEST = 6;
const NOVEL = 6;

/** Points by behaviour, and running counts. */
export class Archive {
  readonly counts: Counts = noCounts();
  readonly drawn = { cases: 0, violated: 0 };
  /** Names of the conclusion's parts that were seen. */
  readonly parts = new Set<string>();
  private readonly points = new Map<string, Elite>();
  /** Behaviours met, and whether within the hypotheses. */
  private readonly behaviours = new Map<string, boolean>();

  /** Evaluations taken in. */
  get evaluations(): number {
    return evaluationsIn(this.counts);
  }

  /** Different behaviours met within the hypotheses (and, with the others, in all). */
  get coverage(): { readonly inside: number; readonly all: number } {
    const inside = [...this.behaviours.values()].filter((isInside) => isInside).length;
    return { inside, all: this.behaviours.size };
  }

  /** The point nearest to a violation within the hypotheses, by the whole slack. */
  get best(): Elite | undefined {
    const [first] = this.ranked(undefined);
    return first?.standing.kind === 'inside' ? first : undefined;
  }

  /** The points nearest to a violation within the hypotheses, each of another behaviour, the nearest first. */
  ranking(count: number): readonly Elite[] {
    return this.ranked(undefined)
      .filter(({ standing }) => standing.kind === 'inside')
      .slice(0, count);
  }

  /** Takes in a burst; says how far it went beyond the best point before (see {@link progress}), and how many behaviours it met first. */
  take(result: BurstResult, focus: string | undefined): { readonly deeper: number; readonly novel: number } {
    for (const kind of Object.keys(this.counts) as (keyof Counts)[]) this.counts[kind] += result.counts[kind];
    this.drawn.cases += result.drawn.cases;
    this.drawn.violated += result.drawn.violated;
    for (const part of result.parts) this.parts.add(part);
    const before = this.ranked(focus)[0];
    let novel = 0;
    let deeper = 0;
    for (const elite of result.elites) {
      if (!this.behaviours.has(elite.behaviour)) novel++;
      this.behaviours.set(elite.behaviour, elite.standing.kind !== 'outside');
      const known = this.points.get(elite.behaviour);
      if (known === undefined || compareStandings(elite.standing, known.standing) < 0) this.points.set(elite.behaviour, elite);
      deeper = Math.max(deeper, before === undefined ? 1 : progress(before.standing, elite.standing, focus));
    }
    this.forget();
    return { deeper, novel };
  }

  /** Points for a burst to set out from: the best ones for its focus, and some of other behaviours. */
  elites(focus: string | undefined, random: Random): Elite[] {
    const ranked = this.ranked(focus);
    const best = ranked.slice(0, BEST);
    const rest = ranked.slice(BEST);
    for (let i = 0; i < NOVEL && rest.length > 0; i++) append(best, rest.splice(random.below(rest.length), 1));
    return best;
  }

  private ranked(focus: string | undefined): Elite[] {
    return [...this.points.values()].sort((a, b) => compareStandings(a.standing, b.standing, focus));
  }

  private forget(): void {
    if (this.points.size <= MOST_REMEMBERED) return;
    for (const { behaviour } of this.ranked(undefined).slice(MOST_REMEMBERED)) this.points.delete(behaviour);
  }
}
