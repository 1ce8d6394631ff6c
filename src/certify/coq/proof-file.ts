/** Files for Coq that end in the refutation of a claim. */

import type { Case } from '../../data/case.js';
import { type NetworkSetting, networkOf } from '../enclosure/network-path.js';
import { type DataSetting, dataSettingOf, neuronOf, type Setting } from '../enclosure/setting.js';
import { Undecided } from '../undecided.js';

/** Bits after the binary point of the bounds that the files state, tried in turn. */
const PRECISIONS = [100, 300] as const;

/**
 * Writes a Coq file whose last theorem, `refuted`, is that the claim of a case is false; undefined where the case gives no such proof.
 *
 * @param precisions - bits after the binary point that are tried in turn, or as many more as the data need.
 */
export type CoqWriter = (input: Case, precisions?: readonly number[]) => string | undefined;

/** What a file says before its last theorem, and the tactics that prove that. */
export interface CoqProof {
  readonly lemmas: readonly string[];
  readonly tactics: readonly string[];
}

/**
 * A writer by a proof about one neuron, which throws {@link Undecided} where a case does not give one.
 *
 * @param modules - modules of coq/ that the proof requires beside those that every proof does.
 */
export function coqWriter(proof: (at: Setting) => CoqProof, modules: readonly string[] = []): CoqWriter {
  return atPrecisions((at) => proof(neuronOf(at)), modules);
}

/** The same about a network. */
export function networkCoqWriter(proof: (at: NetworkSetting) => CoqProof): CoqWriter {
  return atPrecisions((at) => proof(networkOf(at)), ['Rays', 'Networks', 'Patterns']);
}

function atPrecisions(proof: (at: DataSetting) => CoqProof, modules: readonly string[]): CoqWriter {
  return (input, precisions = PRECISIONS) => {
    for (const bits of precisions) {
      try {
        return fileOf(input.claim, proof(dataSettingOf(input, bits)), modules);
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
      }
    }
    return undefined;
  };
}

/** The name of a claim's proposition in the library in coq/: its id with underscores for what a name cannot hold. */
export function propositionOf(claim: string): string {
  return claim.replaceAll(/\W/g, '_');
}

function fileOf(claim: string, { lemmas, tactics }: CoqProof, modules: readonly string[]): string {
  return `${[
    `(** Refutation of ${claim}, written by claimcheck certify. Bounds were computed, and Coq checks each. *)`,
    'From Coq Require Import Reals Lra Lia List.',
    'From Interval Require Import Tactic.',
    `Require Import ${['Definitions', 'Claims', 'Facts', 'Limits', 'Held', ...modules].join(' ')}.`,
    'Import ListNotations.',
    'Open Scope R_scope.',
    '',
    ...lemmas,
    '',
    `Theorem refuted : ~ ${propositionOf(claim)}.`,
    'Proof.',
    ...tactics.map((line) => `  ${line}`),
    'Qed.',
  ].join('\n')}\n`;
}
