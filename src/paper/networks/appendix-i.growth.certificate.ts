/** Refutation of growth at each step: a draw from another partition leaves the combined weights of this one as they are. */

import { isBelow } from '../../certify/arithmetic/interval.js';
import { powerStep } from '../../certify/arithmetic/log.js';
import { exactSlack, type Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import {
  areDisjoint,
  firstNetwork,
  lossOf,
  type NetworkSetting,
  networkStep,
  neuronRows,
  partitionsOf,
} from '../../certify/enclosure/network-path.js';
import { MOST_STEPS } from '../../certify/enclosure/path.js';
import { samples, vector } from '../../certify/enclosure/separator.js';
import { patternHypotheses, staysForever } from '../../certify/invariant/lasting-patterns.js';
import { bothSigns, neuronNames } from '../../certify/invariant/tidy-partitions.js';
import { mustHold, Undecided } from '../../certify/undecided.js';
import { uniformSampler } from '../../optimizer/sampler.js';

/** A draw from which the patterns last with n L(W) < 1, and a partition that it is not from. */
export function prove(at: NetworkSetting): Finding {
  const { arithmetic, data, input } = at;
  const { alpha, count, exponent } = paperExponent(at);
  const { seed } = input;
  mustHold(seed !== undefined, 'the case does not say what is drawn');
  const sampler = uniformSampler(seed, data.n);
  const drawn: number[] = [];
  let iterate = firstNetwork(at);
  for (let t = 0; t < Math.min(count, MOST_STEPS); t++) {
    const sample = sampler();
    drawn.push(sample);
    const partitions = partitionsOf(iterate);
    const loss = arithmetic.sum(iterate.outputs.map((output) => lossOf(arithmetic, output)));
    const still = partitions.find(({ members, neurons }) => neurons.length > 0 && !members.includes(sample));
    if (still !== undefined && isBelow(loss, arithmetic.one) && areDisjoint(partitions) && staysForever(at, partitions)) {
      return {
        hypotheses: [
          bothSigns(at),
          exponent,
          { name: 'L(W_t) < 1/n', how: `enclosed at t = ${t}; no draw raises it later` },
          ...patternHypotheses(t, partitions, true),
        ],
        step: t + 1,
        slack: exactSlack(-1),
        argument: [
          `SGD on W, drawing ${samples(drawn)}, W_0 by neurons: ${neuronRows(at).map(vector).join(', ')}.`,
          `Step ${t} draws ${samples([sample])}, on which none of ${neuronNames(still.neurons)} acts: their gradients are 0, and Wt of the partition of ${samples(still.members)} stays as it is.`,
          'Later draws do the same with a probability that does not fall, so infinitely often almost surely: no r > 0 and no T will do.',
          'The slack is -1 where Wt_r does not grow.',
        ],
      };
    }
    iterate = networkStep(at, iterate, new Map([[sample, powerStep(arithmetic, t, alpha)]]));
  }
  throw new Undecided('no draw that is followed provably leaves a partition as it is while all patterns last');
}
