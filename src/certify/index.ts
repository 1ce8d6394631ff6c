/** Certificates: proofs of violations by exact and interval arithmetic on integers. */
import type { Case } from '../data/case.js';
import { averageInPart, averageInRegion, leakyAverage } from './average-slip.js';
import type { Certificate, Finding } from './certificate.js';
import { leastMove, neverSeparates, strictMove } from './combes.js';
import { exampleTwo, noneOfTheCases, wandersNot } from './convergence.js';
import { rise } from './descent.js';
import { eq9, eq13, eq14, eq15, lemF1, lemF3, stepTwo, stepTwoIntended } from './displays.js';
import { diverges } from './divergence.js';
import { caseThree, caseTwo, gradientZero, weakCaseOne } from './landscape.js';
import { swapped } from './leaky.js';
import { networkAverage } from './network-average.js';
import { type NetworkSetting, networkSettingOf } from './network-path.js';
import { networkLimit } from './network-slip.js';
import { type Setting, settingOf } from './setting.js';
import { leakyLimit, limitOfAll, limitOfSome } from './sign-slip.js';
import { refutes } from './stochastic.js';
import { OutOfReach, Undecided } from './undecided.js';

/** Precisions that are tried in turn, in bits. */
const PRECISIONS = [200, 800] as const;

/** A certifier shows that a case violates its claim, or throws {@link Undecided}. */
type Certifier = (at: Setting) => Finding;

/** The same for networks, whose start has numbers for every neuron. */
const NETWORK_CERTIFIERS: ReadonlyMap<string, (at: NetworkSetting) => Finding> = new Map([
  ['thm-4.1/direction', networkLimit],
  ['thm-4.2/direction', networkAverage],
]);

const CERTIFIERS: ReadonlyMap<string, Certifier> = new Map<string, Certifier>([
  ['thm-3.1/1-proof', weakCaseOne],
  ['thm-3.1/2', caseTwo],
  ['thm-3.1/3', caseThree],
  ['thm-3.2/gradient-zero', gradientZero],
  ['thm-3.2/descent', rise],
  ['linear/global', diverges],
  ['thm-3.2/1', limitOfAll],
  ['thm-3.2/3', limitOfSome],
  ['thm-3.2/cases', noneOfTheCases],
  ['thm-3.2/2', wandersNot],
  ['ex-2/no-limit', exampleTwo],
  ['leaky/gd', leakyLimit],
  ['thm-3.4/global', averageInRegion],
  ['thm-3.4/local', averageInPart],
  ['leaky/sgd', leakyAverage],
  ['prop-2', neverSeparates],
  ['prop-2/eq-25', strictMove],
  ['prop-2/eq-26-27', leastMove],
  ['leaky/special-cases', swapped],
  ['prop-1/eq-9', refutes(eq9, false)],
  ['prop-1/eq-13', refutes(eq13, false)],
  ['prop-1/eq-14', refutes(eq14, false)],
  ['prop-1/eq-15', refutes(eq15, true)],
  ['prop-1/step-2', refutes(stepTwo, false)],
  ['prop-1/step-2@intended', refutes(stepTwoIntended, false)],
  ['lem-f1@intended', refutes(lemF1, true)],
  ['lem-f3', refutes(lemF3, false)],
]);

/** Ids of the claims whose violations can be certified. */
export const certifiedClaims: readonly string[] = [...CERTIFIERS.keys(), ...NETWORK_CERTIFIERS.keys()];

/** A proof that the case violates its claim; undefined where there is no certifier or where anything stays undecided. */
export function certify(input: Case): Certificate | undefined {
  const certifier = CERTIFIERS.get(input.claim);
  const ofNetworks = NETWORK_CERTIFIERS.get(input.claim);
  if (certifier === undefined && ofNetworks === undefined) return undefined;
  for (const precision of PRECISIONS) {
    try {
      const at = ofNetworks === undefined ? settingOf(input, precision) : networkSettingOf(input, precision);
      const finding = 'neurons' in at ? ofNetworks!(at) : certifier!(at);
      return { claim: input.claim, ...finding, precision: at.arithmetic.precision };
    } catch (error) {
      if (error instanceof OutOfReach) return undefined;
      if (!(error instanceof Undecided)) throw error;
    }
  }
  return undefined;
}
