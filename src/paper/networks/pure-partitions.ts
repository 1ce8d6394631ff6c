/** That no partition holds both labels for long, which theorems 4.1 and 4.2 both say. */

import { labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { driftBound, type WindowStep } from './judge-windows.js';
import { judgeCeiling, outputAt } from './output-ceiling.js';
import { isOfBothSigns } from './pattern-partitions.js';

/** How {@link judgePurity} forms its slack. */
export const PURITY_SLACK =
  '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both labels, with ceiling 0 where only neurons of the wrong sign act; 1 for the others';

/** Records how far the samples of partitions with both labels are below what their neurons allow. */
export function judgePurity(step: WindowStep): void {
  const { data, v, window, after, slack, label } = step;
  for (const { members, neurons } of window.partitions) {
    const mixed = members.some((i) => data.y[i] === 1) && members.some((i) => data.y[i] === -1);
    if (neurons.length > 0) label('partition', mixed ? 'mixed-labels' : 'pure');
    if (!mixed) {
      slack.record(1, 0, after.k);
      continue;
    }
    const both = isOfBothSigns(v, neurons);
    for (const i of members) {
      if (both) judgeCeiling(step, neurons, i);
      else if (neurons.every((k) => Math.sign(nth(v, k)) !== labelOf(data, i))) {
        const f = labelOf(data, i) * outputAt(after, i, v);
        slack.record(
          -f / (1 + Math.abs(f)),
          driftBound(step),
          after.k,
          () => `y f(x_${i}) = ${f} > 0 although only neurons of the wrong sign act`,
        );
      }
    }
  }
}
