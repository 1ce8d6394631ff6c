/** What kind of thing a case did: the key by which the search tells new behaviour from more of the same. */

import type { Evaluation } from '../../claim/claim.js';
import { labelText } from '../../claim/label.js';
import type { Case } from '../../data/case.js';
import { featuresOf } from '../moves/draft.js';

/**
 * The key of a case's behaviour: its labels, sizes, activation patterns in order, support set, terminal region, the
 * hypothesis that failed or the part that is tightest, and the scale of the step where that is.
 */
export function behaviourOf(input: Case, { hypotheses, conclusion, labels }: Evaluation, trace: string): string {
  const failed = hypotheses.find(({ slack }) => !(slack >= 0));
  const parts = conclusion?.parts ?? [];
  const tightest = parts.reduce((least, part) => (part.slack < least.slack ? part : least), parts[0] ?? { name: '', slack: 0 });
  return [
    labels.map(labelText).sort().join(','),
    `n${Math.min(input.data.x.length, 4)}d${Math.min(featuresOf(input), 3)}`,
    failed === undefined ? `at:${scaleOf(conclusion?.step ?? 0)}` : `failed:${failed.name}`,
    tightest.name,
    trace,
  ].join(';');
}

function scaleOf(step: number): number {
  return 32 - Math.clz32(step);
}
