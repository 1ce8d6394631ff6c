/** The exact numbers for other implementations, and the Python script that checks them by fractions. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VECTORS, vectorsText } from '../scripts/vectors.js';
import { readRecords, SHIPPED_RECORD } from '../src/record/records.js';
import { jsonSchema } from '../src/report/schema.js';
import { type Vectors, vectorsSchema } from '../src/report/vectors-schema.js';
import { everyNthOrOthers, STATISTICAL } from './support/long-suite.js';
import { pythonWith } from './support/python.js';
import { scratch } from './support/scratch.js';
import { tamperings } from './support/tampered-vectors.js';

const text = readFileSync(VECTORS, 'utf8');
const kept = (): Vectors => vectorsSchema.parse(JSON.parse(text));

describe('fixtures/vectors.json', () => {
  it('is what the code makes (npx tsx scripts/vectors.ts writes it)', () => {
    expect(vectorsText()).toBe(text);
  });

  it('has the witness of every claim on record with its certificate, but for evidence that is not certified', () => {
    const records = Object.entries(readRecords(SHIPPED_RECORD)).filter(([, { witness }]) => witness !== undefined);
    const certified = records.filter(([, { witness = '' }]) => readFileSync(join(SHIPPED_RECORD, witness), 'utf8').includes('"certified"'));
    const { witnesses } = kept();
    const ids = (entries: readonly (readonly [string, unknown])[]): string[] => entries.map(([id]) => id).sort();

    expect(witnesses.map(({ claim }) => claim).sort()).toEqual(ids(records));
    expect(
      witnesses
        .filter(({ certificate }) => certificate !== undefined)
        .map(({ claim }) => claim)
        .sort(),
    ).toEqual(ids(certified));
    expect(certified.length).toBeGreaterThan(0);
  });

  it('holds numbers as quotients of integers alone, which the published schema asks for', () => {
    const vectors = kept();
    const [first] = vectors.exp;

    expect(JSON.stringify(jsonSchema('vectors'))).toContain('pattern');
    for (const low of ['0.5', '1/0', '01/2', '1', '-0/1', '']) {
      expect(vectorsSchema.safeParse({ ...vectors, exp: [{ ...first, low }] }).success, low).toBe(false);
    }
  });
});

const python = pythonWith('fractions');

describe.skipIf(python === undefined)('examples/vectors/check_vectors.py', () => {
  const { file } = scratch();

  /** Runs the script on a file, or on the one that ships. */
  function check(...files: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
    const { status, stdout, stderr } = spawnSync(python ?? '', ['examples/vectors/check_vectors.py', ...files], { encoding: 'utf8' });
    return { code: status, stdout, stderr };
  }

  it('has fewer than a hundred lines, and needs fractions alone', () => {
    const lines = readFileSync('examples/vectors/check_vectors.py', 'utf8').trimEnd().split('\n');

    expect(lines.length).toBeLessThan(100);
    expect(lines.filter((line) => /^(import|from) /.test(line))).toEqual([
      'import json',
      'import sys',
      'from fractions import Fraction',
      'from pathlib import Path',
    ]);
  });

  it('accepts the file that ships', () => {
    const { exp, ln, witnesses } = kept();

    const { code, stdout, stderr } = check();

    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(
      `hold: ${exp.length + ln.length} enclosures, ${witnesses.flatMap(({ margins }) => margins).length} max margins`,
    );
  });

  it.each(everyNthOrOthers(3, tamperings))('refuses %s', STATISTICAL, (_, change, told) => {
    const vectors = kept();
    change(vectors);

    const { code, stderr } = check(file('tampered.json', JSON.stringify(vectors)));

    expect(JSON.stringify(vectors)).not.toBe(JSON.stringify(kept()));
    expect(stderr).toMatch(/^does not hold: /);
    expect(stderr).toContain(told);
    expect(code).toBe(1);
  });
});
