/**
 * A second way to follow a run whose limit a claim has read: plain steps, and beyond them the event engine.
 * It shares neither averages nor a flow with the first, so that "satisfied" is not what the first cannot but return.
 */

import type { Claim } from '../claim/claim.js';
import type { OutcomeKind } from '../claim/outcome.js';
import { areStandard, type Parts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { stringifyCompact } from '../data/json-number.js';
import { numbersOfRun } from '../model/known-model.js';
import { log } from '../numerics/elementary.js';
import { largest } from '../numerics/lists.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';
import { followEvents } from '../trajectory/events/index.js';
import { flowModel } from '../trajectory/log-time/index.js';
import { run } from '../trajectory/run.js';
import { compared, type EngineAgreement, type Followed, type FollowedOptions, type OtherWay } from './agreement.js';

/** One satisfied case in so many is followed a second time though it never met an attracting kink. */
const ONE_IN = 8;
/** Plain steps; more where a step costs next to nothing. */
const STEPS = 100_000;
const MANY_STEPS = 1_000_000;
const CHEAP = 16;
/** Values of ln t at which the event engine is compared, as far as it gets. */
const EVENT_HORIZON = 200;
const EVENT_MARKS = [18, 25, 50, 100, EVENT_HORIZON];
/** Values of ln t between them: at the last one that it comes to it is compared as well. */
const EVENT_GRID = Array.from({ length: 40 }, (_, k) => 12 + (k * k) / 8).filter((s) => s < EVENT_HORIZON);
/** Kinks that it may meet times samples times parameters, kinks at most, and plain steps for each. */
const WORK = 200_000;
const MOST_EVENTS = 4_000;
const STEPS_EACH = 20;
/** Jumps from one kink to the next: beyond them the marks that were reached are compared. */
const MOST_JUMPS = 20_000;

/**
 * How far the second way is from the first on the run of a satisfied case of a claim about limits; empty where the case is not chosen.
 * Runs that met attracting kinks are always chosen, others by their content.
 */
export function secondWay(
  claim: Claim,
  input: Case,
  kind: OutcomeKind,
  followed: Followed | undefined,
  parts: Parts,
): readonly EngineAgreement[] {
  if (claim.method !== 'limit' || kind !== 'satisfied' || followed === undefined) return [];
  return followed.slid || hash(stringifyCompact(input)) % ONE_IN === 0 ? compare({ options: followed.options, parts }) : [];
}

/** How the two ways agree on a run does not depend on what a claim read from it. */
const compare = remembering(numbersOf, compareOnce, TWO_DOZEN);

interface Compared {
  readonly options: FollowedOptions;
  readonly parts: Parts;
}

/** Undefined where a part is not the standard one, or the model one that numbers do not tell. */
function numbersOf({ options, parts }: Compared): Float64Array | undefined {
  return areStandard(parts, 'trajectory', 'gradientDescent') ? numbersOfRun(options, [options.eta]) : undefined;
}

function compareOnce({ options, parts }: Compared): readonly EngineAgreement[] {
  const { data, model, start, eta } = options;
  const { outputWeights, slope } = flowModel(model);
  const steps = data.n * start.length <= CHEAP ? MANY_STEPS : STEPS;
  const second: OtherWay[] = [];
  const byStep = run({ data, model, start, optimizer: parts.gradientDescent, stepSize: eta, steps });
  if (byStep.end === 'diverged') return [];
  second.push({ way: 'steps', s: log(steps), w: byStep.w });
  if (byStep.end === 'horizon') {
    const mostEvents = Math.min(MOST_EVENTS, Math.ceil(WORK / (data.n * start.length)));
    const events = followEvents({
      data,
      outputWeights,
      slope,
      eta,
      start: byStep.w,
      from: steps,
      until: EVENT_HORIZON,
      checkpoints: [...EVENT_MARKS, ...EVENT_GRID],
      mostEvents,
      mostSteps: STEPS_EACH * mostEvents,
      mostJumps: MOST_JUMPS,
    });
    const last = events.checkpoints.at(-1);
    for (const mark of events.checkpoints)
      if (mark === last || EVENT_MARKS.includes(mark.s)) second.push({ way: 'events', s: mark.s, w: mark.w });
  }
  const checkpoints = second.map(({ s }) => s);
  const first = parts.trajectory({ data, model, start, eta, until: largest(checkpoints), checkpoints });
  return second.map((other) => compared(options, first, other));
}

/** FNV-1a of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
