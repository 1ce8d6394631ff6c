/** `certify`: what it writes, and what `--check` refuses. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();
const WITNESS = 'fixtures/witnesses/thm-3.2_descent.json';
const proof = `${folder}/Descent.v`;
let text = '';

beforeAll(async () => {
  await commanded('certify', WITNESS, '--coq', proof);
  text = readFileSync(proof, 'utf8');
});

describe('certify', () => {
  it('writes a file whose last theorem is the negation of the claim', () => {
    expect(text).toMatch(/Theorem refuted : ~ thm_3_2_descent\.\nProof\.\n[^\n]*\nQed\.\n$/);
    expect(text).toContain('Definition w0 : vec := [2; (-1)].');
  });

  it('writes the same of an id as of its witness, to stdout where no file is named', async () => {
    const { code, stdout } = await commanded('certify', 'thm-3.2/descent');

    expect(code).toBe(0);
    expect(stdout).toBe(text);
  });

  it('exits 2 where no proof of this kind is known', async () => {
    const { outcome: _outcome, ...input } = JSON.parse(readFileSync(WITNESS, 'utf8'));
    const path = file('holds.json', JSON.stringify({ ...input, claim: 'thm-3.2/gradient-zero@intended' }));

    const { code, stderr, stdout } = await commanded('certify', path);

    expect(code).toBe(2);
    expect(stderr).toBe('no Coq proof is known for thm-3.2/gradient-zero@intended\n');
    expect(stdout).toBe('');
  });

  it.each([
    [
      'a label turned',
      {
        data: {
          x: [
            [1, 1],
            [0, 1],
          ],
          y: [-1, -1],
        },
      },
    ],
    ['a start at which the loss falls', { start: [2, -4], steps: { kind: 'constant', eta: 1, count: 3 } }],
  ])('exits 2 where a case proves nothing: %s', async (_, change) => {
    const { outcome: _outcome, ...input } = JSON.parse(readFileSync(WITNESS, 'utf8'));

    const { code, stderr } = await commanded('certify', file('other.json', JSON.stringify({ ...input, ...change })));

    expect(code).toBe(2);
    expect(stderr).toBe('this case gives no Coq proof that thm-3.2/descent is false\n');
  });
});

describe('certify --check', () => {
  it('accepts what certify wrote', async () => {
    expect((await commanded('certify', WITNESS, '--check', proof)).code).toBe(0);
  });

  it.each([
    ['a number of the data', 'Sample [1; 1] 1', 'Sample [1; 2] 1'],
    ['a label', 'Sample [0; 1] (-1)', 'Sample [0; 1] 1'],
    ['the start', 'w0 : vec := [2; (-1)]', 'w0 : vec := [3; (-1)]'],
    ['the step size', 'Definition eta := 1.', 'Definition eta := (1 / 2).'],
    ['a bound', 'interval with (i_prec 142)', 'interval with (i_prec 143)'],
    ['the claim', '~ thm_3_2_descent.', '~ False.'],
    ['a claim of the same name', 'Open Scope R_scope.', 'Open Scope R_scope. Definition thm_3_2_descent := False.'],
    ['an axiom', 'Lemma is_data', 'Axiom cheat : False.\nLemma is_data'],
    ['the end', /Theorem refuted[\s\S]*$/, ''],
  ])('refuses another %s, with file and line', async (_, from, to) => {
    const tampered = text.replace(from, to);
    const line = tampered.split('\n').findIndex((each, place) => each !== text.split('\n')[place]) + 1;
    const path = file('tampered.v', tampered);

    const { code, stderr } = await commanded('certify', WITNESS, '--check', path);

    expect(tampered).not.toBe(text);
    expect(code).toBe(3);
    expect(stderr).toContain(`${path}:${line}: differs from what the case gives`);
  });

  it.each([
    ['thm-4.1/reduction', 'Neuron 1 [', 'Neuron 2 ['],
    ['thm-3.2/cases', 'w0 : vec := [4;', 'w0 : vec := [5;'],
    ['thm-3.2/cases@repaired', 'w0 : vec := [(1 / 16);', 'w0 : vec := [(1 / 8);'],
    ['prop-2', 'Nat.ltb m 1', 'Nat.ltb m 0'],
  ])('accepts what certify wrote of %s, and refuses it with another number', async (id, from, to) => {
    const { stdout } = await commanded('certify', id);
    const tampered = stdout.replace(from, to);

    expect(tampered).not.toBe(stdout);
    expect((await commanded('certify', id, '--check', file('whole.v', stdout))).code).toBe(0);
    expect((await commanded('certify', id, '--check', file('changed.v', tampered))).code).toBe(3);
  });

  it('refuses a file that is not there', async () => {
    expect(await commanded('certify', WITNESS, '--check', '/no/such/file.v')).toMatchObject({ code: 3, stdout: '' });
  });
});
