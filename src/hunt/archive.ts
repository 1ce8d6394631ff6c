/** The best case of each behaviour, so that a search does not dig one hole. */

import type { Case } from '../data/case.js';
import { type Assessment, compare } from './assessment.js';
import type { Random } from './random.js';

/** A case kept for its behaviour. */
export interface Elite {
  readonly input: Case;
  readonly assessment: Assessment;
}

/** How a case fared against what the archive held. */
export type Standing = 'best' | 'new behaviour' | 'better' | 'no better';

/** Elites by behaviour; the best of all is ranked by one part of the conclusion. */
export class Archive {
  readonly #elites = new Map<string, Elite>();
  #best: Elite | undefined;

  constructor(
    readonly part: string,
    elites: readonly Elite[] = [],
  ) {
    for (const { input, assessment } of elites) this.add(input, assessment);
  }

  /** Takes in a case; discarded and failed ones serve as elites only of how far they came. */
  add(input: Case, assessment: Assessment): Standing {
    const key = assessment.deficit === 0 ? assessment.behaviour : `outside after ${assessment.met}`;
    const before = this.#elites.get(key);
    const better = before === undefined || compare(assessment, before.assessment, this.part) < 0;
    if (better) this.#elites.set(key, { input, assessment });
    if (this.#best === undefined || compare(assessment, this.#best.assessment, this.part) < 0) {
      this.#best = { input, assessment };
      return 'best';
    }
    return before === undefined ? 'new behaviour' : better ? 'better' : 'no better';
  }

  /** An elite: the best of all in half of the picks, else one of the better half. */
  pick(random: Random): Case | undefined {
    if (this.#best === undefined) return undefined;
    if (random.chance(0.5)) return this.#best.input;
    const { elites } = this;
    return random.pick(elites.slice(0, (elites.length + 1) >> 1)).input;
  }

  /** The elite that ranks first. */
  get best(): Elite | undefined {
    return this.#best;
  }

  /** All elites, best first, in an order that depends on them alone. */
  get elites(): Elite[] {
    return [...this.#elites.entries()]
      .sort(([a, one], [b, other]) => compare(one.assessment, other.assessment, this.part) || (a < b ? -1 : 1))
      .map(([, elite]) => elite);
  }
}
