/** A stored case as a short argument that a person can follow: what is given, what holds, what happens, what was due. */

import type { Certificate } from '../certify/certificate.js';
import type { Claim, Hypothesis } from '../claim/claim.js';
import { SEPARABLE } from '../claim/hypotheses.js';
import { standardParts } from '../claim/parts.js';
import { stepCount } from '../claim/steps.js';
import type { Case } from '../data/case.js';
import type { StoredOutcome } from '../data/case-file.js';
import { type Dataset, dataset, sample } from '../data/dataset.js';
import type { Weighed } from '../judge/confirmation.js';
import { judgeMovedCase } from '../judge/judged-case.js';
import { logLoss, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { nth, smallest } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { separability } from '../oracle/separability.js';
import { toSixDigits } from '../text/number.js';
import { plainTable } from '../text/table.js';
import { limitLines } from './limit-account.js';
import type { RecordedIterate, Recording } from './recording.js';

/** Samples and coordinates beyond which a listing is cut short. */
const MOST_SAMPLES = 20;
const MOST_COLUMNS = 6;
/** Iterates shown from the start, and on each side of the step of interest. */
const FIRST = 3;
const BESIDE = 2;
/** Cases with more steps are not tried on other claims. */
const MOST_STEPS = 100_000;

/** The explanation of a case, in lines; it is tried on the other claims of `claims` as well. */
export function explain(
  claim: Claim,
  input: Case,
  { outcome, agreement, certificate }: Weighed,
  recording: Recording,
  claims: readonly Claim[],
): string[] {
  const { evaluation } = recording.outcome;
  const data = dataset(input.data);
  const note = evaluation.conclusion?.note ?? evaluation.undecided;
  const others = alsoRefuted(claim, input, claims);
  return [
    `Claim ${claim.id}: ${claim.statement}`,
    '',
    ...describeCase(input),
    '',
    ...hypotheses(evaluation.hypotheses, data),
    ...run(recording, data, outcome.step),
    '',
    `Conclusion: ${outcome.verdict}, slack ${outcome.slack} at step ${outcome.step} (rounding at most ${evaluation.conclusion?.rounding ?? '-'}); evidence ${outcome.evidence}`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...(outcome.verdict === 'violated' ? [`  The claim requires a slack of at least 0: ${claim.slack}. ${weight(outcome)}`] : []),
    ...limitLines(evaluation.conclusion?.horizons, agreement).map((line) => `  ${line}`),
    ...(certificate === undefined ? [] : certificateLines(certificate)),
    ...(claim.reason === undefined ? [] : ['', `Why: ${claim.reason}`]),
    ...(others.length === 0 ? [] : ['', 'Also refuted by this case:', ...others.map((line) => `  ${line}`)]),
  ];
}

/** The proof of a violation, in lines. */
function certificateLines({ hypotheses, step, slack, precision, argument, restart }: Certificate): string[] {
  return [
    '',
    `Certificate${restart === undefined ? '' : ` of the case with start (${restart.start.join(', ')})`} (integers and intervals of ${precision} bits, step ${step}, slack from ${slack.low} to ${slack.high}):`,
    ...hypotheses.map(({ name, how }) => `  ${name}: ${how}`),
    ...argument.map((line) => `  ${line}`),
  ];
}

/** What the violation weighs, by its evidence. */
function weight({ evidence }: StoredOutcome): string {
  return evidence === 'certified' || evidence === 'numerical' ? 'Contradiction.' : `Below 0 by ${evidence} evidence.`;
}

/** The case in words, in lines. */
function describeCase(input: Case): string[] {
  const { x, y } = input.data;
  const { steps } = input;
  return [
    `Data (${x.length} samples):`,
    ...x.slice(0, MOST_SAMPLES).map((row, i) => `  x${i + 1} = (${row.join(', ')}), y${i + 1} = ${nth(y, i) > 0 ? '+1' : '-1'}`),
    ...(x.length > MOST_SAMPLES ? [`  ... ${x.length - MOST_SAMPLES} more`] : []),
    `Start: (${input.start.join(', ')})`,
    ...(steps.kind === 'constant'
      ? [`Steps: eta = ${steps.eta}${steps.count > 0 ? `, up to ${steps.count} of them` : ', followed in log time'}`]
      : []),
    ...(steps.kind === 'power' ? [`Steps: eta_k = (k+1)^(-${steps.alpha}), up to ${steps.count} of them${drawnBy(input)}`] : []),
    ...(input.slope === undefined ? [] : [`Slope of the leaky ReLU: ${input.slope}`]),
    ...(input.outputWeights === undefined ? [] : [`Output weights: (${input.outputWeights.join(', ')})`]),
    ...Object.entries(input.vectors ?? {}).map(([name, vector]) => `${name}: (${vector.join(', ')})`),
  ];
}

function drawnBy({ seed }: Case): string {
  return seed === undefined ? '' : `, samples drawn with seed ${seed}`;
}

/** Every hypothesis once, with what shows it where that is an object; those that the method adds are marked. */
function hypotheses(all: readonly Hypothesis[], data: Dataset): string[] {
  const least = new Map<string, Hypothesis>();
  for (const one of all) {
    const known = least.get(one.id);
    if (known === undefined || one.slack < known.slack) least.set(one.id, one);
  }
  return ['Hypotheses:', ...[...least.values()].flatMap((one) => hypothesisLines(one, data))];
}

function hypothesisLines({ id, name, of, slack }: Hypothesis, data: Dataset): string[] {
  const added = of === 'method' ? ' [of the method]' : '';
  const size = Math.abs(slack) === 1 ? '' : ` (slack ${slack})`;
  return [`  ${slack >= 0 ? 'met   ' : 'failed'}  ${name}${added}${size}`, ...(id === SEPARABLE.id ? [`          ${shownBy(data)}`] : [])];
}

/** A separator with the margins it gives, or the combination of signed samples that is zero. */
function shownBy(data: Dataset): string {
  const answer = separability(data);
  const list = (values: ArrayLike<number>): string => Array.from(values).slice(0, MOST_COLUMNS).map(toSixDigits).join(', ');
  if (!answer.separable) return `q = (${list(answer.combination)}) has sum q_i y_i x_i = 0`;
  const margins = Array.from({ length: data.n }, (_, i) => nth(data.y, i) * dot(sample(data, i), answer.separator));
  return `u = (${list(answer.separator)}) has least y_i u.x_i = ${toSixDigits(smallest(margins))}`;
}

/** The iterates that matter: the first ones, and those around the step of interest. */
function run({ iterates, models, trajectory }: Recording, data: Dataset, step: number): string[] {
  const shown = iterates.filter(({ k }) => k <= FIRST || Math.abs(k - step) <= BESIDE);
  if (shown.length > 1) return ['', `The run (${[...models.keys()].join(', ')}):`, ...iterateTable(shown, models, data, step)];
  if (trajectory === undefined || trajectory.checkpoints.length === 0) return [];
  const table = plainTable(['ln t', 'engine', 'w', 'dw/d ln t', 'acting', 'on the kink of']);
  const names = (units: readonly number[]): string =>
    units
      .slice(0, MOST_COLUMNS)
      .map((i) => i + 1)
      .join(' ');
  for (const { s, engine, w, velocity, active, sliding } of trajectory.checkpoints)
    table.push([s.toPrecision(6), engine, vector(w), vector(velocity), names(active), names(sliding)]);
  return ['', `The run (${[...models.keys()].join(', ')}):`, ...indented(table.toString())];
}

function vector(values: ArrayLike<number>): string {
  const more = values.length > MOST_COLUMNS ? ', ...' : '';
  return `(${Array.from(values).slice(0, MOST_COLUMNS).map(toSixDigits).join(', ')}${more})`;
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

/** Table of iterates with the inner products that decide which samples act, and the loss. */
function iterateTable(shown: readonly RecordedIterate[], models: Recording['models'], data: Dataset, step: number): string[] {
  const model = [...models.values()].find(({ neurons }) => neurons * data.d === nth(shown, 0).w.length);
  const single = model?.neurons === 1;
  const columns = single ? Math.min(data.n, MOST_COLUMNS) : 0;
  const drawn = shown.some((iterate) => iterate.drawn !== undefined);
  const table = plainTable([
    '',
    'k',
    'w_k',
    ...Array.from({ length: columns }, (_, i) => `w_k.x${i + 1}`),
    ...(model === undefined ? [] : ['L(w_k)']),
    ...(drawn ? ['draws'] : []),
  ]);
  let last = -1;
  for (const iterate of shown) {
    if (iterate.k > last + 1) table.push(['', '...']);
    last = iterate.k;
    table.push([
      iterate.k === step ? '>' : '',
      iterate.k,
      vector(iterate.w),
      ...Array.from({ length: columns }, (_, i) => toSixDigits(dot(sample(data, i), iterate.w))),
      ...(model === undefined ? [] : [loss(model, data, iterate.w)]),
      ...(drawn ? [iterate.drawn === undefined ? '' : `x${iterate.drawn + 1}`] : []),
    ]);
  }
  return indented(table.toString());
}

function loss(model: NonNullable<ReturnType<Recording['models']['get']>>, data: Dataset, w: readonly number[]): string {
  const at = workspace(model, data);
  model.evaluate(data, Float64Array.from(w), at);
  return toSixDigits(at.shift === 0 ? at.loss : exp(logLoss(at)));
}

/** Other claims that the case violates, within their hypotheses. */
function alsoRefuted(claim: Claim, input: Case, claims: readonly Claim[]): string[] {
  if (stepCount(input) > MOST_STEPS) return [];
  return claims.flatMap((other) => {
    // Those judged by many runs take a second a case.
    if (other === claim || other.method === 'statistics') return [];
    const outcome = judgeMovedCase(other, input, standardParts);
    return outcome?.kind === 'violated' ? [`${other.id} (slack ${toSixDigits(outcome.evaluation.conclusion?.slack ?? Number.NaN)})`] : [];
  });
}
