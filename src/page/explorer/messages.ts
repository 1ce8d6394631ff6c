/** What the page and its worker say to each other. */

import type { EditionOptimizer } from '../../claim/claim.js';
import type { LinkedModule } from '../../modules/linked.js';
import type { Continued, FirstSteps } from './moments.js';
import type { Scene } from './scene.js';

/** A claim judged on the case of a scene. */
export interface Lamp {
  readonly id: string;
  readonly statement: string;
  readonly kind: 'satisfied' | 'violated' | 'undecided' | 'discarded';
  readonly slack?: number;
  readonly step?: number;
  /** Each once, with whether the case meets it. */
  readonly hypotheses: readonly { readonly name: string; readonly of: 'paper' | 'method'; readonly isMet: boolean }[];
  /** What happened at the step, or why it is undecided. */
  readonly note?: string;
  readonly certifiable: boolean;
  /** Whether it is a claim of the page's own edition. */
  readonly isOwn: boolean;
  /** The vectors of the case that it read, by name. */
  readonly reads: readonly string[];
}

/** An optimizer of the page's own edition, as the page knows it: all but how it runs. */
export type OwnOptimizer = Pick<EditionOptimizer, 'name' | 'about' | 'settings' | 'claims'>;

/** To the worker; `run` is the number of the scene, and a later scene ends the work on an earlier one. */
export type Request =
  | {
      readonly kind: 'scene';
      readonly run: number;
      readonly scene: Scene;
      readonly isMoving: boolean;
      /** What of it this worker computes. */
      readonly part: 'first' | 'rest';
    }
  | {
      readonly kind: 'own';
      readonly run: number;
      readonly modules: readonly LinkedModule[];
      readonly exported: string;
      readonly edition: string;
    }
  | { readonly kind: 'certify'; readonly run: number; readonly scene: Scene; readonly id: string }
  | { readonly kind: 'load'; readonly run: number; readonly name: string; readonly text: string }
  | { readonly kind: 'save'; readonly run: number; readonly scene: Scene; readonly id: string; readonly edition?: string };

/** From the worker. */
export type Answer =
  | { readonly kind: 'first'; readonly run: number; readonly first: FirstSteps; readonly milliseconds: number }
  | { readonly kind: 'continued'; readonly run: number; readonly continued: Continued | undefined; readonly milliseconds: number }
  | { readonly kind: 'lamps'; readonly run: number; readonly lamps: readonly Lamp[] }
  | { readonly kind: 'judged'; readonly run: number; readonly milliseconds: number }
  | { readonly kind: 'certificate'; readonly run: number; readonly id: string; readonly lines: readonly string[] }
  | { readonly kind: 'loaded'; readonly run: number; readonly scene: Scene; readonly claim: string }
  | { readonly kind: 'saved'; readonly run: number; readonly id: string; readonly text: string }
  | { readonly kind: 'own'; readonly run: number; readonly fault?: string }
  | { readonly kind: 'fault'; readonly run: number; readonly text: string };
