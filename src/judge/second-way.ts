/**
 * A second way to follow a run whose limit a claim has read: plain steps, and beyond them the event engine where it knows the model.
 * It shares neither averages nor a flow with the first, so that "satisfied" is not what the first cannot but return.
 */

import type { Claim } from '../claim/claim.js';
import type { OutcomeKind } from '../claim/outcome.js';
import type { Parts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { stringifyCompact } from '../data/json-number.js';
import { exp, log } from '../numerics/elementary.js';
import { distance, norm, normalized } from '../numerics/vector.js';
import { followEvents } from '../trajectory/events/engine.js';
import { flowModel } from '../trajectory/log-time/index.js';
import { run } from '../trajectory/run.js';
import { longestStrike } from '../trajectory/strike.js';
import type { EngineAgreement, Followed, FollowedOptions } from './agreement.js';

/** One satisfied case in so many is followed a second time though it never met an attracting kink. */
const ONE_IN = 8;
/** Plain steps; more where a step costs next to nothing. */
const STEPS = 100_000;
const MANY_STEPS = 1_000_000;
const CHEAP = 16;
/** Values of ln t at which the event engine is compared, and kinks that it may meet on its way to each. */
const EVENT_MARKS = [18, 25, 50, 100, 200];
const MOST_EVENTS = 10_000;
/** What the first way may be off by, relative to 1 + |w|, where no strike is averaged. */
const TOLERANCE = 1e-5;
/** Strikes, by kink, that averaged chatter may be off by. */
const STRIKES = 2;

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
  return followed.slid || hash(stringifyCompact(input)) % ONE_IN === 0 ? compare(followed.options, parts) : [];
}

function compare({ data, model, start, eta }: FollowedOptions, parts: Parts): readonly EngineAgreement[] {
  const { outputWeights, slope } = flowModel(model);
  const steps = data.n * start.length <= CHEAP ? MANY_STEPS : STEPS;
  const second: { readonly s: number; readonly w: Float64Array }[] = [];
  const byStep = run({ data, model, start, optimizer: parts.gradientDescent, stepSize: eta, steps });
  if (byStep.end === 'diverged') return [];
  second.push({ s: log(steps), w: byStep.w });
  if (outputWeights.length === 1 && outputWeights[0] === 1 && byStep.end === 'horizon') {
    const events = followEvents({
      data,
      slope,
      eta,
      start: byStep.w,
      from: steps,
      until: EVENT_MARKS.at(-1)!,
      checkpoints: EVENT_MARKS,
      mostEvents: MOST_EVENTS,
    });
    second.push(...events.checkpoints);
  }
  const first = parts.trajectory({ data, model, start, eta, until: second.at(-1)!.s, checkpoints: second.map(({ s }) => s) });
  return second.map(({ s, w }) => {
    const at = first.checkpoints.find((checkpoint) => checkpoint.s === s);
    const t = Math.round(exp(s));
    if (at === undefined) return { steps: t, distance: Number.POSITIVE_INFINITY, directions: Number.POSITIVE_INFINITY, allowed: 0 };
    const strikes = at.blur > 0 ? STRIKES * at.sliding.length * longestStrike(data, model, eta) : 0;
    return {
      steps: t,
      distance: distance(w, at.w),
      directions: distance(normalized(w), normalized(at.w)),
      allowed: TOLERANCE * (1 + norm(w)) + strikes,
    };
  });
}

/** FNV-1a of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
