/** The first cases that `verify` draws of each claim are those on record, so that a seed names the same cases to everybody. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseFileSchema } from '../../src/data/case-file.js';
import { stringify } from '../../src/data/json-number.js';
import { claims } from '../../src/paper/edition.js';
import { DRAWN, drawnHashes, firstCases, GIVEN } from '../support/drawn-cases.js';
import { DRAWN_KINDS, KINDS, kindHash } from '../support/drawn-kinds.js';

const recorded = JSON.parse(readFileSync(DRAWN, 'utf8')) as Record<string, readonly string[]>;
const recordedKinds = JSON.parse(readFileSync(DRAWN_KINDS, 'utf8')) as Record<string, string>;

/** Cases of each claim, source and chunk that are read as if from a file. */
const READ = 2;

describe('drawn cases', () => {
  it('are on record for every claim: npx tsx scripts/evaluations.ts --cases', () => {
    expect(Object.keys(recorded)).toEqual(claims.map(({ id }) => id));
  });

  it.each(claims.map((claim) => ({ id: claim.id, claim })))('are as recorded for $id', ({ id, claim }) => {
    expect(drawnHashes(claim)).toEqual(recorded[id]);
  });

  it.each([undefined, ...GIVEN].map((on) => ({ name: on?.name ?? 'generated', on })))(
    'are finite, of their claim, and the same once written and read: $name',
    ({ on }) => {
      for (const claim of claims) {
        for (const input of firstCases(claim, on, READ)) {
          const text = stringify({ format: 'claimcheck-case', version: 2, ...input });
          const { format: _format, version: _version, ...read } = caseFileSchema.parse(JSON.parse(text));

          expect(read).toEqual({ ...input, claim: claim.id });
          expect(input.start.length % input.data.x[0]!.length).toBe(0);
        }
      }
    },
  );
});

describe('kinds of drawn data', () => {
  it('are all on record: npx tsx scripts/evaluations.ts --cases', () => {
    expect(Object.keys(recordedKinds)).toEqual(Object.keys(KINDS));
  });

  it.each(Object.entries(KINDS))('are as recorded: %s', (name, kind) => {
    expect(kindHash(kind)).toBe(recordedKinds[name]);
  });
});
