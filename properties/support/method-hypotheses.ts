/** Hypotheses of the method that claims as printed may have, each with the reason why the claim is as printed all the same. */

/** Some claims, by id, and why a hypothesis does not make them another reading. */
interface Exception {
  readonly hypothesis: string;
  readonly claims: readonly string[];
  readonly reason: string;
}

const DISPLAYS =
  'A display of a proof, which appendix D sets out from the region and B < sqrt 2 for. prop-1/from-T and prop-1/wlog judge what it says of other starts and lengths.';

/** Claims about limits of single runs, which are read where runs of moderate size have come to them. */
const READ_IN_THE_LIMIT = [
  'linear/direction',
  'soudry/loss',
  'soudry/loss-constant',
  'nacson/normalized-gd',
  'nacson/cyclic-direction',
  'soudry/residual',
  'soudry/constant',
  'thm-3.2/1-loss',
  'ex-1/direction',
];

/** By hypothesis. */
export const METHOD_HYPOTHESES: readonly Exception[] = [
  {
    hypothesis: 'seed',
    claims: ['prop-1/eq-10', 'prop-1/eq-11', 'thm-3.3/norm/long', 'thm-3.4/eq-19/long', 'lem-f4/long', 'thm-4.2/purity', 'thm-4.2/eq-36'],
    reason: 'Says that the case file names its draws; every run has some.',
  },
  { hypothesis: 'first-steps', claims: ['thm-3.3/omega'], reason: 'Says that the case file names its draws, and enough of them.' },
  {
    hypothesis: 'seen-to-settle',
    claims: ['prop-1/either'],
    reason: 'A start that is not in its region settles for sure within T steps only if all samples are active there; larger T are rare.',
  },
  {
    hypothesis: 'start-inside',
    claims: [
      'prop-1/constant',
      'prop-1/variance',
      'prop-1/eq-10',
      'prop-1/eq-11',
      'thm-3.3/jensen',
      'thm-3.3/norm',
      'thm-3.3/norm/long',
      'thm-3.4/eq-19',
      'thm-3.4/eq-19/long',
      'thm-3.4/final',
      'lem-f4',
      'lem-f4/long',
    ],
    reason: DISPLAYS,
  },
  { hypothesis: 'start-inside', claims: ['thm-3.3/omega'], reason: 'What comes before T weighs T/t in wbar_t and changes no rate.' },
  {
    hypothesis: 'closed',
    claims: ['thm-3.3/norm/long', 'thm-3.3/omega', 'thm-3.4/eq-19/long', 'lem-f4/long'],
    reason: 'Staying for sure from a fixed T on asks the same of the data (sec-3.3/scope@repaired).',
  },
  {
    hypothesis: 'judged',
    claims: ['prop-2/stays', 'app-g/bounded', 'thm-4.1/signs', 'thm-4.1/purity', 'thm-4.1/eq-29', 'thm-4.2/purity', 'thm-4.2/eq-36'],
    reason: 'Nothing that the claim speaks of happens in the run.',
  },
  { hypothesis: 'start-fits', claims: ['def/gradient'], reason: 'Says that the case can be read.' },
  {
    hypothesis: 'margin',
    claims: READ_IN_THE_LIMIT,
    reason: 'Thinner margins need more steps than can be followed; nothing in the statement depends on it.',
  },
  {
    hypothesis: 'near-start',
    claims: READ_IN_THE_LIMIT,
    reason: 'Starts further out have not been outgrown where the limit is read.',
  },
  {
    hypothesis: 'promising',
    claims: ['thm-4.1/divergence'],
    reason:
      'Runs that do not come near zero loss within the steps that are looked at would be followed in vain; the statement is about those that do.',
  },
  {
    hypothesis: 'bound-positive',
    claims: ['nacson/normalized-gd'],
    reason: 'The statement speaks of the steps at which its bound is positive, and the run has none.',
  },
  {
    hypothesis: 'near-descent',
    claims: ['nacson/cyclic-direction'],
    reason:
      'Gradient descent stands in for the passes that cannot be taken. How far off it is depends on the margin and on the passes taken; the statement depends on neither.',
  },
  { hypothesis: 'enough-steps', claims: ['ex-2/enters'], reason: "The number of steps is the method's; the bound is the claim's." },
  { hypothesis: 'x2-active', claims: ['ex-2/leaves'], reason: 'Nothing that the claim speaks of happens in the run.' },
];

/** Whether the list has a reason for a hypothesis of a claim. */
export function isListed(hypothesis: string, claim: string): boolean {
  return METHOD_HYPOTHESES.some((one) => one.hypothesis === hypothesis && one.claims.includes(claim));
}
