/** SGD on data in the sense of Combes et al.: the hypotheses of proposition 2, and draws that move nothing. */

import { everySample, labelOf } from '../../data/dataset.js';
import { placesOf } from '../../numerics/lists.js';
import { type Interval, isNegative, isPositive } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold, Undecided } from '../undecided.js';
import { paperExponent } from './exponent.js';
import { type Draw, draws } from './path.js';
import { samples, separatorOf, vector } from './separator.js';
import type { Setting } from './setting.js';

/** The hypotheses of proposition 2, all exact; throws Undecided where one fails. */
export function combesHypotheses(at: Setting): readonly CertifiedHypothesis[] {
  const { signs } = at;
  const { hypothesis } = separatorOf(at);
  mustBeCombes(at);
  const { exponent } = paperExponent(at);
  const active = placesOf(signs, (sign) => sign > 0);
  mustHold(active.length > 0, 'no sample is active at the start');
  return [
    hypothesis,
    { name: 'x_i.x_j > 0 within a class, < 0 across', how: 'exact signs of all x_i.x_j' },
    exponent,
    { name: 'w_0 is not at a local minimum of thm-3.1/3', how: `w_0.x_i > 0 exactly for ${samples(active)}` },
  ];
}

/** Goes on only where x_i.x_j > 0 within a class and < 0 across, exactly. @throws Undecided where that is not so */
export function mustBeCombes({ data, inner }: Setting): void {
  const isSuch = (product: Interval, i: number, j: number): boolean =>
    labelOf(data, i) === labelOf(data, j) ? isPositive(product) : isNegative(product);
  mustHold(
    everySample(data).every((i) => everySample(data).every((j) => isSuch(inner(i, j), i, j))),
    'the data are not in the sense of Combes et al.',
  );
}

/** The first draw of an inactive sample at a step that the predicate admits; throws Undecided where there is none. */
export function idleDraw(at: Setting, admits: (draw: Draw) => boolean = () => true): Draw {
  for (const draw of draws(at)) if (!draw.before.active[draw.sample] && admits(draw)) return draw;
  throw new Undecided('no inactive sample is drawn where it matters');
}

/** Why such a draw moves nothing. */
export function nothingMoves({ input }: Setting, { before: { k }, sample, drawn }: Draw): readonly string[] {
  const before = drawn.slice(0, k);
  return [
    `SGD from w_0 = ${vector(input.start)} draws ${before.length === 0 ? 'nothing' : samples(before)} before step ${k}, and x${sample + 1} at that step.`,
    `There w_${k}.x${sample + 1} <= 0 (${k === 0 ? 'exact' : 'enclosed'}), so the gradient at this sample is zero and w_${k + 1} = w_${k}: no w.x_j moves.`,
  ];
}
