/** Refutations of limits under gradient descent whose printed target is minus the max-margin direction: rows that stay positive for ever. */

import { contradiction, rateOf, reached } from './argument.js';
import type { CertifiedHypothesis, Finding } from './certificate.js';
import { marginVector } from './enclosure/margin.js';
import type { Position } from './enclosure/path.js';
import { searchDescent } from './enclosure/search.js';
import { samples, separatorOf } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';
import { smallStep } from './enclosure/small-step.js';
import { type Lasting, lasting } from './invariant/lasting.js';
import { oppositeValue } from './invariant/opposite.js';
import { mustHold } from './undecided.js';

/** Positives J that stay the only active samples for ever, and how. */
interface Settled extends Lasting {
  readonly J: readonly number[];
}

/** The ReLU model at an iterate: its active samples are positives that stay active, and no x_j.x_i > 0 wakes another. */
function settledRelu(at: Setting, { active, products }: Position): Settled | undefined {
  const { data } = at;
  const J = active.flatMap((acts, i) => (acts ? [i] : []));
  const others = active.flatMap((acts, i) => (acts ? [] : [i]));
  if (J.length === 0 || J.some((i) => data.y[i] !== 1)) return undefined;
  if (!others.every((j) => J.every((i) => at.gram[i]![j]!.high <= 0n))) return undefined;
  const kept = lasting(
    at,
    J,
    J.map((i) => products[i]!),
    rateOf(at),
  );
  return kept === undefined ? undefined : { ...kept, J };
}

/** thm-3.2/1 and thm-3.2/3, where J is all of I+ or a proper subset. */
function limitOf(part: 'all' | 'proper'): (at: Setting) => Finding {
  return (at) => {
    const { arithmetic, data, input } = at;
    const { hypothesis } = separatorOf(at);
    const { path, iterate, shown } = searchDescent(at, 0, (each) => settledRelu(at, each));
    const { J, how } = shown;
    mustHold((J.length === data.positives.length) === (part === 'all'), 'the active positives are not those of this case of the theorem');
    const { products } = marginVector(at, J);
    const others = Array.from({ length: data.n }, (_, i) => i).filter((i) => !J.includes(i));
    mustHold(
      others.every((i) => (part === 'all' ? products[i]!.high < 0n : products[i]!.high <= 0n)),
      'the max-margin direction is not shown to lie in the region',
    );
    const target = oppositeValue(at, J);
    const names: readonly CertifiedHypothesis[] = [
      hypothesis,
      smallStep(at, path, 0),
      {
        name: part === 'all' ? 'w^+ in the separable region' : 'w^+_J in W_J',
        how: `the max-margin direction v/|v| of ${samples(J)} by its dual weights, v.x_j ${part === 'all' ? '< 0' : '<= 0'} exactly for all others`,
      },
      {
        name: part === 'all' ? 'all positives stay active' : 'J neither empty nor all of I+, and constant',
        how: `${samples(J)} and no other from step ${iterate.k} on, see below`,
      },
    ];
    return {
      hypotheses: names,
      step: iterate.k,
      slack: arithmetic.bounds(target),
      argument: [
        ...reached(input.start, iterate, `w.x_i > 0 for ${samples(J)} alone`),
        `For every other x_j all x_j.x_i <= 0 exactly, so that w.x_j never rises: it stays inactive for ever.`,
        ...how,
        `L(w_t) tends to (n - |J|)/n = ${data.n - J.length}/${data.n}, as the theorem says, and |w_t| to infinity.`,
        ...contradiction(target, arithmetic),
      ],
    };
  };
}

export const limitOfAll = limitOf('all');
export const limitOfSome = limitOf('proper');
