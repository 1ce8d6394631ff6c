import type { Case, Steps } from '../../src/data/case.js';

const scaled = (numbers: readonly number[], by: number): number[] => numbers.map((x) => x * by);

/** The case with its data, its start or its step size far larger or smaller, at exact ties, and with few steps. */
export function extremesOf(input: Case): readonly Case[] {
  const { data, start } = input;
  const all = (x: readonly (readonly number[])[], y = data.y, from = start): Case => ({ ...input, data: { x, y }, start: from });
  return [
    all(data.x.map((row) => scaled(row, 0))),
    all(data.x, data.y, scaled(start, 0)),
    // The signs alone make many inner products 0, and lengths equal.
    all(
      data.x.map((row) => row.map(Math.sign)),
      data.y,
      start.map(Math.sign),
    ),
    all([...data.x, ...data.x], [...data.y, ...data.y]),
    all(
      data.x,
      data.y.map(() => 1),
    ),
    all(
      data.x,
      data.y.map(() => -1),
    ),
    ...[-60, -8, 8, 24, 52].map((k) => all(data.x, data.y, scaled(start, 2 ** k))),
    ...[-30, -4, 4, 30].map((k) => all(data.x.map((row) => scaled(row, 2 ** k)))),
    ...stepsOf(input.steps).map((steps) => ({ ...input, steps })),
  ];
}

function stepsOf(steps: Steps): readonly Steps[] {
  if (steps.kind === 'none') return [];
  const counts = [1, 2, 3].map((count) => ({ ...steps, count }));
  if (steps.kind === 'power') return [...counts, { ...steps, alpha: 0.75, count: Math.min(2, steps.count) }];
  return [...counts, ...[-20, -6, 3, 6, 20].map((k) => ({ ...steps, eta: steps.eta * 2 ** k }))];
}
