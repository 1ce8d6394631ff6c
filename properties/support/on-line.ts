import type { Case } from '../../src/data/case.js';

/** Samples on a line: positives that are one x, and negatives at -1/2. */
export function onLine(positives: number, negatives: number, x: number, start: number, alpha: number, count: number): Case {
  const rows = [...new Array<number>(positives).fill(x), ...new Array<number>(negatives).fill(-0.5)];
  return {
    claim: 'lem-f1',
    data: { x: rows.map((value) => [value]), y: rows.map((value) => (value > 0 ? 1 : -1)) },
    start: [start],
    steps: { kind: 'power', alpha, count },
  };
}
