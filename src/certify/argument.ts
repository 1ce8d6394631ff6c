/** The sentences that several proofs begin and end with. */

import type { Interval } from './arithmetic/interval.js';
import { vector } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';

/** How the region was reached, in a line. */
export function reached(start: readonly number[], { k }: { readonly k: number }, there: string, by = 'Gradient descent'): string {
  return k === 0 ? atStart(start, there) : `${by} from w_0 = ${vector(start)} is enclosed; at step ${k}: ${there}.`;
}

/** What is known of the start, in a line. */
export function atStart(start: readonly number[], there: string): string {
  return `At w_0 = ${vector(start)} exactly: ${there}.`;
}

/** The last sentences of these arguments. */
export function contradiction(target: Interval, arithmetic: Setting['arithmetic'], what = 'w_t'): readonly string[] {
  return [
    `So every limit point of ${what}/|${what}| has an inner product of at least 0 with each of these y_i x_i.`,
    `The printed argmin over |u| = 1 of the largest u.(y_i x_i) has a negative one with each, at most ${arithmetic.bounds(target).high}, which -c/|c| attains for a combination c of them that is checked exactly.`,
    `Hence ${what}/|${what}| does not converge to it. The slack is that largest inner product, which would have to be at least 0.`,
  ];
}
