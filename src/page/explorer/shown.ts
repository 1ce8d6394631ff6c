/** What the explorer shows of a scene, put together from the answers of two workers, which come in any order. */

import type { Answer, Lamp } from './messages.js';
import type { Continued, FirstSteps } from './moments.js';

/** What is known of the scene so far. */
export interface Shown {
  readonly first?: FirstSteps;
  readonly continued?: Continued;
  readonly lamps: readonly Lamp[];
  readonly isJudged: boolean;
  /** Whether the lamps are those of the scene before. */
  readonly isOld: boolean;
  /** The number of the scene that lamps and continuation belong to. */
  readonly rest: number;
}

/** Before any answer. */
export const NOTHING: Shown = { lamps: [], isJudged: false, isOld: false, rest: 0 };

/** Answers that tell something of a scene. */
export type Told = Extract<Answer, { readonly kind: 'first' | 'continued' | 'lamps' | 'judged' }>;

/** What is shown after an answer on the newest scene. */
export function told(before: Shown, answer: Told): Shown {
  const { continued, ...without } = before;
  // Lamps stay, marked as old, until there are new ones.
  const old: Shown = before.rest === answer.run ? before : { ...without, isJudged: false, isOld: true, rest: answer.run };
  switch (answer.kind) {
    case 'first':
      return { ...old, first: answer.first };
    case 'continued':
      return answer.continued === undefined ? old : { ...old, continued: answer.continued };
    case 'lamps':
      return { ...old, isOld: false, lamps: old.isOld ? answer.lamps : [...old.lamps, ...answer.lamps] };
    case 'judged':
      return { ...old, isJudged: true };
  }
}
