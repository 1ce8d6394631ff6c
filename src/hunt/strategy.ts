/** A search strategy: proposes cases and learns from what they came to. */

import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import type { Archive } from './archive.js';
import type { Assessment } from './assessment.js';
import type { Random } from './random.js';

/** What a strategy works with. */
export interface StrategySetting {
  readonly claim: Claim;
  readonly random: Random;
  /** Elites by behaviour, to start from. */
  readonly archive: Archive;
  /** Part of the conclusion whose margin goes down. */
  readonly part: string;
  /** A new case from the claim's generator. */
  draw(): Case;
}

/** One strategy at work. */
export interface Strategy {
  propose(): Case;
  /** Tells what the case proposed last came to. */
  observe(input: Case, assessment: Assessment): void;
}

/** Makes a strategy. */
export type StrategyFactory = (setting: StrategySetting) => Strategy;

/** A case to start from: an elite, or a new draw. */
export function base({ archive, random, draw }: StrategySetting, elite = 0.6): Case {
  const found = random.chance(elite) ? archive.pick(random) : undefined;
  return found ?? draw();
}
