/** Files for Coq that end in the refutation of a claim. */

import type { Case } from '../../data/case.js';
import { type NetworkSetting, networkOf } from '../enclosure/network-path.js';
import { type DataSetting, dataSettingOf, neuronOf, type Setting } from '../enclosure/setting.js';
import { Undecided } from '../undecided.js';

/** Bits after the binary point of the bounds that the files state, tried in turn. */
const PRECISIONS = [100, 300] as const;

/** Writes a Coq file whose last theorem, `refuted`, is that the claim of a case is false; undefined where the case gives no such proof. */
export type CoqWriter = (input: Case) => string | undefined;

/** What a file says before its last theorem, and the tactics that prove that. */
export interface CoqProof {
  readonly lemmas: readonly string[];
  readonly tactics: readonly string[];
}

/**
 * A writer by a proof about one neuron, which throws {@link Undecided} where a case does not give one.
 *
 * @param library - files in coq/ that the proof needs beside those that every proof has.
 */
export function coqWriter(proof: (at: Setting) => CoqProof, library: readonly string[] = []): CoqWriter {
  return atPrecisions((at) => proof(neuronOf(at)), library);
}

/** The same about a network. */
export function networkCoqWriter(proof: (at: NetworkSetting) => CoqProof): CoqWriter {
  return atPrecisions((at) => proof(networkOf(at)), ['Rays', 'Networks', 'Patterns']);
}

function atPrecisions(proof: (at: DataSetting) => CoqProof, library: readonly string[]): CoqWriter {
  return (input) => {
    for (const bits of PRECISIONS) {
      try {
        return fileOf(input.claim, proof(dataSettingOf(input, bits)), library);
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
      }
    }
    return undefined;
  };
}

/** The name of a claim's proposition in coq/: its id with underscores for what a name cannot hold. */
export function propositionOf(claim: string): string {
  return claim.replaceAll(/\W/g, '_');
}

/** The files of the library that a file requires, in an order in which they can be compiled. */
export function requiredFiles(text: string): readonly string[] {
  return /^Require Import ([\w ]+)\.$/m.exec(text)?.[1]?.split(' ') ?? [];
}

function fileOf(claim: string, { lemmas, tactics }: CoqProof, library: readonly string[]): string {
  return `${[
    `(** Refutation of ${claim}, written by claimcheck certify. Bounds were computed, and Coq checks each. *)`,
    'From Coq Require Import Reals Lra Lia List.',
    'From Interval Require Import Tactic.',
    `Require Import ${['Definitions', 'Claims', 'Facts', 'Limits', 'Held', ...library].join(' ')}.`,
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
