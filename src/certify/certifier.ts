/** From a proof at one precision to a certificate of a case. */

import type { Case } from '../data/case.js';
import type { Certificate, Finding } from './certificate.js';
import { type NetworkSetting, networkOf } from './enclosure/network-path.js';
import { type DataSetting, dataSettingOf, neuronOf, type Setting } from './enclosure/setting.js';
import { OutOfReach, Undecided } from './undecided.js';

/** Precisions that are tried in turn, in bits. */
const PRECISIONS = [200, 800] as const;

/**
 * Shows that a case violates its claim; undefined where anything stays undecided.
 *
 * @param precisions - bits after the binary point that are tried in turn, or as many more as the data need.
 */
export type Certifier = (input: Case, precisions?: readonly number[]) => Certificate | undefined;

/** A certifier of cases of one neuron, by a proof that throws {@link Undecided} where it cannot decide. */
export function certifier(prove: (at: Setting) => Finding): Certifier {
  return (input, precisions) => atPrecisions(input, (at) => prove(neuronOf(at)), precisions);
}

/** The same of cases of a network. */
export function networkCertifier(prove: (at: NetworkSetting) => Finding): Certifier {
  return (input, precisions) => atPrecisions(input, (at) => prove(networkOf(at)), precisions);
}

function atPrecisions(
  input: Case,
  prove: (at: DataSetting) => Finding,
  precisions: readonly number[] = PRECISIONS,
): Certificate | undefined {
  for (const precision of precisions) {
    try {
      const at = dataSettingOf(input, precision);
      return { claim: input.claim, ...prove(at), precision: at.arithmetic.precision };
    } catch (error) {
      if (error instanceof OutOfReach) return undefined;
      if (!(error instanceof Undecided)) throw error;
    }
  }
  return undefined;
}
