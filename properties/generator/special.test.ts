import { dataset } from '../../src/data/dataset.js';
import { clusters, type DrawnClusters } from '../../src/generator/clusters.js';
import { nonSeparable } from '../../src/generator/non-separable.js';
import { opposedClusters } from '../../src/generator/opposed-clusters.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { separability } from '../../src/oracle/separability.js';
import { type DrawnExample, example1, example2 } from '../../src/paper/generators/examples.js';
import { lawful } from '../support/generator-laws.js';

const onGrid = (rows: readonly (readonly number[])[]): boolean =>
  rows.flat().every((value) => Number.isInteger(64 * value) && !Object.is(value, -0));

function clustersDefect({ data: { x, y }, cluster, centers, labels }: DrawnClusters): string | undefined {
  const strict = labels.includes('angles:strict');
  const sides = (a: readonly number[], g: number, b: readonly number[], h: number): boolean => {
    const sign = signOfDot(a, b);
    return g === h ? sign > 0 : strict ? sign < 0 : sign <= 0;
  };
  if (!onGrid(x)) return 'a coordinate is off the grid';
  if (!x.every((a, i) => x.every((b, j) => sides(a, cluster[i]!, b, cluster[j]!)))) return 'an inner product of samples has the wrong sign';
  if (!x.every((a, i) => centers.every((c, h) => sides(a, cluster[i]!, c, h)))) return 'an inner product with a centre has the wrong sign';
  if (new Set(cluster).size !== centers.length) return 'a cluster is empty';
  if (!y.includes(1) || !y.includes(-1)) return 'a class is empty';
  if (!cluster.every((h, i) => y[i] === y[cluster.indexOf(h)])) return 'a cluster has two labels';
  return undefined;
}

lawful('clusters', clusters(), {
  defect: clustersDefect,
  coordinates: ({ data, centers }) => [...data.x.flat(), ...centers.flat()],
  labels: (value) => value.labels,
  shares: {
    'clusters:2': 0.1,
    'clusters:3': 0.1,
    'clusters:4': 0.1,
    'clusters:5': 0.1,
    'angles:strict': 0.6,
    'angles:weak': 0.05,
    'features:fewer': 0.2,
    'features:enough': 0.4,
  },
  isSmallest: ({ data, centers }) => data.x.length === 2 && centers.length === 2,
});

function opposedDefect(value: DrawnClusters): string | undefined {
  const { data, labels } = value;
  const crossed = labels.includes('labels:crossed');
  if (crossed && separability(dataset(data)).separable) return 'data with crossed labels are separable';
  if (data.x.length > 40 || data.x[0]!.length > 8) return 'the data are too large';
  return clustersDefect(value);
}

lawful('clusters around 0', opposedClusters(), {
  defect: opposedDefect,
  coordinates: ({ data, centers }) => [...data.x.flat(), ...centers.flat()],
  labels: (value) => value.labels,
  shares: { 'clusters:3': 0.05, 'clusters:4': 0.1, 'clusters:5': 0.1, 'clusters:6': 0.1, 'labels:crossed': 0.4, 'labels:mixed': 0.15 },
  isSmallest: ({ data, centers }) => data.x.length === 3 && centers.length === 3,
});

function example1Defect({ data: { x, y }, start, separator }: DrawnExample): string | undefined {
  const [x1, x2, x3] = x as [number[], number[], number[]];
  if (y.join() !== '1,1,-1') return 'the labels are not +1, +1, -1';
  if (!(signOfDot(x1, x3) < 0 && signOfDot(x1, x2) < 0)) return 'x1.x3 or x1.x2 is not negative';
  if (!x.every((row, i) => signOfDot(row, separator) === y[i])) return 'the separator does not separate';
  if (!(signOfDot(start, x1) > 0 && signOfDot(start, x2) < 0 && signOfDot(start, x3) < 0)) return 'the start is on a wrong side';
  return onGrid([...x, start]) ? undefined : 'a coordinate is off the grid';
}

const exampleCoordinates = ({ data, start, separator }: DrawnExample): number[] => [...data.x.flat(), ...start, ...separator];

lawful('example1', example1(), {
  defect: example1Defect,
  coordinates: exampleCoordinates,
  labels: (value) => value.labels,
  shares: { 'features:2': 0.2, 'features:4': 0.2, 'x3:on-the-side-of-x2': 0.1, 'x3:elsewhere': 0.3 },
  isSmallest: ({ data, start }) => JSON.stringify([data.x, start]) === '[[[1,0],[-1,1],[-1,0]],[1,0]]',
});

function example2Defect({ data: { x, y }, start, separator }: DrawnExample): string | undefined {
  const [x1, x2] = x as [number[], number[]];
  if (y.join() !== '1,-1') return 'the labels are not +1, -1';
  if (!(signOfDot(x1, x2) > 0)) return 'x1.x2 is not positive';
  // x2.(x2 - 2 x1) >= 0 as one exact inner product of stacked vectors.
  if (signOfDot([...x2, ...x2], [...x2, ...x1.map((value) => -2 * value)]) < 0) return 'x1.x2 exceeds |x2|^2 / 2';
  if (!x.every((row, i) => signOfDot(row, separator) === y[i])) return 'the separator does not separate';
  if (!(signOfDot(start, x1) > 0 && signOfDot(start, x2) < 0)) return 'the start is on a wrong side';
  return onGrid([...x, start]) ? undefined : 'a coordinate is off the grid';
}

lawful('example2', example2(), {
  defect: example2Defect,
  coordinates: exampleCoordinates,
  labels: (value) => value.labels,
  shares: { 'features:2': 0.2, 'features:4': 0.2, 'x1.x2:at-half': 0.05, 'x1.x2:below-half': 0.5 },
  isSmallest: ({ data }) => JSON.stringify(data.x) === '[[1,1],[0,2]]',
});

lawful('nonSeparable', nonSeparable(), {
  defect: ({ data: { x, y }, combination }) => {
    if (!onGrid(x)) return 'a coordinate is off the grid';
    if (!y.includes(1) || !y.includes(-1)) return 'a class is empty';
    if (combination.length !== x.length || !combination.every((q) => q >= 0) || !combination.some((q) => q > 0))
      return 'the weights are no combination';
    const signed = combination.map((q, i) => q * y[i]!);
    return x[0]!.every(
      (_, j) =>
        signOfDot(
          signed,
          x.map((row) => row[j]!),
        ) === 0,
    )
      ? undefined
      : 'the combination is not zero';
  },
  coordinates: ({ data, combination }) => [...data.x.flat(), ...combination],
  labels: (value) => value.labels,
  shares: {
    'core:zero': 0.05,
    'core:opposite': 0.1,
    'core:contradictory': 0.1,
    'core:triangle': 0.1,
    'core:tetrahedron': 0.05,
    'others:touching': 0.15,
    'others:free': 0.2,
  },
  isSmallest: ({ data }) => JSON.stringify(data) === '{"x":[[1],[1]],"y":[1,-1]}',
});
