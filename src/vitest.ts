/** claimcheck/vitest: the guard, and claims of one's own, as tests of a Vitest suite. */

import { describe, it } from 'vitest';
import { editionOf, verify } from './api/verify.js';
import type { Claim, Edition } from './claim/claim.js';
import { stringify } from './data/json-number.js';
import type { Check, CheckOutcome } from './guard/check.js';
import { CHECKS } from './guard/checks/index.js';
import { judgeCheck } from './guard/judge-check.js';
import { blockedBy, orderChecks } from './guard/plan.js';
import { subjectOf } from './guard/subject.js';
import { AsynchronousStep, SubjectFailure } from './guard/subject-failure.js';
import { requireOptimizers } from './guard/validate.js';
import type { OptimizerUnderTest } from './optimizer/optimizer.js';
import { witnessText } from './report/guard-witness.js';
import type { VerifyResult } from './report/schema.js';

export type { Check, CheckOutcome, Subject } from './guard/check.js';
export type {
  Algorithm,
  OptimizerState,
  OptimizerUnderTest,
  ParameterGroup,
  Schedule,
  StepContext,
  StepSize,
} from './optimizer/optimizer.js';

/** How a suite is registered. */
export interface DescribeOptions {
  /** The checks; by default those of the package that apply to the optimizer. */
  readonly checks?: readonly Check[];
  /** Milliseconds that one test may take. */
  readonly timeout?: number;
}

/** What a failing test says: the finding, and the lines that reproduce it. */
function failureText({ title }: Check, { verdict, note, witness }: CheckOutcome): string {
  const lines = witness === undefined ? [] : ['', ...witnessText(witness, { kind: 'object' })];
  return [`${verdict}: ${note ?? `not so: ${title}`}`, ...lines].join('\n');
}

/** Whether instances can be saved and loaded, as far as one can be made. */
function canBeSaved(optimizer: OptimizerUnderTest): boolean {
  try {
    const { save, load } = subjectOf(optimizer).create({ dimension: 1, stepSize: 1 });
    return save !== undefined && load !== undefined;
  } catch (error) {
    if (error instanceof SubjectFailure) return false;
    throw error;
  }
}

/** The checks that a suite has tests for. */
function checksFor(optimizer: OptimizerUnderTest, checks: readonly Check[]): Check[] {
  const subject = subjectOf(optimizer);
  const applying = checks.filter((one) => one.applies(subject));
  return orderChecks(canBeSaved(optimizer) ? applying : applying.filter(({ needs }) => needs === undefined));
}

function judge(check: Check, optimizer: OptimizerUnderTest): CheckOutcome {
  try {
    return judgeCheck(check, optimizer);
  } catch (thrown) {
    if (!(thrown instanceof AsynchronousStep)) throw thrown;
    throw new Error(`${thrown.message}: the command claimcheck guard judges asynchronous optimizers, describeOptimizer cannot`);
  }
}

/**
 * Registers a suite for an optimizer, or one for each of a list: a test per check that applies, named by the check's id
 * and title. A check that comes after a broken one is skipped. The optimizer runs beside its judge in the test's own process,
 * without time limits but Vitest's, and must be synchronous. It is trusted: code that tampers with the judge can pass here,
 * while `claimcheck guard` keeps the two apart.
 *
 * @throws InputError when the subject does not meet the interface
 */
export function describeOptimizer(subject: OptimizerUnderTest | readonly OptimizerUnderTest[], options: DescribeOptions = {}): void {
  const { checks = CHECKS, timeout } = options;
  for (const optimizer of requireOptimizers(subject, 'describeOptimizer')) {
    describe(`${optimizer.name} (${optimizer.algorithm})`, () => {
      const verdicts = new Map<string, string>();
      for (const check of checksFor(optimizer, checks)) {
        it(`${check.id}: ${check.title}`, timeout === undefined ? {} : { timeout }, ({ skip }) => {
          const blocker = blockedBy(check, verdicts);
          verdicts.set(check.id, 'skipped');
          if (blocker !== undefined) skip(`comes after ${blocker}, which is ${verdicts.get(blocker)}`);
          verdicts.set(check.id, 'broken');
          const outcome = judge(check, optimizer);
          verdicts.set(check.id, outcome.verdict);
          if (outcome.verdict === 'inapplicable') skip(outcome.note);
          const expected = optimizer.expectedBroken?.[check.id];
          if (expected !== undefined && outcome.verdict === 'broken') skip(`broken, as expected: ${expected}`);
          if (expected !== undefined && outcome.verdict === 'pass') {
            throw new Error(`is expected to be broken (${expected}), but passes: take it off expectedBroken`);
          }
          if (outcome.verdict === 'broken' || outcome.verdict === 'undecided') throw new Error(failureText(check, outcome));
        });
      }
    });
  }
}

/** How claims are put to the test. */
export interface DescribeClaimsOptions {
  /** Generated cases of each claim; by default as many as `claimcheck verify` takes. */
  readonly cases?: number;
  /** Seed of the generated cases, 1 by default. */
  readonly seed?: number;
  /** Folder of recorded verdicts (`claimcheck verify --accept` writes it): a claim then has to be judged as recorded. */
  readonly record?: string;
  /** Milliseconds that one test may take. */
  readonly timeout?: number;
}

/**
 * Registers a test for each claim: it passes where the claim survives, or where there is a record, is judged as recorded.
 * A failing test shows the verdict, why, and the smallest case that breaks the claim.
 *
 * @throws DefinitionError for definitions that cannot be used.
 *
 * @example
 * ```ts
 * import { claims } from 'claimcheck';
 * import { describeClaims } from 'claimcheck/vitest';
 *
 * describeClaims(claims.filter(({ id }) => id === 'lem-f2'), { cases: 40 });
 * ```
 */
export function describeClaims(claims: Edition | readonly Claim[], options: DescribeClaimsOptions = {}): void {
  const { timeout, ...request } = options;
  const edition = editionOf(claims);
  describe(edition.title, () => {
    for (const claim of edition.claims) {
      it(`${claim.id}: ${claim.statement}`, timeout === undefined ? {} : { timeout }, async () => {
        const [judged] = (await verify([claim], request)).claims;
        if (judged === undefined) throw new Error(`${claim.id} was not judged`);
        if (judged.verdict !== (judged.expected ?? 'survives')) throw new Error(claimFailure(judged));
      });
    }
  });
}

/** What a failing test of a claim says. */
function claimFailure({ id, verdict, expected, because, evidence, witness }: VerifyResult['claims'][number]): string {
  const recorded = expected === undefined ? '' : `, on record as ${expected}`;
  const how = because ?? (evidence === undefined ? '' : `${evidence} evidence`);
  return [`${id} is ${verdict}${recorded}${how === '' ? '' : `: ${how}`}`, ...(witness === undefined ? [] : [stringify(witness)])].join(
    '\n',
  );
}
