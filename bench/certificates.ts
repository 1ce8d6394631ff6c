/**
 * Certifies the stored witnesses, and the violations among random cases of the claims about limits; writes the tables of docs/explanation/certificates.md.
 *
 * Usage: tsx bench/certificates.ts [--write] [--claims ID...]. Without --write the tables go to the terminal; with --claims the rows of all
 * other claims stay as they are on the page. Times are of the processor.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { certifiedClaims, certify } from '../properties/support/certify.js';
import { partOf, withPart } from '../properties/support/marked-part.js';
import { judgeCase } from '../src/claim/outcome.js';
import { standardParts } from '../src/claim/parts.js';
import { claims } from '../src/paper/edition.js';
import { readStoredCase } from '../src/record/case-files.js';

const FOLDER = 'fixtures/witnesses';
const PAGE = 'docs/explanation/certificates.md';
const DRAWN = 60;
const SEED = 1;

const { values: flags, positionals } = parseArgs({
  options: { write: { type: 'boolean' }, claims: { type: 'boolean' } },
  allowPositionals: true,
});

/** The row that the page has of a claim, where it is to stay. */
function rowKept(claim: string, mark: string): string | undefined {
  if (!flags.claims || positionals.includes(claim)) return undefined;
  return partOf(readFileSync(PAGE, 'utf8'), mark)
    .split('\n')
    .find((row) => row.startsWith(`| ${claim} |`));
}

/** The stored witnesses, a row each. */
function witnessTable(): string {
  const rows = readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const { input, outcome } = readStoredCase(`${FOLDER}/${file}`);
      const kept = rowKept(input.claim, 'table');
      if (kept !== undefined) return kept;
      const begun = process.cpuUsage();
      const certificate = certify(input);
      const { user, system } = process.cpuUsage(begun);
      const spent = (user + system) / 1000;
      return certificate === undefined
        ? `| ${input.claim} | ${outcome.evidence} | | | | |`
        : `| ${input.claim} | certified | ${certificate.step} | ${certificate.slack.high} | ${certificate.precision} | ${spent.toFixed(0)} |`;
    });
  return ['| claim | evidence | step | slack at most | bits | ms |', '|---|---|--:|--:|--:|--:|', ...rows].join('\n');
}

/** Random cases of the claims about limits that have certifiers, a row for each claim. */
function coverageTable(): string {
  const rows = claims
    .filter(({ id, kind }) => kind === 'asymptotic' && certifiedClaims.includes(id))
    .map((claim) => {
      const kept = rowKept(claim.id, 'coverage');
      if (kept !== undefined) return kept;
      const violated = fc
        .sample(claim.cases, { numRuns: DRAWN, seed: SEED })
        .filter((input) => judgeCase(claim, input, standardParts).kind === 'violated');
      const certificates = violated.flatMap((input) => certify(input) ?? []);
      const own = certificates.filter(({ restart }) => restart === undefined);
      return `| ${claim.id} | ${violated.length} | ${own.length} | ${certificates.length - own.length} |`;
    });
  const header = ['| claim | violated | certified | another start certified |', '|---|--:|--:|--:|'];
  return [`${DRAWN} cases a claim, seed ${SEED}.`, '', ...header, ...rows].join('\n');
}

const tables = [
  { mark: 'table', text: witnessTable() },
  { mark: 'coverage', text: coverageTable() },
];
for (const { mark, text } of tables) {
  if (flags.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), mark, text));
  else process.stdout.write(`${text}\n\n`);
}
