/**
 * Looks among many cases of each claim for one that tells a fault apart: what vitest runs in place of tests for `mutate --search`. Without a
 * fault a claim's cases are judged once; a case that is judged otherwise under a fault is written to the file that is named in
 * {@link TELLING}, and fails.
 */

import { appendFileSync } from 'node:fs';
import { it } from 'vitest';
import { borderBetween, caseBetween } from '../../properties/support/border-cases.js';
import { processorSeconds, timedIfReadable } from '../../properties/support/chosen-evaluations.js';
import { CaseFinder, type Looked, lookedCases } from '../../properties/support/looked-cases.js';
import { borderPlace, lookedAt, toldOf } from '../../properties/support/recorded-evaluations.js';
import type { Claim } from '../../src/claim/claim.js';
import { standardParts } from '../../src/claim/parts.js';
import { claims } from '../../src/paper/edition.js';
import { TELLING, type Telling } from './telling.js';

const MANY = { drawn: 400, made: 60, bases: 5, onData: 16, broken: 24, corrupted: 24 };
/** Seconds of a claim's cases, of those at borders, and of one; cases after which a claim that reaches no fault is left. */
const [ALL, BORDERS, ONE, FIRST] = [3, 1, 0.15, 100];

interface Known {
  readonly looked: Looked;
  readonly told: string;
}

const known = new Map<string, readonly Known[]>();
const { isReaching } = globalThis as unknown as { isReaching(): boolean };

it.each(claims.map((claim) => ({ id: claim.id, claim })))('$id', ({ claim }) => {
  const before = known.get(claim.id);
  if (before === undefined) known.set(claim.id, judged(claim));
  else for (const each of before) look(claim, each);
});

function look(claim: Claim, { looked, told }: Known): void {
  let isSame = false;
  try {
    isSame = toldOf(claim, looked).told === told;
  } finally {
    if (!isSame) appendFileSync(process.env[TELLING] ?? '', `${JSON.stringify([claim.id, looked.place, told] satisfies Telling)}\n`);
  }
  if (!isSame) throw new Error(`told apart by ${looked.place}`);
}

/** Cases of every origin in turn, as many as the time allows. */
function judged(claim: Claim): readonly Known[] {
  const found: Known[] = [];
  const kinds = new Map<string, Looked>();
  const began = processorSeconds();
  const slow = new Map<string, number>();
  for (const [at, looked] of inTurn(lookedCases(claim, MANY)).entries()) {
    if (processorSeconds() - began > ALL || (!isReaching() && (at >= FIRST || processorSeconds() - began > ALL / 4))) break;
    if ((slow.get(looked.from) ?? 0) > 2) continue;
    // At a border a kind is the same wherever its case is from.
    const told = timedIfReadable(claim, { ...looked, from: 'border' });
    if (told !== undefined && told.seconds > ONE) slow.set(looked.from, (slow.get(looked.from) ?? 0) + 1);
    if (told === undefined || told.seconds > ONE) continue;
    found.push({ looked, told: told.told });
    if (looked.parts === standardParts && !kinds.has(told.kind)) kinds.set(told.kind, looked);
  }
  if (isReaching() && claim.kind !== 'asymptotic') found.push(...borders(claim, [...kinds.values()]));
  return found;
}

/** The two cases at a border between every two of different kinds. */
function borders(claim: Claim, ends: readonly Looked[]): readonly Known[] {
  const finder = new CaseFinder(claim);
  const found: Known[] = [];
  const began = processorSeconds();
  const kindOf = (looked: Looked): string => toldOf(claim, { ...looked, from: 'border' }).kind;
  for (const first of ends) {
    const kind = kindOf(first);
    for (const last of ends) {
      if (first === last || caseBetween(first.input, last.input, 0) === undefined) continue;
      const shares = borderBetween(first.input, last.input, (input) =>
        processorSeconds() - began > BORDERS ? undefined : kindOf({ ...first, input }) === kind,
      );
      for (const share of shares ?? []) {
        const looked = lookedAt(finder, borderPlace(first, last, share));
        if (looked !== undefined) found.push({ looked, told: toldOf(claim, looked).told });
      }
    }
  }
  return found;
}

/** The first of each origin, the second of each, and so on. */
function inTurn(all: readonly Looked[]): readonly Looked[] {
  const turns = new Map<string, number>();
  const placed = all.map((looked) => {
    const origin = looked.corrupted ?? looked.from;
    const turn = turns.get(origin) ?? 0;
    turns.set(origin, turn + 1);
    return [turn, looked] as const;
  });
  return placed.sort(([a], [b]) => a - b).map(([, looked]) => looked);
}
