/** Certificates: proofs of violations by exact and interval arithmetic on integers. */
import type { Case } from '../data/case.js';
import { averageInPart, averageInRegion, leakyAverage } from './average-slip.js';
import type { Certificate, Finding } from './certificate.js';
import { leastMove, neverSeparates, strictMove } from './combes.js';
import { eq9, eq13, eq14, eq15, lemF1, lemF1Intended, lemF3, stepTwo, stepTwoIntended } from './displays.js';
import { enumerate } from './enclosure/enumeration.js';
import { oneDirection } from './enclosure/one-direction.js';
import { type DataSetting, dataSettingOf, neuronOf, type Setting } from './enclosure/setting.js';
import { squareSum } from './step-sums.js';
import { closedRun, refutes } from './stochastic.js';
import { OutOfReach, Undecided } from './undecided.js';

/** Precisions that are tried in turn, in bits. */
const PRECISIONS = [200, 800] as const;

/** A certifier shows that a case violates its claim, or throws {@link Undecided}. */
type Certifier<At extends DataSetting> = (at: At) => Finding;

const OF_NEURONS: readonly (readonly [string, Certifier<Setting>])[] = [
  ['thm-3.4/global', averageInRegion],
  ['thm-3.4/local', averageInPart],
  ['leaky/sgd', leakyAverage],
  ['thm-3.4/step-iii', squareSum],
  ['prop-2', neverSeparates],
  ['prop-2/eq-25', strictMove],
  ['prop-2/eq-26-27', leastMove],
  ['prop-1/eq-9', refutes(eq9, false, enumerate, ' (minus the size of the difference, as it is an equality)')],
  ['prop-1/eq-13', refutes(eq13, false, enumerate)],
  ['prop-1/eq-14', refutes(eq14, false, enumerate)],
  ['prop-1/eq-15', refutes(eq15, true, enumerate)],
  ['prop-1/step-2', refutes(stepTwo, false, enumerate)],
  ['prop-1/step-2@intended', refutes(stepTwoIntended, false, enumerate)],
  ['lem-f1@intended', refutes(lemF1Intended, true, enumerate)],
  ['lem-f1', refutes(lemF1, true, oneDirection)],
  ['lem-f3', refutes(lemF3, false, enumerate)],
  ['prop-1/eq-13/long', refutes(eq13, false, closedRun)],
  ['prop-1/eq-14/long', refutes(eq14, false, closedRun)],
  ['prop-1/eq-15/long', refutes(eq15, true, closedRun)],
  ['lem-f3/long', refutes(lemF3, false, closedRun)],
];

const CERTIFIERS: ReadonlyMap<string, Certifier<DataSetting>> = new Map<string, Certifier<DataSetting>>(
  OF_NEURONS.map(([id, certifier]) => [id, (at: DataSetting) => certifier(neuronOf(at))] as const),
);

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
