/** Claims whose evaluation never ends, or takes its time, or is over at once. Each says on stderr that it began. */

import { writeSync } from 'node:fs';
import fc from 'fast-check';
import { defineClaim } from '../../dist/claims-kit.js';

const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const satisfied = { hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] };

function claim(id, evaluate) {
  return defineClaim({
    id,
    source: 'a test',
    statement: 'Something.',
    slack: '1',
    cases: fc.constant({ data: { x: [[1], [-1]], y: [1, -1] }, start: [0], steps: { kind: 'none' } }),
    evaluate() {
      writeSync(2, `evaluating ${id}\n`);
      return evaluate();
    },
  });
}

export default [
  claim('first', () => satisfied),
  // Leaves the processor to the tests beside it.
  claim('endless', () => {
    for (;;) sleep(20);
  }),
  claim('busy', () => {
    for (;;);
  }),
  claim('slow', () => {
    sleep(400);
    return satisfied;
  }),
  claim('last', () => satisfied),
];
