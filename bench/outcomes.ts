/**
 * What random runs of gradient descent on one ReLU neuron end in, on data and from starts as the claims about limits draw them: judged by
 * thm-3.2/classification@repaired and sorted by outcome and by the case of theorem 3.2 that they fall in. `--write` puts the tables into docs/explanation/limits.md.
 *
 * usage: tsx bench/outcomes.ts [--runs N] [--seed S] [--write]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { withPart } from '../properties/support/marked-part.js';
import { judgeCase, type OutcomeKind } from '../src/claim/outcome.js';
import { standardParts } from '../src/claim/parts.js';
import { eta } from '../src/claim/steps.js';
import type { Case } from '../src/data/case.js';
import { type Dataset, dataset, sample } from '../src/data/dataset.js';
import { log } from '../src/numerics/elementary.js';
import { distance, dot, norm, normalized } from '../src/numerics/vector.js';
import { maxMargin, signedRows } from '../src/oracle/max-margin.js';
import { findClaim } from '../src/paper/edition.js';
import { randomLimits } from '../src/paper/gradient-descent/relu-runs.js';
import { rateSlack } from '../src/paper/setting/limit-direction.js';
import { follow } from '../src/paper/setting/settled-run.js';
import type { Trajectory } from '../src/trajectory/log-time/index.js';

/** One run, as the tables count it. */
interface Ending {
  readonly kind: OutcomeKind;
  /** The outcome in words, or what kept the case from being judged. */
  readonly name: string;
  /** The case of the theorem as printed (with the max-margin direction as intended), or why there is none. */
  readonly printed: string;
  /** Positives active in the end, all positives, and negatives whose kinks hold the iterate; absent where nothing settled. */
  readonly sets?: { readonly active: number; readonly positives: number; readonly sliding: number };
  /** |w_t/|w_t| - limit| ln t / ln ln t at the horizon. */
  readonly rate?: number;
}

const CHUNK = 250;
const CLAIM = 'thm-3.2/classification@repaired';
const NONE = 'none';

/** The max-margin direction of some positives, with all negatives kept inactive if `constrained`. */
function direction(data: Dataset, J: readonly number[], constrained: boolean): Float64Array {
  const atMostZero = constrained ? data.negatives.map((j) => sample(data, j)) : [];
  const answer = maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { subset: J }), atMostZero });
  if (!answer.feasible) throw new Error(`no direction separates the positives ${J.join(', ')} from 0`);
  return answer.direction;
}

/** The largest cosine between w and some samples; -1 for no samples. */
function largestCosine(data: Dataset, w: Float64Array, samples: readonly number[]): number {
  return Math.max(-1, ...samples.map((i) => dot(w, sample(data, i)) / (norm(sample(data, i)) || 1)));
}

function printedCase(data: Dataset, J: readonly number[]): string {
  const best = direction(data, J, false);
  const largest = largestCosine(data, best, data.negatives);
  if (J.length === data.positives.length) {
    if (largest > 1e-12) return `${NONE}: w^+ is outside the region, yet the direction converges`;
    return largest < -1e-12 ? '1' : `${NONE}: w^+ is on the edge of the region, and is the limit`;
  }
  const others = data.positives.filter((i) => !J.includes(i));
  if (largest > 1e-12) return `${NONE}: w^+_J makes a negative active`;
  return largestCosine(data, best, others) > 1e-12 ? `${NONE}: w^+_J makes another positive active` : '3';
}

function settled(data: Dataset, kind: OutcomeKind, name: string, last: Trajectory['checkpoints'][number]): Ending {
  const J = last.active.filter((i) => data.y[i] === 1 && !last.sliding.includes(i));
  const sets = { active: J.length, positives: data.positives.length, sliding: last.sliding.length };
  if (J.length === 0) return { kind, name, printed: NONE, sets };
  const rate = (distance(normalized(last.w), direction(data, J, true)) * last.s) / log(last.s);
  return { kind, name, printed: printedCase(data, J), sets, rate };
}

/** A reason without the figures of one run. */
const general = (reason: string): string =>
  reason
    .replace(/-?\d+\.\d+(e[+-]?\d+)?/g, '...')
    .replace(/sample \d+/g, 'a sample')
    .replace(/after \d+ strikes/g, 'after ... strikes')
    .replace(/over \d+ steps/g, 'over ... steps');

/** What the conclusion would say of a case that the hypotheses keep out. */
function allTheSame(input: Case): string {
  const data = dataset(input.data);
  const run = follow(data, standardParts.relu, input.start, eta(input), standardParts);
  if (run.kind === 'terminated') return 'terminates';
  if (run.kind === 'unknown') return general(run.reason);
  const J = run.last.active.filter((i) => data.y[i] === 1 && !run.last.sliding.includes(i));
  if (J.length === 0) return 'no positive is active in the end';
  return rateSlack(run, direction(data, J, true)).slack >= 0 ? 'would satisfy the claim' : 'would violate the claim';
}

