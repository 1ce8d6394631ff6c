import { expect, it } from 'vitest';
import { Stopped, stoppable, unlessStopped } from '../../src/numerics/stopping.js';

it('work ends at its next step once its flag is set, and no other work does', () => {
  const told = new Int32Array(new SharedArrayBuffer(4));
  const steps: number[] = [];
  const work = (): void => {
    for (let k = 0; k < 5; k++) {
      unlessStopped();
      steps.push(k);
      if (k === 2) told[0] = 1;
    }
  };

  expect(() => stoppable(told, work)).toThrow(Stopped);
  expect(steps).toEqual([0, 1, 2]);
  expect(unlessStopped).not.toThrow();
  expect(() => stoppable(new Int32Array(1), unlessStopped)).not.toThrow();
});
