import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { separable } from '../../src/generator/separable.js';
import { rawStart, type StartKind, start, withStart } from '../../src/generator/start.js';
import { landscapeRegion } from '../../src/oracle/landscape.js';
import { nonEmptyRegions, regionPoint } from '../../src/oracle/regions.js';
import { combes } from '../../src/paper/generators/combes.js';
import { outside } from '../../src/paper/generators/outside.js';
import { lawful } from '../support/generator-laws.js';

type Begun = ReturnType<typeof withStart> extends fc.Arbitrary<infer T> ? T : never;

/** Labels that the landscape oracle gives a start. */
function trueLabels({ drawn, start: w }: Begun): string[] {
  const region = landscapeRegion(dataset(drawn.data), w);
  const onKink = region.boundaryPositives.length + region.boundaryNegatives.length > 0;
  return [`start:${region.kind}`, ...(onKink ? ['start:kink'] : []), ...(w.every((value) => value === 0) ? ['start:zero'] : [])];
}

const startLabels = (labels: readonly string[]): string[] => labels.filter((label) => label.startsWith('start:'));

const law = {
  defect: (value: Begun): string | undefined => {
    const said = startLabels(value.labels).join();
    const truth = trueLabels(value).join();
    if (said !== truth) return `labels say ${said}, the oracle says ${truth}`;
    if (value.start.some((entry) => !Number.isFinite(entry) || Object.is(entry, -0))) return 'an entry is not finite, or a negative zero';
    return undefined;
  },
  coordinates: ({ drawn, start: w }: Begun): number[] => [...drawn.data.x.flat(), ...w],
  labels: ({ drawn, start: w, labels }: Begun): string[] => {
    const { boundaryPositives, boundaryNegatives, activePositives, kind } = landscapeRegion(dataset(drawn.data), w);
    return [
      ...labels,
      ...(boundaryPositives.length > 0 && !labels.includes('start:zero') ? [`${kind}:positive-on-kink`] : []),
      ...(boundaryNegatives.length > 0 && !labels.includes('start:zero') ? [`${kind}:negative-on-kink`] : []),
      ...(kind === 'mixed' && activePositives.length === 0 ? ['negatives-only'] : []),
    ];
  },
  isSmallest: ({ drawn, start: w }: Begun): boolean => drawn.data.x.length === 2 && w.every((value) => value === 0),
};

const shares = {
  'start:zero': 0.04,
  'start:separable': 0.15,
  'start:partial': 0.1,
  'start:silent': 0.15,
  'start:mixed': 0.2,
  'start:kink': 0.15,
  'negatives-only': 0.06,
  'partial:positive-on-kink': 0.01,
  'mixed:positive-on-kink': 0.01,
};

lawful('withStart(separable)', withStart(separable()), { ...law, shares });
lawful('withStart(outside)', withStart(outside()), { ...law, shares: { ...shares, 'partial:negative-on-kink': 0.02 } });
lawful('withStart(combes)', withStart(combes()), {
  ...law,
  shares: { 'start:separable': 0.15, 'start:silent': 0.15, 'negatives-only': 0.06 },
});

/** Share of a kind's starts, edges aside, that lie where it aims among the data where such a start exists. */
function hits(
  kind: StartKind,
  exists: (data: ReturnType<typeof dataset>) => boolean,
  isHit: (labels: readonly string[]) => boolean,
): number {
  const begun = fc.sample(fc.tuple(separable(), rawStart([kind])), { seed: 11, numRuns: 400 });
  const possible = begun.filter(([drawn]) => exists(dataset(drawn.data)));
  return possible.filter(([drawn, raw]) => isHit(start(drawn, { ...raw, edge: false }).labels)).length / possible.length;
}

describe('a start aimed at a region', () => {
  it('reaches the separable region every time', () => {
    expect(
      hits(
        'separable',
        () => true,
        (labels) => labels.includes('start:separable'),
      ),
    ).toBe(1);
  });

  it('reaches a partial region in at least 9 of 10 data sets that have one', () => {
    const exists = (data: ReturnType<typeof dataset>): boolean =>
      nonEmptyRegions(data).some((J) => J.length > 0 && J.length < data.positives.length);

    expect(hits('partial', exists, (labels) => labels.includes('start:partial'))).toBeGreaterThan(0.9);
  });

  it('reaches the silent region in at least 9 of 10 data sets where it is more than 0', () => {
    const exists = (data: ReturnType<typeof dataset>): boolean => regionPoint(data, [])!.some((value) => value !== 0);

    expect(hits('silent', exists, (labels) => labels.includes('start:silent') && !labels.includes('start:zero'))).toBeGreaterThan(0.9);
  });
});

describe('start', () => {
  it('labels starts on data off the grid truly, and finds kinks of it', () => {
    const data = {
      x: [
        [5.1, 3.5, 1.4],
        [4.9, 3.1, 0.2],
        [-6.3, 0.1, -2.5],
      ],
      y: [1, 1, -1],
    };
    const separator = [1, 0.5, 0.25];
    const begun = fc.sample(rawStart(), { seed: 2, numRuns: 300 }).map((raw) => start({ data, separator }, raw));

    const wrong = begun.filter(
      ({ start: w, labels }) => labels.join() !== trueLabels({ drawn: { data, separator, labels: [] }, start: w, labels: [] }).join(),
    );
    const onKink = begun.filter(({ labels }) => labels.includes('start:kink') && !labels.includes('start:zero'));

    expect(wrong).toEqual([]);
    expect(onKink.length / begun.length).toBeGreaterThan(0.1);
  });

  it('serves data with more features than raw draws', () => {
    const x = [0, 1].map((i) => Array.from({ length: 40 }, (_, j) => ((i + j) % 3) - 1));
    const data = { x, y: [1, -1] };
    const separator = x[0]!.map((value, j) => value - x[1]![j]!);

    const lengths = fc.sample(rawStart(), { seed: 4, numRuns: 50 }).map((raw) => start({ data, separator }, raw).start.length);

    expect(new Set(lengths)).toEqual(new Set([40]));
  });
});
