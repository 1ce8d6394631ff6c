/** The verdicts of `verify` as JUnit XML. */

import { caseFile } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import { xml } from '../text/xml.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { standing, type VerifyContext } from './standing.js';
import { findingsOn } from './verify-findings.js';

/** How a claim stands as a test. */
type TestState = 'passed' | 'failed' | 'skipped';

/** JUnit XML: a test case per claim, failing where the verdict differs from what is on record, with the seed and the witness. */
export function verifyJUnit(reports: readonly ClaimReport[], context: VerifyContext): string {
  const { seed, seconds, version } = context;
  const tests = reports.map((report) => ({ report, state: stateOf(report, context) }));
  const count = (state: TestState): number => tests.filter((test) => test.state === state).length;
  const numbers = `tests="${reports.length}" failures="${count('failed')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="claimcheck" ${numbers} time="${seconds.toFixed(3)}">`,
    `  <testsuite name="verify" ${numbers} skipped="${count('skipped')}" time="${seconds.toFixed(3)}">`,
    '    <properties>',
    `      <property name="version" value="${xml(version)}"/>`,
    `      <property name="seed" value="${seed}"/>`,
    '    </properties>',
    ...tests.map(({ report, state }) => testCase(report, state, context)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function stateOf(report: ClaimReport, context: VerifyContext): TestState {
  const { claim, verdict, lostWitness } = report;
  const kind = standing(verdict, context.records[claim.id]?.verdict, context.onGivenData);
  if (kind === 'differs' || kind === 'undecided' || kind === 'new' || lostWitness) return 'failed';
  return kind === 'not run' || (kind === 'not broken' && verdict !== 'survives') ? 'skipped' : 'passed';
}

function testCase(report: ClaimReport, state: TestState, context: VerifyContext): string {
  const { claim, verdict, because, seconds } = report;
  const expected = context.records[claim.id]?.verdict;
  const opening = `    <testcase classname="claimcheck.${xml(claim.chapter)}" name="${xml(claim.id)}" time="${seconds.toFixed(3)}"`;
  if (state === 'passed') return `${opening}/>`;
  const message = xml(`${verdict}, on record as ${expected ?? 'nothing'}${because === undefined ? '' : `: ${because}`}`);
  const content =
    state === 'skipped'
      ? `<skipped message="${message}"/>`
      : `<failure message="${message}">${xml(details(report, context).join('\n'))}</failure>`;
  return `${opening}>\n      ${content}\n    </testcase>`;
}

/** All that is needed to see a failure again. */
function details(report: ClaimReport, context: VerifyContext): string[] {
  const { claim, cases, slack, witness } = report;
  return [
    ...findingsOn(report, context).map(({ text }) => text),
    `seed ${context.seed}, ${cases} cases, least slack ${slack.min}`,
    ...(witness === undefined
      ? []
      : [`witness of ${claim.id}, for claimcheck replay FILE:`, stringify(caseFile(witness.input, witness.outcome, context.caseEdition))]),
  ];
}
