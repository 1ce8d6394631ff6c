/** Certificates of cases at the borders of what they are about. */

import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/certify/enclosure/setting.js';
import { prove } from '../../src/paper/stochastic/theorem-3-3.staying.certificate.js';
import { certify, changed } from '../support/certify.js';

describe('SGD that converges though w^+ is not in the region', () => {
  const data = {
    x: [
      [1, 0],
      [0, 1],
      [-1, 2],
    ],
    y: [1, 1, -1],
  };
  const argumentAt = (start: number[]): string => certify(changed('sec-3.3/otherwise', { data, start }))?.argument.join(' ') ?? '';

  it('may stay in a W_J in which some positives are active', () => {
    expect(argumentAt([1, -1])).toContain('At step 0 nothing is active but sample x1, and no draw leads out of this W_J');
  });

  it('may be silent from the start', () => {
    expect(argumentAt([-1, -1])).toContain('At step 0 every w.x_i <= 0');
  });
});

describe('the loss given that SGD stays', () => {
  it('is asked for at a step from 1 on', () => {
    const at = (count: number) => settingOf(changed('thm-3.3/staying@intended', { steps: { kind: 'power', alpha: 0.515625, count } }), 60);

    expect(() => prove(at(0))).toThrow('there is no step');
    expect(() => prove(at(1))).toThrow('the bound is not below the loss');
  });
});
