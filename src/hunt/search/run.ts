/** A strategy at work over several bursts, and which of those under way deserve the long ones. */

import { type BurstResult, type Elite, evaluationsIn } from './result.js';
import { compareStandings, depthOf, progress, type Standing } from './standing.js';

/** Share of its slack that a run that keeps to itself is taken to have gone down in its first burst, of which there is no before. */
const FIRST_SHARE = 0.3;
/** Share of its slack that a run has to go down in an evaluation to count as going down. */
const GOING_DOWN = 2e-4;
/** A slack of at most this part of what runs began with is a floor: of a square, say, or of exp(-t). */
const FLOOR = 2 ** -16;

/** A strategy at work. */
export interface Run {
  readonly strategy: string;
  /** The part of the conclusion that it goes down in. */
  readonly focus: string | undefined;
  /** Set out from draws of its own and never looks at what others found, so that one deep hole does not draw all. */
  readonly alone: boolean;
  state: unknown;
  /** The best point so far; undefined before the first burst. */
  standing: Standing | undefined;
  /** Slack of the best point of the first burst that met the hypotheses. */
  first: number | undefined;
  /** Share of its slack that it went down in its last burst, per evaluation. */
  gain: number;
}

/** A run that has not begun. */
export function newRun(strategy: string, focus: string | undefined, alone: boolean): Run {
  return { strategy, focus, alone, state: undefined, standing: undefined, first: undefined, gain: 0 };
}

/** Takes in a burst of the run, which could see these elites, the best first. A run without a state afterwards is over. */
export function advance(run: Run, { state, elites: [now], counts }: BurstResult, [seen]: readonly Elite[]): void {
  run.state = state;
  run.gain = 0;
  if (now === undefined) return;
  const before = run.standing ?? seen?.standing;
  const share = before === undefined ? FIRST_SHARE : progress(before, now.standing, run.focus);
  if (run.standing === undefined || compareStandings(now.standing, run.standing, run.focus) < 0) run.standing = now.standing;
  run.first ??= depthOf(run.standing, run.focus);
  run.gain = share / evaluationsIn(counts);
}

/**
 * Of the runs that go down and are not yet at a floor, the one that is deepest in the first of these parts in which there is one: a run of a
 * strategy of twice the weight may be half as deep.
 */
export function deepest(
  runs: readonly Run[],
  foci: readonly (string | undefined)[],
  weight: (strategy: string) => number,
): Run | undefined {
  const moving = runs.flatMap((run) => (run.gain > GOING_DOWN && run.standing !== undefined ? [{ run, standing: run.standing }] : []));
  for (const part of foci) {
    const those = moving.filter(({ run }) => run.focus === part);
    const floor = FLOOR * those.reduce((most, { run }) => Math.max(most, run.first ?? 0), 0);
    const depth = ({ standing }: Moving): number => depthOf(standing, part) ?? Number.POSITIVE_INFINITY;
    const above = those.filter((moved) => !(depth(moved) <= floor));
    const [lowest] = above.sort((a, b) => {
      const [first, second] = [depth(a) / weight(a.run.strategy), depth(b) / weight(b.run.strategy)];
      return first < second ? -1 : first > second ? 1 : compareStandings(a.standing, b.standing, part);
    });
    if (lowest !== undefined) return lowest.run;
  }
  return undefined;
}

/** A run that goes down, and where it is. */
interface Moving {
  readonly run: Run;
  readonly standing: Standing;
}

/** The run that goes down fastest, however deep it is; a young one, mostly. */
export function fastest(runs: readonly Run[]): Run | undefined {
  return [...runs].sort((a, b) => b.gain - a.gain)[0];
}
