/** Runs of optimizers that the page's own edition brings, step by step. */

import type { EditionOptimizer, Landmark } from '../../claim/claim.js';
import { log } from '../../numerics/elementary.js';
import type { Continued, Moment, Run } from './moments.js';
import { caseOf, OWN_STEPS, type Scene } from './scene.js';

/** Steps that are all kept. */
const EARLIEST = 20;
/** Difference in ln t between later ones. */
const FINEST = 0.02;

/** Some steps of the optimizer that the scene names; none, and why, where the page has none of that name or its run fails. */
export function ownRun(scene: Scene, optimizers: readonly EditionOptimizer[], steps: number): Run {
  return followed(scene, optimizers, steps, () => true);
}

/** The run to its last step, as many moments of it as can be told apart. */
export function ownContinued(scene: Scene, optimizers: readonly EditionOptimizer[]): Continued {
  let last = Number.NEGATIVE_INFINITY;
  const { moments, end } = followed(scene, optimizers, OWN_STEPS, (k, lnT) => {
    if (k > EARLIEST && lnT - last < FINEST && k < OWN_STEPS) return false;
    last = lnT;
    return true;
  });
  return { moments, limits: [], text: end === '' ? `${nameOf(scene)}: followed for ${OWN_STEPS.toLocaleString('en')} steps.` : '' };
}

/** What the optimizer of the scene has beside its run, in the plane, and why not where its code fails; nothing of other methods. */
export function landmarksOf(
  scene: Scene,
  optimizers: readonly EditionOptimizer[],
): { readonly landmarks: readonly Landmark[]; readonly fault: string } {
  const inPlane = ({ points }: Landmark): boolean =>
    points.length > 0 && points.every((point) => point.length === 2 && point.every(Number.isFinite));
  try {
    const all = ownOf(scene, optimizers)?.landmarks?.({ claim: '', ...caseOf(scene) }) ?? [];
    return { landmarks: all.filter(inPlane), fault: '' };
  } catch (error) {
    return { landmarks: [], fault: `is shown without landmarks: ${messageOf(error)}` };
  }
}

/** The optimizer that the scene names, if the page has it. */
export function ownOf({ optimizer }: Scene, optimizers: readonly EditionOptimizer[]): EditionOptimizer | undefined {
  return optimizer.kind === 'own' ? optimizers.find(({ name }) => name === optimizer.name) : undefined;
}

function followed(scene: Scene, optimizers: readonly EditionOptimizer[], steps: number, isKept: (k: number, lnT: number) => boolean): Run {
  const own = ownOf(scene, optimizers);
  if (own === undefined) return { moments: [], strikes: [], end: `needs the optimizer “${nameOf(scene)}”, which this page does not have` };
  const moments: Moment[] = [];
  let reached = -1;
  try {
    own.run({ claim: '', ...caseOf(scene) }, steps, (k, w, logLoss) => {
      if (!w.every(Number.isFinite)) return false;
      reached = k;
      const lnT = log(k);
      if (isKept(k, lnT)) moments.push({ lnT, w: Array.from(w), logLoss });
      return true;
    });
  } catch (error) {
    // Code of others may fail on a case that it never met.
    return { moments, strikes: [], end: `stopped: ${messageOf(error)}` };
  }
  return { moments, strikes: [], end: reached >= steps ? '' : `ended at step ${reached}` };
}

const nameOf = ({ optimizer }: Scene): string => (optimizer.kind === 'own' ? optimizer.name : optimizer.kind);

/** What code of others threw. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
