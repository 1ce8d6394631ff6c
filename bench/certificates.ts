/**
 * Certifies the stored witnesses and writes the table of docs/certificates.md.
 *
 * Usage: tsx bench/certificates.ts [--write]. Without --write the table goes to the terminal.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { certify } from '../src/certify/index.js';
import { readCaseFile } from '../src/data/case-file.js';

const FOLDER = 'fixtures/witnesses';
const PAGE = 'docs/certificates.md';
const BEGIN = '<!-- table -->';

const rows = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const { input, outcome } = readCaseFile(`${FOLDER}/${file}`);
    const begun = performance.now();
    const certificate = certify(input);
    const spent = performance.now() - begun;
    return certificate === undefined
      ? `| ${input.claim} | ${outcome.evidence} | | | | |`
      : `| ${input.claim} | certified | ${certificate.step} | ${certificate.margin.high} | ${certificate.precision} | ${spent.toFixed(0)} |`;
  });
const table = ['| claim | evidence | step | margin at most | bits | ms |', '|---|---|--:|--:|--:|--:|', ...rows].join('\n');

if (parseArgs({ options: { write: { type: 'boolean' } } }).values.write) {
  const text = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, `${text.slice(0, text.indexOf(BEGIN))}${BEGIN}\n\n${table}\n`);
} else {
  process.stdout.write(`${table}\n`);
}
