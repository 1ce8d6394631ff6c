/** Patterns of a network that no step changes. */

import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/certify/enclosure/network-path.js';
import { dataSettingOf } from '../../../src/certify/enclosure/setting.js';
import { staysForever } from '../../../src/certify/invariant/lasting-patterns.js';

/** Positives along both axes and a third sample; v = (1, -1). */
function settingWith(row: readonly [number, number], y: 1 | -1) {
  const data = { x: [[1, 0], [0, 1], [...row]], y: [1, 1, y] };
  const steps = { kind: 'constant', eta: 1, count: 1 } as const;
  return networkOf(dataSettingOf({ claim: 'thm-4.1/signs', data, start: [1, 1, -1, -1], steps, outputWeights: [1, -1] }, 60));
}

describe('patterns stay for ever', () => {
  const both = { members: [0, 1], neurons: [0] };

  it('where each sample of a partition pushes no sample of another over its kinks', () => {
    expect(staysForever(settingWith([-1, -1], 1), [both])).toBe(true);
    // x2 alone pushes x3.
    expect(staysForever(settingWith([-1, 1 / 64], 1), [both])).toBe(false);
  });

  it('where samples on which no neuron acts push nothing, whatever their products', () => {
    expect(staysForever(settingWith([-1, 1 / 64], 1), [{ members: [0, 1], neurons: [] }])).toBe(true);
  });

  it('where each neuron has the sign of the labels that it acts on', () => {
    expect(staysForever(settingWith([-1, -1], -1), [both, { members: [2], neurons: [1] }])).toBe(true);
    expect(staysForever(settingWith([-1, -1], 1), [both, { members: [2], neurons: [1] }])).toBe(false);
  });
});
