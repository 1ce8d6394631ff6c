/** Certificates: proofs of violations by exact and interval arithmetic on integers. */
import type { Case } from '../data/case.js';
import type { Certificate, Finding } from './certificate.js';
import { exampleTwo, noneOfTheCases, wandersNot } from './convergence.js';
import { rise } from './descent.js';
import { type NetworkSetting, networkOf } from './enclosure/network-path.js';
import { type DataSetting, dataSettingOf, neuronOf, type Setting } from './enclosure/setting.js';
import { unboundedSum } from './gradient-sum.js';
import { gradientZero } from './landscape.js';
import { swapped } from './leaky.js';
import { reversedReduction } from './network.js';
import { networkAverage } from './network-average.js';
import { networkLimit } from './network-slip.js';
import { leakyLimit, limitOfAll, limitOfSome } from './sign-slip.js';
import { OutOfReach, Undecided } from './undecided.js';

/** Precisions that are tried in turn, in bits. */
const PRECISIONS = [200, 800] as const;

/** A certifier shows that a case violates its claim, or throws {@link Undecided}. */
type Certifier<At extends DataSetting> = (at: At) => Finding;

const OF_NEURONS: readonly (readonly [string, Certifier<Setting>])[] = [
  ['thm-3.2/gradient-zero', gradientZero],
  ['thm-3.2/descent', rise],
  ['thm-3.2/1', limitOfAll],
  ['thm-3.2/3', limitOfSome],
  ['thm-3.2/cases', noneOfTheCases],
  ['thm-3.2/2', wandersNot],
  ['ex-2/no-limit', exampleTwo],
  ['leaky/gd', leakyLimit],
  ['thm-3.2/gradient', unboundedSum],
  ['leaky/special-cases', swapped],
];

const OF_NETWORKS: readonly (readonly [string, Certifier<NetworkSetting>])[] = [
  ['thm-4.1/reduction', reversedReduction],
  ['thm-4.1/direction', networkLimit],
  ['thm-4.2/direction', networkAverage],
];

const CERTIFIERS: ReadonlyMap<string, Certifier<DataSetting>> = new Map<string, Certifier<DataSetting>>([
  ...OF_NEURONS.map(([id, certifier]) => [id, (at: DataSetting) => certifier(neuronOf(at))] as const),
  ...OF_NETWORKS.map(([id, certifier]) => [id, (at: DataSetting) => certifier(networkOf(at))] as const),
]);

/** Ids of the claims whose violations can be certified. */
export const certifiedClaims: readonly string[] = [...CERTIFIERS.keys()];

/** A proof that the case violates its claim; undefined where there is no certifier or where anything stays undecided. */
export function certify(input: Case): Certificate | undefined {
  const certifier = CERTIFIERS.get(input.claim);
  if (certifier === undefined) return undefined;
  for (const precision of PRECISIONS) {
    try {
      const at = dataSettingOf(input, precision);
      return { claim: input.claim, ...certifier(at), precision: at.arithmetic.precision };
    } catch (error) {
      if (error instanceof OutOfReach) return undefined;
      if (!(error instanceof Undecided)) throw error;
    }
  }
  return undefined;
}
