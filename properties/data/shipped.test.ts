import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dataset, radius } from '../../src/data/dataset.js';
import { loadData } from '../../src/data/load.js';
import { shippedData } from '../../src/data/shipped.js';
import { dot } from '../../src/numerics/vector.js';
import { maxMargin, signedRows } from '../../src/oracle/max-margin.js';
import { separability } from '../../src/oracle/separability.js';

const folder = new URL('../../fixtures/data/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

describe.each(shippedData().map((shipped) => [shipped.name, shipped] as const))('the shipped data set %s', (name, shipped) => {
  const data = dataset(shipped.data);

  test('is linearly separable through the origin, exactly', () => {
    expect(separability(data).separable).toBe(true);
  });

  test('has both classes, a last feature that is 1, and samples of size at most 4', () => {
    expect(data.positives.length).toBeGreaterThan(0);
    expect(data.negatives.length).toBeGreaterThan(0);
    expect(shipped.data.x.every((row) => row.at(-1) === 1)).toBe(true);
    expect(shipped.featureNames).toHaveLength(data.d);
    expect(shipped.featureNames.at(-1)).toBe('constant');
    expect(radius(data)).toBeLessThan(4);
  });

  test('is small enough for every evaluation, or the full iris set', () => {
    expect(data.n).toBeLessThanOrEqual(name === 'iris-setosa' ? 150 : 60);
  });

  test('is what a user who loads its file gets', async () => {
    const { data: x, labelNames, featureNames } = await loadData(fileURLToPath(new URL(`${name}.csv`, folder)));
    expect({ data: x, labelNames, featureNames }).toEqual({
      data: shipped.data,
      labelNames: shipped.labelNames,
      featureNames: shipped.featureNames,
    });
  });

  test('has the sizes and the margin that the table in its README gives', () => {
    const rows = signedRows(data);
    const answer = maxMargin({ dimension: data.d, atLeastOne: rows });
    if (!answer.feasible) throw new Error('maxMargin contradicts separability');
    expect(Math.min(...rows.map((row) => dot(row, answer.direction)))).toBeCloseTo(answer.margin, 12);
    const [negative, positive] = shipped.labelNames;
    const sizes = `${data.n} | ${data.d} | ${positive} (${data.positives.length}) | ${negative} (${data.negatives.length})`;
    expect(readme).toContain(`| \`${name}.csv\` | ${sizes} | ${answer.margin.toFixed(4)} | ${radius(data).toFixed(2)} |`);
  });
});

test('every data file in fixtures/data is shipped and read once', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
  expect(
    shippedData()
      .map(({ name }) => `${name}.csv`)
      .sort(),
  ).toEqual(files.sort());
  expect(shippedData()).toBe(shippedData());
});

test('the README of the data carries the notices that the licences ask for', () => {
  expect(new Set(shippedData().map(({ licence }) => licence))).toEqual(new Set(['MIT', 'BSD-3-Clause']));
  expect(readme).toContain('Copyright (c) 2021 mljs');
  expect(readme).toContain('Copyright (c) 2015 Juan Cazala');
  expect(readme).toContain('Permission is hereby granted, free of charge');
  expect(readme).toContain('THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND');
  expect(readme).toContain('Copyright (c) 2015, University of Washington Interactive Data Lab.');
  expect(readme).toContain('* Redistributions in binary form must reproduce the above copyright notice');
  expect(readme).toContain('* Neither the name of the University of Washington Interactive Data Lab');
  expect(readme).toContain('POSSIBILITY OF SUCH DAMAGE.');
});
