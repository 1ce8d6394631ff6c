/** The library in coq/ and the refutations on record, as Coq checks them: `npm run test:coq`. */

import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { library, requiredModules } from '../../src/certify/coq/library.js';
import { propositionOf } from '../../src/certify/coq/proof-file.js';
import { claims } from '../../src/paper/edition.js';
import { proofHash } from '../../src/record/proofs.js';
import { readRecords, readWitness, recordProofs, SHIPPED_RECORD } from '../../src/record/records.js';
import {
  allowedAxioms,
  assumingWords,
  assumptionsIn,
  CoqFolder,
  drawnByCommit,
  hasCoq,
  libraryFiles,
  libraryText,
} from '../support/coq.js';
import { acceptedBeside, proofsBeside, recordBeside } from '../support/proofs-beside.js';

const records = readRecords(SHIPPED_RECORD);

/** The file that `certify ID` writes of the witness on record. */
function proofOf(id: string): string | undefined {
  const witness = readWitness(SHIPPED_RECORD, records[id]);
  return witness === undefined ? undefined : claims.find((claim) => claim.id === id)?.coq?.(witness.input);
}

const proved = claims.filter(({ coq }) => coq !== undefined).map(({ id }) => id);
const asked = (process.env.CLAIMCHECK_PROOFS ?? '').split(',');
/** Those of many that are put to Coq: all that it has not accepted as they are now, and a few of the others, or all where that is asked for. */
function toCheck(all: readonly string[], known: readonly string[]): readonly string[] {
  const again = asked.some((word) => word === 'all' || word === 'record') ? known : drawnByCommit(known, 5);
  return all.filter((one) => !known.includes(one) || again.includes(one));
}
const accepted = new Map<string, string>();
const checked = toCheck(
  proved,
  proved.filter((id) => records[id]?.proof !== undefined && records[id].proof === proofHash(proofOf(id) ?? '')),
);
const beside = proofsBeside();
const hashesBeside = beside.map(({ hash }) => hash);
const acceptedNow = new Set(acceptedBeside().filter((hash) => hashesBeside.includes(hash)));
const chosenBeside = toCheck(hashesBeside, [...acceptedNow]);
const besideChecked = beside.filter(({ hash }) => chosenBeside.includes(hash));
const left = proved.length - checked.length + beside.length - besideChecked.length;
if (left > 0) console.info(`${left} proofs are as they were accepted and NOT checked again; --all checks them`);
/** Theorems of coq/Survivors.v, which bear the names of claims; a further word says which part of the claim is proved. */
const survivors = [...libraryText('Survivors.v').matchAll(/^Theorem (\w+)/gm)].flatMap(([, name]) => name ?? []);
/** Theorems of coq/Whole.v: that a printed sentence in full implies the proposition that is refuted, by whose name each is called. */
const wholes = [...libraryText('Whole.v').matchAll(/^Theorem (\w+)_of_whole : (\w+) -> (\w+)\.$/gm)].map(([, ...names]) => names);
const DISTANCE = proved.find((id) => propositionOf(id) === 'prop_1_eq_13') ?? '';
const DESCENT = proved.find((id) => propositionOf(id) === 'thm_3_2_descent') ?? '';

describe('what a file for Coq may hold', () => {
  it.each(libraryFiles())('nothing that assumes, in coq/%s', (name) => {
    expect(assumingWords(libraryText(name))).toEqual([]);
  });

  it.each(proved)('nothing that assumes, in the refutation of %s', (id) => {
    expect(assumingWords(proofOf(id) ?? 'Admitted.')).toEqual([]);
  });

  it.each(proved)('the proposition of %s is stated once, in a file that its refutation requires', (id) => {
    const stated = [...library()].filter(([, text]) => new RegExp(`^Definition ${propositionOf(id)} :=`, 'm').test(text));

    expect(stated).toHaveLength(1);
    expect(requiredModules(proofOf(id) ?? '')).toEqual(expect.arrayContaining(stated.map(([module]) => module)));
  });

  it.each(survivors)('%s of coq/Survivors.v is a claim that is on record as surviving, or a part of one', (name) => {
    const surviving = claims.filter(({ id }) => records[id]?.verdict === 'survives').map(({ id }) => propositionOf(id));

    expect(surviving.some((proposition) => name === proposition || name.startsWith(`${proposition}_`))).toBe(true);
  });

  it.each(wholes)('%s is implied by the whole sentence', (name, whole, part) => {
    expect(proved.map(propositionOf)).toContain(name);
    expect([whole, part]).toEqual([`${name}_whole`, name]);
  });

  it('is told apart: comments may speak of axioms, code may not assume one', () => {
    expect(assumingWords('(* no Axiom *) Lemma a : True. Proof. exact I. Qed.')).toEqual([]);
    expect(assumingWords('Axiom a : False.\nLemma b : False. Admitted.')).toEqual(['Axiom', 'Admitted']);
    expect(assumingWords('Section A.\nVariables (b : nat).\nHypothesis c : b = b.\nEnd A.\n')).toEqual([]);
    expect(assumingWords('Section A.\nAxiom b : False.\nEnd A.\nHypothesis c : False.\n')).toEqual(['Axiom', 'Hypothesis']);
    expect(assumingWords('Section A.\nHypothesis b : False.\nLemma c : False. Proof. exact b. Qed.\n')).toEqual(['Hypothesis']);
  });
});

