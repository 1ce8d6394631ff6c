/** What kind of thing a case did: the key by which the search tells new behaviour from more of the same. */

import type { Evaluation } from '../claim/claim.js';
import { type Parts, standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';

/** Changes of the activation pattern that a key tells apart. */
const MOST_CHANGES = 6;

/** Parts that behave as the standard ones and note which activation patterns and supports an evaluation meets. */
export interface Watch {
  readonly parts: Parts;
  /** What was noted since the last call. */
  trace(): string;
}

/** Creates the noting parts. */
export function watch(base: Parts = standardParts): Watch {
  let patterns: string[] = [];
  let last = '';
  let support = '';
  const seen = (data: Dataset, neurons: number, preactivation: Float64Array): void => {
    if (patterns.length > MOST_CHANGES) return;
    const pattern = activeCounts(data, neurons, preactivation);
    if (pattern === last) return;
    last = pattern;
    patterns.push(pattern);
  };
  const watched = (model: Model): Model => ({
    ...model,
    evaluate(data, w, into) {
      model.evaluate(data, w, into);
      seen(data, model.neurons, into.preactivation);
    },
  });
  return {
    parts: {
      ...base,
      linear: watched(base.linear),
      relu: watched(base.relu),
      leakyRelu: (slope) => watched(base.leakyRelu(slope)),
      network: (weights) => watched(base.network(weights)),
      maxMargin(problem) {
        const answer = base.maxMargin(problem);
        support = answer.feasible ? `${answer.support.length}/${answer.degenerate.length}` : 'none';
        return answer;
      },
    },
    trace() {
      const noted = `${patterns.join('>')}|${support}`;
      patterns = [];
      last = '';
      support = '';
      return noted;
    },
  };
}

/** How many positives and negatives are active, on each neuron: the pattern up to the order of the samples. */
function activeCounts(data: Dataset, neurons: number, preactivation: Float64Array): string {
  const counts = new Array<number>(2 * neurons).fill(0);
  for (let i = 0; i < data.n; i++) {
    for (let k = 0; k < neurons; k++) {
      if (preactivation[i * neurons + k]! > 0) counts[2 * k + (data.y[i] === 1 ? 0 : 1)]!++;
    }
  }
  return counts.map((count) => Math.min(count, 3)).join('');
}

/**
 * The key of a case's behaviour: its labels, sizes, activation patterns in order, support set, the hypothesis that failed
 * or the part that is tightest, and the scale of the step where that is.
 */
export function behaviourOf(input: Case, { hypotheses, conclusion, labels }: Evaluation, trace: string): string {
  const failed = hypotheses.find(({ margin }) => !(margin >= 0));
  const parts = conclusion?.parts ?? [];
  const tightest = parts.reduce((least, part) => (part.margin < least.margin ? part : least), parts[0] ?? { name: '', margin: 0 });
  return [
    [...labels].sort().join(','),
    `n${Math.min(input.data.x.length, 4)}d${Math.min(input.data.x[0]!.length, 3)}`,
    failed === undefined ? `at:${scaleOf(conclusion?.step ?? 0)}` : `failed:${failed.name}`,
    tightest.name,
    trace,
  ].join(';');
}

function scaleOf(step: number): number {
  return 32 - Math.clz32(step);
}
