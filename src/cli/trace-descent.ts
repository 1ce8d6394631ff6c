/** How the run of `trace` moves and how far, from its options and from the case. */

import type { Steps } from '../data/case.js';
import { InputError } from '../data/input-error.js';
import type { Descent } from '../trace/sightings.js';
import { positiveNumber, wholeNumber } from './options.js';
import { UsageError } from './usage-error.js';

/** Where a trace ends: a number of steps, or ln t. */
export type Horizon = { readonly steps: number } | { readonly lnT: number };

/** The options that say how the run moves. */
export interface DescentFlags {
  readonly optimizer: 'gd' | 'sgd';
  readonly eta?: number;
  readonly alpha?: number;
  readonly until: Horizon;
  readonly seed: number;
}

/** Steps beyond which only log time goes on. */
const MOST_STEPS = 1e8;
/** What is taken where nothing is said. */
export const DEFAULT_ETA = 0.1;
export const DEFAULT_ALPHA = 0.75;

/** The value of --until. */
export function parseHorizon(text: string): Horizon {
  if (text.startsWith('ln=')) return { lnT: positiveNumber(text.slice(3)) };
  return { steps: wholeNumber(0, MOST_STEPS)(text) };
}

/** How the run moves, and how far it is followed. @throws UsageError on options that do not go together */
export function descentOf(flags: DescentFlags, steps: Steps | undefined, place: string): Descent {
  const { until } = flags;
  if (flags.optimizer === 'gd') {
    if (flags.alpha !== undefined) throw new UsageError('--alpha goes with --optimizer sgd; gd takes --eta');
    return { kind: 'gd', eta: stepSizeOf(flags, steps, place), until };
  }
  if (flags.eta !== undefined) throw new UsageError('--eta goes with --optimizer gd; sgd takes --alpha');
  if (!('steps' in until)) throw new UsageError('--until ln=S goes with --optimizer gd; sgd is followed step by step');
  return { kind: 'sgd', alpha: powerOf(flags, steps, place), seed: flags.seed, steps: until.steps };
}

/** The step size of gradient descent. @throws InputError naming the case's field */
function stepSizeOf({ eta }: DescentFlags, steps: Steps | undefined, file: string): number {
  if (eta !== undefined || steps?.kind !== 'constant') return eta ?? DEFAULT_ETA;
  if (!(steps.eta > 0)) throw new InputError(`must be greater than 0 (got ${steps.eta})`, { file, field: 'steps.eta' });
  return steps.eta;
}

/** The power of the step sizes of SGD. @throws UsageError naming the option, or InputError naming the case's field */
function powerOf({ alpha: given }: DescentFlags, steps: Steps | undefined, file: string): number {
  const alpha = given ?? (steps?.kind === 'power' ? steps.alpha : DEFAULT_ALPHA);
  if (alpha > 0.5 && alpha < 1) return alpha;
  const problem = `must be between 0.5 and 1 (got ${alpha})`;
  throw given === undefined ? new InputError(problem, { file, field: 'steps.alpha' }) : new UsageError(`--alpha ${problem}`);
}
