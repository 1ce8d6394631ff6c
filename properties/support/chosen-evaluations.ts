/** Which cases of a claim go on record: those that differ in what they are like, and are quick. */

import type { Claim } from '../../src/claim/claim.js';
import { standardParts } from '../../src/claim/parts.js';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { judgeMovedCase } from '../../src/judge/judged-case.js';
import { borderBetween, caseBetween } from './border-cases.js';
import { type Looked, lookedCases } from './looked-cases.js';
import { borderPlace, type Evaluations, furtherEvaluations, furtherPlace, type Told, toldOf } from './recorded-evaluations.js';

/** Seconds that a case may take to be chosen, all that are chosen of a claim, and all that are looked at; how many of one origin. */
const [EACH, ALL, LOOKING, OF_AN_ORIGIN] = [0.06, 0.15, 1, 8];
/** Drawn cases that are chosen whatever they are like; the first one, and the first within the hypotheses, whatever they take. */
const ANY = 4;
/** The same seconds for cases with a corrupted part and for those at borders, and how many are chosen. */
const CORRUPTED = { each: 0.02, all: 0.04, looking: 0.6, most: 16 };
const BORDERS = { all: 0.02, looking: 0.5, most: 12 };
/** Seconds of the cases that are drawn further, and how many there are. */
const FURTHER = { all: 0.03, counts: [6, 12, 24, 48, 96] };

interface Timed extends Told {
  /** Of the processor. */
  readonly seconds: number;
}

function timed(claim: Claim, looked: Looked): Timed {
  const began = processorSeconds();
  const told = toldOf(claim, looked);
  return { ...told, seconds: processorSeconds() - began };
}

/** What the process has taken of the processor. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function isWithin({ told }: Told): boolean {
  return /^(satisfied|violated)/.test(told);
}

/** The evaluations that go on record. */
export function chosenEvaluations(claim: Claim): Evaluations {
  const looked = lookedCases(claim);
  const own = looked.filter(({ corrupted }) => corrupted === undefined);
  return { ...chosenOf(claim, own), ...chosenBorders(claim, own), ...chosenCorrupted(claim, looked), ...chosenFurther(claim) };
}

/** Of the first drawn cases, and of one of each kind that is met, as long as they are quick. */
function chosenOf(claim: Claim, looked: readonly Looked[]): Evaluations {
  const chosen: Record<string, string> = {};
  const kinds = new Set<string>();
  const counts = new Map<string, number>();
  let [total, looking, isEffective] = [0, 0, false];
  for (const each of looked) {
    const count = counts.get(each.from) ?? 0;
    if (count === OF_AN_ORIGIN || (isEffective && looking > LOOKING)) continue;
    const found = timed(claim, each);
    looking += found.seconds;
    const isFirst = !isEffective && (isWithin(found) || count === 0);
    const isQuick = found.seconds <= EACH && total + found.seconds <= ALL;
    const isNew = !kinds.has(found.kind) || (each.from === 'drawn' && count < ANY);
    if (each.parts !== standardParts && found.told.startsWith('satisfied')) continue;
    if (!isFirst && !(isQuick && isNew)) continue;
    total += isFirst ? 0 : found.seconds;
    isEffective ||= isWithin(found);
    kinds.add(found.kind);
    counts.set(each.from, count + 1);
    chosen[each.place] = found.told;
  }
  return chosen;
}

/**
 * Of the two cases at a border between the first one within the hypotheses and one of each other kind; not of runs that are followed far out,
 * which can take minutes near a border.
 */
function chosenBorders(claim: Claim, looked: readonly Looked[]): Evaluations {
  if (claim.kind === 'asymptotic') return {};
  const chosen: Record<string, string> = {};
  const kinds = new Set<string>();
  let [total, looking] = [0, 0];
  const own = looked.filter(({ parts }) => parts === standardParts).map((each) => ({ ...each, from: 'border' }));
  const first = own.find((each) => isWithin(timed(claim, each)));
  if (first === undefined) return {};
  const { kind } = toldOf(claim, first);
  kinds.add(kind);
  for (const other of own) {
    if (looking > BORDERS.looking || kinds.size > BORDERS.most || caseBetween(first.input, other.input, 0) === undefined) continue;
    const end = timed(claim, other);
    looking += end.seconds;
    if (kinds.has(end.kind) || end.seconds > BORDERS.all / 2) continue;
    kinds.add(end.kind);
    const border = borderBetween(first.input, other.input, (input) => {
      const found = timed(claim, { ...first, input });
      looking += found.seconds;
      return looking > 2 * BORDERS.looking ? undefined : found.kind === kind;
    });
    for (const share of border ?? []) {
      const place = borderPlace(first, other, share);
      const input = caseBetween(first.input, other.input, share);
      if (input === undefined) continue;
      const found = timed(claim, { ...first, input, place });
      if (total + found.seconds > BORDERS.all) continue;
      total += found.seconds;
      chosen[place] = found.told;
    }
  }
  return chosen;
}

/** Of cases with a corrupted part where that violates the claim, or leaves it open; of the first violation whatever it takes. */
function chosenCorrupted(claim: Claim, looked: readonly Looked[]): Evaluations {
  const parts = partsOf(claim, looked);
  const chosen: Record<string, string> = {};
  const kinds = new Set<string>();
  let [total, looking, isViolated] = [0, 0, false];
  for (const each of looked) {
    if (each.corrupted === undefined || !parts.has(each.corrupted)) continue;
    if (looking > CORRUPTED.looking || kinds.size === CORRUPTED.most) break;
    const found = timedIfReadable(claim, each);
    looking += found?.seconds ?? 0;
    // What one wrong part draws out, it does on other cases too.
    if (isViolated && found !== undefined && found.seconds > CORRUPTED.all) parts.delete(each.corrupted);
    if (found === undefined || kinds.has(found.kind) || !/^(violated|undecided)/.test(found.told)) continue;
    const isFirst = !isViolated && found.told.startsWith('violated');
    if (!isFirst && (found.seconds > CORRUPTED.each || total + found.seconds > CORRUPTED.all)) continue;
    total += isFirst ? 0 : found.seconds;
    isViolated ||= isFirst;
    kinds.add(found.kind);
    chosen[each.place] = found.told;
  }
  return chosen;
}

/** Undefined where a corrupted part makes answers that the claim's code refuses. */
export function timedIfReadable(claim: Claim, looked: Looked): Timed | undefined {
  try {
    return timed(claim, looked);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** The parts that judging the drawn cases asks for. */
function partsOf(claim: Claim, looked: readonly Looked[]): Set<string> {
  const asked = new Set<string>();
  const parts = new Proxy(standardParts, {
    get(target, name, receiver) {
      asked.add(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  for (const { input } of looked.filter(({ from }) => from === 'drawn').slice(0, ANY)) judgeMovedCase(claim, input, parts);
  return asked;
}

/** Of as many further ones as are quick together. */
function chosenFurther(claim: Claim): Evaluations {
  let chosen: Evaluations = {};
  for (const count of FURTHER.counts) {
    const began = processorSeconds();
    const told = furtherEvaluations(claim, count);
    const seconds = processorSeconds() - began;
    if (seconds <= FURTHER.all) chosen = { [furtherPlace(count)]: told };
    // The next ones are twice as many.
    if (2 * seconds > FURTHER.all) break;
  }
  return chosen;
}