function endingOf(input: Case): Ending {
  let trajectory: Trajectory | undefined;
  const parts = {
    ...standardParts,
    trajectory: (options: Parameters<typeof standardParts.trajectory>[0]): Trajectory => {
      trajectory = standardParts.trajectory(options);
      return trajectory;
    },
  };
  const { kind, evaluation } = judgeCase(findClaim(CLAIM)!, input, parts);
  if (kind === 'discarded') {
    const failed = evaluation.hypotheses.find(({ slack }) => !(slack >= 0))!;
    return { kind, name: `discarded: ${failed.name} | ${allTheSame(input)}`, printed: '' };
  }
  if (evaluation.conclusion === undefined) return { kind, name: `undecided | ${general(evaluation.undecided!)}`, printed: '' };
  const label = evaluation.labels[0]![1];
  if (label === 'terminated') return { kind, name: label, printed: '4' };
  if (label === 'recurrent') return { kind, name: label, printed: `${NONE}: a positive is active again and again` };
  const ending = settled(dataset(input.data), kind, label, trajectory!.checkpoints.at(-1)!);
  if (kind !== 'satisfied') process.stderr.write(`${kind}: ${JSON.stringify(input)}\n  ${evaluation.conclusion.note}\n`);
  return ending;
}

/** Text that holds a | would otherwise end its cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Rows `key | count | share | ...`, the largest first; `keyOf` gives the cells of the key. */
function counted(
  endings: readonly Ending[],
  keyOf: (ending: Ending) => readonly string[],
  more: (group: readonly Ending[]) => readonly string[] = () => [],
): string[] {
  const groups = new Map<string, Ending[]>();
  for (const ending of endings) {
    const key = keyOf(ending).map(cell).join(' | ');
    groups.set(key, [...(groups.get(key) ?? []), ending]);
  }
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(
      ([key, group]) => `| ${[key, group.length, `${((100 * group.length) / endings.length).toFixed(1)} %`, ...more(group)].join(' | ')} |`,
    );
}

function largestRate(group: readonly Ending[]): string {
  const rates = group.flatMap(({ rate }) => (rate === undefined ? [] : [rate]));
  return rates.length === 0 ? '' : Math.max(...rates).toFixed(3);
}

function tables(endings: readonly Ending[], seed: number): string[] {
  const judged = endings.filter(({ kind }) => kind === 'satisfied' || kind === 'violated');
  const rest = endings.filter(({ kind }) => kind === 'discarded' || kind === 'undecided');
  const resting = judged.filter(({ sets }) => sets !== undefined);
  const violated = judged.filter(({ kind }) => kind === 'violated').length;
  const outside = judged.filter(({ printed }) => printed.startsWith(NONE)).length;
  return [
    `${endings.length} runs, seed ${seed}: ${judged.length} judged, of which ${violated} violate ${CLAIM} and ${outside} fall in none of the printed cases.`,
    '',
    '| outcome | printed case | runs | share of judged | largest error * ln t / ln ln t |',
    '|---|---|---|---|---|',
    ...counted(
      judged,
      ({ name, printed }) => [name, printed],
      (group) => [largestRate(group)],
    ),
    '',
    '| positives active in the end | runs | share |',
    '|---|---|---|',
    ...counted(resting, ({ sets }) => [`${sets!.active} of ${sets!.positives}`]),
    '',
    '| kinks of negatives that hold the iterate | runs | share |',
    '|---|---|---|',
    ...counted(resting, ({ sets }) => [`${sets!.sliding}`]),
    '',
    '| not judged | all the same, the run | runs | share |',
    '|---|---|---|---|',
    ...counted(rest, ({ name }) => name.split(' | ')),
  ];
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new RangeError(`--${name} is ${text}, not an integer of at least ${least}`);
  return value;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const runs = whole('runs', values.runs, 1);
const seed = whole('seed', values.seed, 0);
const endings: Ending[] = [];
for (let chunk = 0; endings.length < runs; chunk++) {
  const inputs = fc.sample(randomLimits.cases, { seed: seed + chunk, numRuns: Math.min(CHUNK, runs - endings.length) });
  for (const input of inputs) endings.push(endingOf({ ...input, claim: CLAIM }));
  process.stderr.write(`${endings.length} of ${runs} runs\n`);
}
const text = tables(endings, seed).join('\n');
if (values.write) {
  const page = new URL('../docs/explanation/limits.md', import.meta.url);
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'outcomes', text));
} else {
  process.stdout.write(`${text}\n`);
}
