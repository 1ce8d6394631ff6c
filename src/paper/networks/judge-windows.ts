/** What the claims about networks with constant patterns share: the run, its stretches of constant patterns, and their hypotheses. */

import type { Claim, Hypothesis, Label } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { allMet, holds, isPaperExponent, isPositiveStep, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { alphaOf } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { neighbours } from '../../numerics/lists.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { type Descent, type Iterate, networkRun } from './network-run.js';
import { hasBothSigns } from './pattern-partitions.js';
import { openWindow, type Window } from './pattern-window.js';

/** What a claim about windows sees at each step within one. */
export interface WindowStep {
  readonly data: Dataset;
  readonly v: readonly number[];
  readonly window: Window;
  readonly before: Iterate;
  readonly after: Iterate;
  readonly eta: number;
  /** sum of (eta/n) sum_i exp(-y_i f(x_i)) |x_i| over the steps since T: what a neuron's terms add up to before they cancel, over |v_k|. */
  readonly pushed: number;
  readonly slack: SlackRecord;
  readonly parts: Parts;
  /** Counts a label once for the case. */
  label(dimension: string, value: string): void;
}

/** Hypotheses on the steps of a case. */
function stepHypotheses(input: Case, descent: Descent): Hypothesis[] {
  if (descent === 'gradient') return [isPositiveStep(input)];
  return [isPaperExponent(alphaOf(input)), holds(method('seed', 'a sampling seed'), input.seed !== undefined)];
}

/** What is judged, and in which stretches. */
interface WindowAim {
  readonly descent: Descent;
  /** Whether L(W) < 1/n is asked for at every step of a stretch, as theorem 4.2 does; false by default. */
  readonly smallLoss?: boolean;
  readonly judge: (step: WindowStep) => void;
}

/**
 * An evaluation that follows a network and calls `judge` at each step w_t -> w_{t+1} of a stretch from T on whose patterns are those at T
 * and disjoint.
 */
export function judgeWindows({ descent, smallLoss = false, judge }: WindowAim): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const v = input.outputWeights ?? [];
    const signs: Hypothesis[] = [hasBothSigns(v), ...stepHypotheses(input, descent)];
    if (!allMet(signs)) return { hypotheses: signs, labels: [] };
    const model = parts.network(v);
    const slack = slackRecord();
    const labels = new Map<string, Set<string>>();
    const label = (dimension: string, value: string): void => {
      const values = labels.get(dimension);
      if (values === undefined) labels.set(dimension, new Set([value]));
      else values.add(value);
    };
    let stretch: { readonly window: Window; pushed: number } | undefined;
    let steps = 0;
    let small = 0;
    const { stepSize, iterates } = networkRun(data, input, model, descent, parts);
    for (const [before, after] of neighbours(iterates)) {
      const isSmall = before.shift === 0 && before.loss < 1 / data.n;
      if (isSmall) small++;
      if (after.shift !== 0 || before.shift !== 0 || (smallLoss && !isSmall)) {
        stretch = undefined;
        continue;
      }
      if (stretch === undefined || stretch.window.from.changes !== before.changes)
        stretch = { window: openWindow(data, before, v.length, parts), pushed: 0 };
      const rate = stepSize(before.k);
      // A drawn sample pushes n times as hard as its share of the mean.
      stretch.pushed += (descent === 'gradient' ? rate / data.n : rate) * before.pull;
      const { window, pushed } = stretch;
      if (!window.sure || !window.disjoint || window.from.changes !== after.changes) continue;
      steps++;
      judge({ data, v, window, before, after, eta: rate, pushed, slack, parts, label });
    }
    const hypotheses = [
      ...signs,
      ...(smallLoss ? [holds(paper('small-loss', 'L(W) < 1/n over a stretch of steps'), small > 0)] : []),
      holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint over a stretch of steps'), steps > 0),
      holds(method('judged', 'something is judged in such a stretch'), labels.size > 0),
    ];
    return conclude(hypotheses, slack, {
      undecided: 'every step is lost in rounding',
      labels: [...labels].flatMap(([dimension, values]) => [...values].map((value): Label => [dimension, value])),
    });
  };
}

/** Rounding of quantities followed since T: each step adds a few units in the last place of the parameters. */
export function driftBound({ data, v, window, after }: WindowStep): number {
  const steps = after.k - window.from.k + 1;
  return gamma(8 * (data.d + v.length)) + UNIT_ROUNDOFF * 8 * steps;
}

/** Rounding of the terms that have pushed a neuron since T, before they cancel, over |v_k|. */
export function cancellation({ data, pushed }: WindowStep): number {
  return 2 * gamma(8 * (data.n + data.d)) * pushed;
}