/** Files by drawn cases of a claim, of which Coq checks the shortest; and seconds after which it is left out. */
const FEW = 4;
const PATIENCE = 240;

describe.skipIf(!hasCoq)('Coq', () => {
  const folder = hasCoq ? new CoqFolder() : undefined;
  const compile = (text: string, seconds?: number) => folder?.proof(text, seconds) ?? Promise.resolve({ code: null, output: '' });

  it.concurrent.each([...library().keys()])('accepts the library: %s', async (name) => {
    expect(await folder?.module(name)).toEqual({ code: 0, output: '' });
  });

  afterAll(() => {
    if (!asked.includes('record')) return;
    recordProofs(SHIPPED_RECORD, accepted);
    recordBeside(beside, acceptedNow);
  });

  const isAccepted = async (text: string, theorem: string): Promise<void> => {
    const { code, output } = await compile(`${text}Print Assumptions ${theorem}.\n`);

    expect(output).toMatch(/^Axioms:$|^Closed under the global context$/m);
    expect(code).toBe(0);
    expect(assumptionsIn(output).filter((name) => !allowedAxioms().includes(name))).toEqual([]);
  };

  it.concurrent.each(checked)('accepts the refutation of %s, on axioms that are allowed', async (id) => {
    const text = proofOf(id) ?? '';
    await isAccepted(text, 'refuted');
    accepted.set(id, proofHash(text));
  });

  it.concurrent.each(besideChecked)('accepts a refutation of $id by a case beside its witness: $hash', async ({ id, text, hash }) => {
    acceptedNow.delete(hash);
    expect(text).toContain(`Theorem refuted : ~ ${propositionOf(id)}.`);
    await isAccepted(text, 'refuted');
    acceptedNow.add(hash);
  });

  it.concurrent.each([
    ['Survivors.v', survivors],
    ['Sure.v', ['sure_after', 'each_is_drawn']],
    ['Whole.v', wholes.map(([name]) => `${name}_of_whole`)],
  ])('accepts coq/%s on axioms that are allowed', async (file, theorems) => {
    expect(libraryText(file).match(/^Theorem /gm)).toHaveLength(theorems.length);
    await isAccepted(`Require Import ${file.replace('.v', '')}.\nDefinition every := (${theorems.join(', ')}).\n`, 'every');
  });

  it.concurrent.for(checked)('accepts a refutation of %s by a drawn case', async (id, { skip }) => {
    const claim = claims.find((each) => each.id === id);
    const drawn = claim === undefined ? [] : fc.sample(claim.cases, { seed: 5, numRuns: 60 });
    const texts: string[] = [];
    for (const input of drawn) if (texts.length < FEW) texts.push(...[claim?.coq?.(input) ?? []].flat());
    const text = texts.sort((a, b) => a.length - b.length)[0] ?? '';

    expect(text).toMatch(/^Theorem refuted : ~ /m);
    const compiled = await compile(text, PATIENCE);
    // Coq takes many minutes, and gigabytes, for some with hundreds of samples and steps.
    if (compiled.code === null) skip(`Coq was not done with the drawn case after ${PATIENCE} s`);
    expect(compiled).toEqual({ code: 0, output: '' });
  });

  it.concurrent('names the axioms that a proof rests on', async () => {
    const { output } = await compile(
      'Axiom cheat : False.\nTheorem refuted : False. Proof. exact cheat. Qed.\nPrint Assumptions refuted.\n',
    );

    expect(assumptionsIn(output)).toEqual(['cheat']);
  });

  it.concurrent.each([
    ['thm-4.1/step-factor', 'output weight', /Neuron 1 \[/, 'Neuron 2 ['],
    ['thm-4.1/direction', 'start', /Neuron 1 \[\(1 \/ 4\)/, 'Neuron 1 [(-1 / 4)'],
    ['thm-4.2/eq-41', 'label', /Sample \[0; 1\] \(-1\)/, 'Sample [0; 1] 1'],
    ['app-i/growth', 'draw', /draws \(j : nat\) := 1%nat/, 'draws (j : nat) := 0%nat'],
    ['sec-4.2/scope', 'neuron', /\(3 \/ 16\)/, '(-3 / 16)'],
    ['ex-2/no-limit', 'start', /w0 : vec := \[2; \(-1\)\]/, 'w0 : vec := [2; 1]'],
    ['app-b/enters', 'sample', /Sample \[\(-1\); \(-2\)\] 1/, 'Sample [(-1); 2] 1'],
    ['thm-3.2/cases', 'claim', /~ thm_3_2_cases\./, '~ thm_3_2_gradient.'],
    ['thm-3.2/cases@repaired', 'claim', /~ thm_3_2_cases_repaired\./, '~ thm_3_2_cases.'],
    ['thm-3.2/cases@repaired', 'start', /w0 : vec := \[\(1 \/ 16\)/, 'w0 : vec := [(1 / 4)'],
    ['thm-3.2/cases@repaired', 'label', /Sample \[\(-3 \/ 2\); 0; 0; 0\] 1/, 'Sample [(-3 / 2); 0; 0; 0] (-1)'],
    ['thm-3.2/cases@repaired', 'sample', /Sample \[\(-5 \/ 4\); 1; 0; 0\]/, 'Sample [(-5 / 4); (3 / 4); 0; 0]'],
    ['thm-3.2/cases@repaired', 'zone', /at_rest := Zone \(-\d+/, 'at_rest := Zone (-1'],
    ['linear/global', 'step size', /Lemma rate : 1 /, 'Lemma rate : 2 '],
    ['sec-4.1/origin', 'slope', /Definition a := \(1 \/ 2\)/, 'Definition a := 1'],
    ['prop-2', 'beginning', /Nat\.ltb m 1/, 'Nat.ltb m 0'],
    ['lem-f3/staying@intended', 'bound on the losses', /Definition top := \(\d/, 'Definition top := (1'],
    ['lem-f3/staying@intended', 'draw that stays', /s3 w0\) = false/, 's3 w0) = true'],
    ['lem-f3/staying@intended', 'claim', /~ lem_f3_staying_intended\./, '~ thm_3_3_staying_intended.'],
    ['thm-3.3/staying@intended', 'number of steps', /1000000/g, '1000'],
    ['thm-3.3/staying@intended', 'sample that is never drawn', /\[0%nat\]/, '[1%nat]'],
    ['thm-3.4/staying@intended', 'share of the draws', /= 1 \/ 2\./, '= 1.'],
    ['thm-3.4/staying@intended', 'vector', /kept _ \(feat s2\)/, 'kept _ (feat s1)'],
    ['lem-f1', 'number of copies', /31([56])\b/g, '3$1'],
    ['lem-f1', 'step', /\b290\b/g, '20'],
    ['lem-f1', 'start', /w0 : vec := \[/, 'w0 : vec := [1 + '],
    ['lem-f1@intended', 'exponent', /alpha := \(33 \/ 64\)/, 'alpha := (63 / 64)'],
    ['lem-f1@intended', 'claim', /~ lem_f1_intended\./, '~ lem_f1.'],
    ['prop-2/thm-3.4', 'draw', /alpha w0 0 1 0 s1/, 'alpha w0 0 0 0 s1'],
    ['prop-2/thm-3.4', 'start', /w0 : vec := \[\(-2\)/, 'w0 : vec := [2'],
    ['prop-2/thm-3.4', 'label', /Sample \[1; 0\] 1/, 'Sample [1; 0] (-1)'],
  ])('refuses the refutation of %s with another %s', async (id, _, from, to) => {
    const text = proofOf(id) ?? '';
    const tampered = text.replace(from, to);

    expect(tampered).not.toBe(text);
    expect((await compile(tampered)).code).toBe(1);
  });

  it.concurrent.each([
    ['a number of the data', 'Sample [1; 1] 1', 'Sample [1; 2] 1'],
    ['a label', 'Sample [0; 1] (-1)', 'Sample [0; 1] 1'],
    ['the start', 'w0 : vec := [2; (-1)]', 'w0 : vec := [3; (-1)]'],
    ['the step size', 'Definition eta := 1.', 'Definition eta := (1 / 2).'],
    ['a bound', /(Lemma at_1 : .* <= c1 <= )\(\d+/, '$1(1'],
    ['a step', 'small_step data eta (run 16)', 'small_step data eta (run 15)'],
    ['the claim', '~ thm_3_2_descent.', '~ thm_3_2_gradient_zero.'],
  ])('refuses the refutation of monotone descent with another %s', async (_, from, to) => {
    const text = proofOf(DESCENT) ?? '';
    const tampered = text.replace(from, to);

    expect(tampered).not.toBe(text);
    expect((await compile(tampered)).code).toBe(1);
  });

  it.concurrent.each([
    ['number of the data', 'Sample [(1 / 2)] 1', 'Sample [1] 1'],
    ['label', 'Sample [(-1 / 2)] (-1)', 'Sample [(-1 / 2)] 1'],
    ['start', 'w0 : vec := [2]', 'w0 : vec := [3]'],
    ['exponent', 'Definition alpha := (3 / 4).', 'Definition alpha := (1 / 4).'],
    ['number of idle samples', 'calm [s1] 1 2', 'calm [s1] 0 2'],
    ['bound on the data', 'Definition B := sqrt (1 / 4).', 'Definition B := sqrt (1 / 8).'],
    ['vector u', 'B [(7 / 2)] 1%nat', 'B [2] 1%nat'],
    ['step', 'B [(7 / 2)] 1%nat', 'B [(7 / 2)] 0%nat'],
    ['claim', '~ prop_1_eq_13.', '~ prop_1_eq_9.'],
  ])('refuses the refutation of a bound on an expectation with another %s', async (_, from, to) => {
    const text = proofOf(DISTANCE) ?? '';
    const tampered = text.replace(from, to);

    expect(tampered).not.toBe(text);
    expect((await compile(tampered)).code).toBe(1);
  });
});
