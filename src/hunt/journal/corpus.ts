/** Stored cases that a hunt is told to begin with. */

import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import { InputError } from '../../data/input-error.js';
import { stringifyCompact } from '../../data/json-number.js';
import { reasonOf } from '../../data/system-error.js';
import { largest } from '../../numerics/lists.js';
import { caseFileUntil } from '../../record/case-files.js';
import { featuresOf } from '../moves/draft.js';
import { MOST } from '../moves/move.js';

/** Stored cases in the shape of a claim's own. */
export interface Corpus {
  /** Different cases that fit, with the claim's id. */
  readonly cases: readonly Case[];
  /** How many were read that do not fit. */
  readonly unfit: number;
  /** Names the content: what is read again from elsewhere in the same order is the same. */
  readonly hash: string;
}

/** Draws of the claim's generator that show what its cases look like. */
const DRAWS = 64;
/** Times the steps of those draws that a stored case may take. */
const MORE_STEPS = 4;

/**
 * Reads case files, and of folders those named *.json in the order of their names.
 *
 * @param stop - gives it up, also while a pipe has nothing to say.
 * @throws (as a rejection) InputError naming file and field, for any that is broken, and for a path without a case that fits; what `stop`
 * throws.
 */
export async function readCorpus(claim: Claim, paths: readonly string[], stop: AbortSignal): Promise<Corpus> {
  const drawn = fc.sample(claim.cases, { seed: 0, numRuns: DRAWS });
  const shapes = new Set(drawn.map(shapeOf));
  const steps = MORE_STEPS * largest(drawn.map(stepsOf));
  const cases = new Map<string, Case>();
  let unfit = 0;
  for (const path of paths) {
    let fit = 0;
    for (const file of filesOf(path)) {
      const { input: stored } = await caseFileUntil(file, stop);
      const input = { ...stored, claim: claim.id };
      if (!shapes.has(shapeOf(input)) || stepsOf(input) > steps || !hasAffordableSize(input)) {
        unfit++;
        continue;
      }
      fit++;
      cases.set(stringifyCompact(input), input);
    }
    if (fit === 0) {
      const most = steps > 0 ? `, in at most ${steps} steps` : '';
      throw new InputError(`holds no case in the form and of the size that ${claim.id} draws${most}`, { file: path });
    }
  }
  const hash = createHash('sha256')
    .update([...cases.keys()].join('\n'))
    .digest('hex');
  return { cases: [...cases.values()], unfit, hash };
}

function filesOf(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw new InputError(`cannot be read (${reasonOf(error)})`, { file: path });
  }
}

/** What a case has beside data and start; one neuron or several, or no start at all. */
function shapeOf({ steps, start, seed, slope, outputWeights, vectors }: Case): string {
  const has = [start.length > 0, seed !== undefined, slope !== undefined, outputWeights !== undefined];
  return [steps.kind, ...has, ...Object.keys(vectors ?? {}).sort()].join();
}

const stepsOf = ({ steps }: Case): number => (steps.kind === 'none' ? 0 : steps.count);

/** No larger than searches make cases themselves. */
function hasAffordableSize(input: Case): boolean {
  const neurons = input.outputWeights?.length ?? 1;
  return input.data.x.length <= MOST.samples && featuresOf(input) <= MOST.features && neurons <= MOST.neurons;
}
