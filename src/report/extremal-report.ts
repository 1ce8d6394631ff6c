/** What an extremal hunt prints and writes. */

import { caseFile } from '../data/case-file.js';
import type { ExtremalResult } from '../hunt/extremal/extremal.js';
import type { Extreme } from '../hunt/extremal/extreme.js';
import type { SmallestExtreme } from '../hunt/extremal/smallest.js';
import { type HuntContext, resumedText } from './hunt-report.js';
import type { ExtremalReport } from './schema.js';

/** Where and how an extremal hunt ran. */
export type ExtremalContext = Pick<HuntContext, 'strategy' | 'seed' | 'seconds' | 'files' | 'caseEdition' | 'replayFlags' | 'corpus'>;

/** The JSON of an extremal hunt. */
export function extremalJson(result: ExtremalResult, { strategy, seconds, corpus, caseEdition }: ExtremalContext): ExtremalReport {
  const { claim, aim, archive, best, certified, smallest, evaluations, abandoned } = result;
  const form = ({ input }: Extreme): object => caseFile(input, undefined, caseEdition);
  return {
    id: claim.id,
    quantity: aim.quantity,
    sense: aim.sense,
    about: aboutOf(result),
    evaluations: archive.evaluations,
    within: archive.counts.satisfied,
    seconds,
    strategy,
    ...(corpus === undefined ? {} : { corpus }),
    ...(best === undefined ? {} : { best: { ...best.measured, case: form(best) } }),
    ...(certified === undefined
      ? {}
      : {
          certified: {
            ...certified.certificate.slack,
            case: form(certified),
            certificate: certified.certificate,
          },
        }),
    ...(smallest === undefined
      ? {}
      : {
          smallest: {
            ...smallest.measured,
            complexity: smallest.complexity,
            case: form(smallest),
            ...(smallest.certificate === undefined ? {} : { ...smallest.certificate.slack, certificate: smallest.certificate }),
          },
        }),
    ...(evaluations.shrinking === 0 ? {} : { shrinking: evaluations.shrinking }),
    ...(abandoned === 0 ? {} : { abandoned }),
  } as ExtremalReport;
}

/** The summary for a person. */
export function extremalText(result: ExtremalResult, { strategy, seed, seconds, files, replayFlags }: ExtremalContext): string {
  const { claim, aim, archive, best, certified, smallest, evaluations, resumed, abandoned } = result;
  const word = aim.sense === 'minimise' ? 'smallest' : 'largest';
  return [
    `Claim ${claim.id}: ${claim.statement}`,
    '',
    `${word} ${aim.quantity}, ${aboutOf(result)}`,
    `${archive.evaluations} evaluations${evaluations.shrinking === 0 ? '' : ` (${evaluations.shrinking} more to shrink)`} in ${seconds.toFixed(1)} s by ${strategy}, seed ${seed}${resumedText({ resumed })}; the quantity was measured on ${archive.counts.satisfied} cases within the hypotheses`,
    ...(abandoned === 0 ? [] : [`bursts of evaluations that had not ended when the time was over, counted nowhere: ${abandoned}`]),
    '',
    ...(best === undefined
      ? ['no case within the hypotheses was met on which it was measured']
      : [`best value: ${best.measured.value}, rounding at most ${best.measured.rounding.toPrecision(2)}`]),
    ...(certified === undefined
      ? best === undefined
        ? []
        : ['not certified: none of the best cases has a certificate']
      : [
          `certified: between ${certified.certificate.slack.low} and ${certified.certificate.slack.high}`,
          ...certified.certificate.hypotheses.map(({ name, how }) => `  ${name}: ${how}`),
          ...certified.certificate.argument.map((line) => `  ${line}`),
        ]),
    ...(smallest === undefined ? [] : [smallestText(smallest)]),
    ...Object.entries(files).map(([name, file]) => `${name}: ${file}${replayFlags === undefined ? '' : ` (replay it with${replayFlags})`}`),
  ].join('\n');
}

/** What shrinking came to: how large the case is, and its value. */
function smallestText({ input, measured, complexity, certificate }: SmallestExtreme): string {
  const { x } = input.data;
  const value =
    certificate === undefined
      ? `value ${measured.value}, not certified`
      : `value certified between ${certificate.slack.low} and ${certificate.slack.high}`;
  return `smallest case: n = ${x.length}, d = ${x[0]?.length ?? 0}, complexity ${complexity}, ${value}`;
}

function aboutOf({ claim, aim }: ExtremalResult): string {
  return claim.quantities?.[aim.quantity]?.about ?? aim.quantity;
}
