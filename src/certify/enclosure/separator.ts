/** Linear separability, by a separator that is proposed elsewhere and checked here. */
import type { Dataset } from '../../data/dataset.js';
import { separability } from '../../oracle/separability.js';
import { type Interval, signOf } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import { dot, type Setting, settingOf } from './setting.js';

/** A checked separator u and what it shows. */
export interface Separator {
  readonly u: readonly number[];
  /** u.x_i, exactly; y_i times it is positive. */
  readonly products: readonly Interval[];
  readonly arithmetic: Setting['arithmetic'];
  readonly hypothesis: CertifiedHypothesis;
}

/** @throws Undecided where a class is empty. */
export function mustHaveBothClasses({ positives, negatives }: Dataset): void {
  mustHold(positives.length > 0 && negatives.length > 0, 'one class is empty');
}

/** A vector u with y_i u.x_i > 0 for all i, on data of both classes; throws Undecided if the proposed one is none. */
export function separatorOf({ data, input, arithmetic: { precision } }: Setting): Separator {
  mustHaveBothClasses(data);
  const proposal = separability(data);
  mustHold(proposal.separable, 'no separator is proposed');
  const u = Array.from(proposal.separator);
  const { arithmetic } = settingOf({ ...input, start: u }, precision);
  const products = input.data.x.map((row) => dot(arithmetic, u, row));
  mustHold(
    products.every((product, i) => signOf(product) === data.y[i]),
    'the proposed vector does not separate the data',
  );
  return {
    u,
    products,
    arithmetic,
    hypothesis: { name: 'linearly separable', how: `y_i u.x_i > 0 for all i with u = ${vector(u)}, exactly` },
  };
}

/** A vector in the words of an argument. */
export function vector(entries: readonly number[]): string {
  return `(${entries.join(', ')})`;
}

/** Samples in the words of an argument, counted from 1 there. */
export function samples(indices: readonly number[]): string {
  return `sample${indices.length === 1 ? '' : 's'} ${indices.map((i) => `x${i + 1}`).join(', ')}`;
}
