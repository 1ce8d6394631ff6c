import type { Case, Steps } from '../../src/data/case.js';

/** Moves of one number: by a sixteenth either way, to its negative, to its double, and to 0. */
const MOVES: readonly ((x: number) => number)[] = [(x) => x + 0.0625, (x) => x - 0.0625, (x) => -x, (x) => 2 * x, () => 0];

/** Rows, labels and starts at the edges, at most. */
const MOST_EDGES = 4;

/** The cases that differ from one in a single place: a number, a label, a sample more or less, the steps, the slope or an output weight. */
export function neighboursOf(input: Case): readonly Case[] {
  const { data, start, slope, outputWeights } = input;
  const rows = data.x.flatMap((row, i) => movesOf(row).map((moved) => ({ ...input, data: { ...data, x: data.x.with(i, moved) } })));
  const labels = data.y.map((label, i) => ({ ...input, data: { ...data, y: data.y.with(i, -label) } }));
  const samples = data.x.flatMap((row, i) => {
    const without = { x: data.x.toSpliced(i, 1), y: data.y.toSpliced(i, 1) };
    const doubled = { x: [...data.x, row], y: [...data.y, data.y[i]!] };
    return (data.x.length > 1 ? [without, doubled] : [doubled]).map((some) => ({ ...input, data: some }));
  });
  const starts = movesOf(start).map((moved) => ({ ...input, start: moved }));
  const steps = stepsBeside(input.steps).map((some) => ({ ...input, steps: some }));
  const slopes = slope === undefined ? [] : [0, 1, -slope, 2 * slope].map((some) => ({ ...input, slope: some }));
  const weights = movesOf(outputWeights ?? []).map((some) => ({ ...input, outputWeights: some }));
  const others = [...rows, ...labels, ...samples, ...starts, ...steps, ...slopes, ...weights];
  return others.filter((other) => JSON.stringify(other) !== JSON.stringify(input));
}

/** The cases at the edges of what statements are about: no step or one, step sizes and slopes of 0 and 1, other labels, samples and starts of zeros. */
export function edgesOf(input: Case): readonly Case[] {
  const { data, start, slope } = input;
  const zeros = (numbers: readonly number[]): number[] => numbers.map(() => 0);
  const rows = data.x.map((row, i) => ({ ...input, data: { ...data, x: data.x.with(i, zeros(row)) } }));
  const labels = data.y.map((label, i) => ({ ...input, data: { ...data, y: data.y.with(i, -label) } }));
  const starts = [zeros(start), start.map((x) => -x), ...start.map((_, j) => start.with(j, 0))].map((some) => ({ ...input, start: some }));
  const slopes = slope === undefined ? [] : [0, 1].map((some) => ({ ...input, slope: some }));
  const steps = edgeStepsOf(input.steps).map((some) => ({ ...input, steps: some }));
  return [...steps, ...slopes, ...spread(rows, MOST_EDGES), ...spread(labels, MOST_EDGES), ...spread(starts, MOST_EDGES)];
}

function edgeStepsOf(steps: Steps): readonly Steps[] {
  if (steps.kind === 'none') return [];
  const counts = [0, 1].map((count) => ({ ...steps, count }));
  if (steps.kind === 'constant') return [...counts, { ...steps, eta: 0 }];
  return [...counts, ...[0.5, 1].map((alpha) => ({ ...steps, alpha, count: Math.min(steps.count, 1) }))];
}

function movesOf(numbers: readonly number[]): readonly (readonly number[])[] {
  return numbers.flatMap((x, j) => MOVES.map((move) => numbers.with(j, move(x))));
}

function stepsBeside(steps: Steps): readonly Steps[] {
  if (steps.kind === 'none') return [];
  const counts = [0, 1, 2, steps.count - 1, 2 * steps.count].map((count) => ({ ...steps, count: Math.max(0, count) }));
  if (steps.kind === 'constant') {
    const { eta } = steps;
    return [...counts, ...[0, eta / 4, 2 * eta, 8 * eta, 64].map((other) => ({ ...steps, eta: other }))];
  }
  return [...counts, ...[0.5, 0.53125, 0.875, 1].map((alpha) => ({ ...steps, alpha }))];
}

/** So many of a list, spread evenly over it. */
export function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]!);
}
