import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimDefinition } from '../../src/claim/claim.js';
import { DefinitionError, defineClaim, defineEdition } from '../../src/claim/define.js';
import { checkRequiredLabels } from '../../src/claim/required-labels.js';

const definition: ClaimDefinition = {
  id: 'notes/one',
  source: 'Notes, line 1',
  statement: 'The first entry of the start is at least 0.',
  slack: 'w_1',
  cases: fc
    .integer({ min: 0, max: 9 })
    .map((w) => ({ data: { x: [[1], [-1]], y: [1, -1] }, start: [w], steps: { kind: 'none' as const } })),
  evaluate: ({ start: [w = 0] }) => ({
    hypotheses: [],
    conclusion: { slack: w, rounding: 0, step: 0 },
    labels: [['size', w > 4 ? 'large' : 'small']],
  }),
};

/** The faults of a definition. */
function faultsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof DefinitionError) return error.faults;
    throw error;
  }
  return [];
}

describe('defineClaim', () => {
  it('fills in what may be left out, and the id in each case', () => {
    const claim = defineClaim(definition);

    expect(claim).toMatchObject({ reading: 'as-printed', kind: 'every t', method: 'exact', chapter: 'notes', required: {} });
    expect(fc.sample(claim.cases, { seed: 1, numRuns: 5 }).map((input) => input.claim)).toEqual(new Array(5).fill('notes/one'));
  });

  it.each([
    ['asymptotic', 'limit'],
    ['expectation', 'statistics'],
    ['finite', 'exact'],
  ] as const)('takes a claim of kind %s to be judged by %s', (kind, method) => {
    expect(defineClaim({ ...definition, kind }).method).toBe(method);
  });

  it.each([
    ['no id', { id: '' }, ['claim without an id: id must be']],
    ['an id with spaces', { id: 'notes/one two' }, ['id must be words']],
    ['no statement', { statement: '' }, ['claim notes/one: statement must be a text that is not empty']],
    ['no slack', { slack: undefined }, ['claim notes/one: slack must be']],
    ['no cases', { cases: undefined }, ['cases must be a fast-check arbitrary']],
    ['no evaluate', { evaluate: undefined }, ['evaluate must be a function']],
    ['an unknown reading', { reading: 'as-meant' }, ['reading must be one of as-printed, as-intended, repaired']],
    ['an unknown kind', { kind: 'always' }, ['kind must be one of exact, every t']],
    ['a suffix that its reading does not have', { id: 'notes/one@repaired' }, ['an id without a suffix where the reading is as-printed']],
    ['a reading without its suffix', { reading: 'repaired' }, ['an id that ends in @repaired where the reading is repaired']],
    ['a required label without a value', { required: { size: 0.1 } }, ['required "size" must be written dimension:value']],
    ['a required share above 1', { required: { 'size:large': 2 } }, ['required "size:large" must be a share above 0 and at most 1']],
    ['several faults', { statement: '', evaluate: 3 }, ['statement must be', 'evaluate must be']],
  ])('refuses a definition with %s, a line for each fault', (_, change, expected) => {
    const faults = faultsOf(() => defineClaim({ ...definition, ...change } as ClaimDefinition));

    expect(faults).toHaveLength(expected.length);
    for (const [index, part] of expected.entries()) expect(faults[index]).toContain(part);
  });
});

describe('defineEdition', () => {
  const claim = defineClaim(definition);

  it('refuses an id that occurs twice, and what no definition made', () => {
    const faults = faultsOf(() => defineEdition({ name: 'notes', title: 'Notes', claims: [claim, claim, definition as never] }));

    expect(faults).toEqual(['claim notes/one: this id occurs twice', 'edition: claims[2] was not made by defineClaim']);
  });

  it('refuses a missing name and claims that are no list', () => {
    const faults = faultsOf(() => defineEdition({ name: '', title: 'Notes', claims: undefined as never }));

    expect(faults).toEqual(['edition: name must be a text that is not empty', 'edition: claims must be a list']);
  });

  it('refuses an optimizer with a claim that the edition does not have, and with texts and functions that are none', () => {
    const optimizer = { name: 'one', settings: {}, run: () => {}, claims: [claim.id], about: 'Does nothing.', landmarks: () => [] };
    const edition = { name: 'notes', title: 'Notes', claims: [claim] };
    const wrong = { ...optimizer, name: 'two', claims: ['notes/none'], about: ' ', landmarks: [] } as never;
    const faults = faultsOf(() => defineEdition({ ...edition, optimizers: [optimizer, wrong] }));

    expect(defineEdition({ ...edition, optimizers: [optimizer] }).optimizers).toEqual([optimizer]);
    expect(faults).toEqual([
      'edition: optimizers[1]: about must be a text that is not empty',
      'edition: optimizers[1]: landmarks must be a function',
      'edition: optimizers[1]: the edition has no claim "notes/none"',
    ]);
  });

  it('keeps optimizers, and refuses what is none', () => {
    const optimizer = { name: 'one', settings: { decay: [0] }, run: () => {} };
    const edition = { name: 'notes', title: 'Notes', claims: [claim] };
    const faults = faultsOf(() =>
      defineEdition({ ...edition, optimizers: [optimizer, { ...optimizer, settings: { decay: ['0'] } } as never, {} as never] }),
    );

    expect(defineEdition({ ...edition, optimizers: [optimizer] }).optimizers).toEqual([optimizer]);
    expect(faults).toEqual([
      'edition: optimizers[1]: the name one occurs twice',
      'edition: optimizers[1]: settings must be lists of numbers by name',
      'edition: optimizers[2]: name must be a text that is not empty',
      'edition: optimizers[2]: run must be a function',
      'edition: optimizers[2]: settings must be lists of numbers by name',
    ]);
  });
});

describe('required labels', () => {
  it('of a dimension that the claim gives are accepted, also where the value is rare', () => {
    expect(() => checkRequiredLabels([defineClaim({ ...definition, required: { 'size:enormous': 0.1 } })])).not.toThrow();
  });

  it('of a dimension that it does not give are refused with those that it does', () => {
    const faults = faultsOf(() => checkRequiredLabels([defineClaim({ ...definition, required: { 'colour:red': 0.1 } })]));

    expect(faults).toEqual(['claim notes/one: required "colour:red" is no label of it: its first 40 cases have labels of size']);
  });
});
