/** The best known values of quantities of claims: rows on disk, each certified again before it is believed, and their table. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import optimizers from '../../editions/optimizers/index.js';
import type { Certificate } from '../../src/certify/certificate.js';
import type { Claim, Edition } from '../../src/claim/claim.js';
import { claimIn } from '../../src/claim/define.js';
import type { Case } from '../../src/data/case.js';
import { stringify } from '../../src/data/json-number.js';
import type { Aim } from '../../src/hunt/extremal/aim.js';
import { edition as paper } from '../../src/paper/edition.js';

/** Where the rows and their table are, less the endings .json and .md. */
export const EXTREMES = fileURLToPath(new URL('../../docs/reference/extremes', import.meta.url));

/** What is hunted: a quantity, which way, and what theory says of it. */
export interface Target extends Aim {
  readonly claim: string;
  readonly known: string;
}

/** All that the table lists. */
export const TARGETS: readonly Target[] = [
  {
    claim: 'cycle/line',
    quantity: 'eta-lambda',
    sense: 'minimise',
    known: 'infimum 1, by the proof in the claim; Meng et al. 2024',
  },
  {
    claim: 'cycle/plane',
    quantity: 'eta-lambda',
    sense: 'minimise',
    known: 'infimum 0, by the construction in the claim; Meng et al. 2024 say that it is below 1',
  },
  { claim: 'thm-3.2/descent', quantity: 'loss-rise', sense: 'maximise', known: 'open' },
  { claim: 'large/exit', quantity: 'phase', sense: 'maximise', known: 'open' },
];

/** The best known value of a target, enclosed. */
export interface ExtremeRow extends Aim {
  readonly claim: string;
  readonly low: number;
  readonly high: number;
  readonly case: Case;
  /** Evaluations and seed of the hunt that found it. */
  readonly evaluations: number;
  readonly seed: number;
}

/** The rows on disk; none where there is no file. */
export function readExtremes(): readonly ExtremeRow[] {
  return JSON.parse(readFileSync(`${EXTREMES}.json`, 'utf8'));
}

/** The edition that a target's claim is of. */
function editionOf({ claim }: Pick<Target, 'claim'>): Edition {
  return claimIn(paper, claim) === undefined ? optimizers : paper;
}

/** The claim of a target. @throws RangeError where no edition has it. */
export function claimOfTarget(target: Pick<Target, 'claim'>): Claim {
  const claim = claimIn(editionOf(target), target.claim);
  if (claim === undefined) throw new RangeError(`no claim ${target.claim}`);
  return claim;
}

/** The certificate of a row, made anew. */
export function certifiedAgain(row: ExtremeRow): Certificate | undefined {
  return claimOfTarget(row).quantities?.[row.quantity]?.certify?.(row.case);
}

/** Whether a is the better value: certified beyond b. */
export function isBetter(a: ExtremeRow, b: ExtremeRow | undefined): boolean {
  if (b === undefined) return true;
  return a.sense === 'minimise' ? a.high < b.high : a.low > b.low;
}

/** The rows as the page shows them. */
export function extremesPage(rows: readonly ExtremeRow[]): string {
  const cell = (target: Target): string => {
    const row = rows.find(({ claim, quantity, sense }) => claim === target.claim && quantity === target.quantity && sense === target.sense);
    const about = claimOfTarget(target).quantities?.[target.quantity]?.about ?? '';
    const value = row === undefined ? '-' : target.sense === 'minimise' ? `at most ${row.high}` : `at least ${row.low}`;
    const size = row === undefined ? '-' : `${row.case.data.x.length} x ${row.case.data.x[0]?.length ?? 0}`;
    return `| ${target.claim} | ${target.sense === 'minimise' ? 'smallest' : 'largest'} ${target.quantity}: ${about} | ${value} | ${target.known} | ${size} | ${row === undefined ? '-' : `${row.evaluations}, seed ${row.seed}`} |`;
  };
  return `# Best known values

Numbers that claims measure, as small or as large as \`hunt --minimise\` and \`hunt --maximise\` made them.

Each value is enclosed by a certificate on its witness, and a test makes all of them again. \`npx tsx bench/extremes.ts\` hunts on from the witnesses and keeps what is better. The hunts were short, so the values say how far a search of that length came, and bound the extreme from one side.

| claim | quantity | value | theory | witness | found in evaluations |
|---|---|---|---|---|---|
${TARGETS.map(cell).join('\n')}

A slow return is no cycle: the quantities of \`cycle/line\` and \`cycle/plane\` are certified by an interval Newton step, both for the minimiser and for a point of the cycle.

## Witnesses

\`\`\`json
${stringify(rows.map(({ claim, quantity, case: { data, start, steps, vectors } }) => ({ claim, quantity, case: { data, start, steps, ...(vectors === undefined ? {} : { vectors }) } })))}
\`\`\`
`;
}
