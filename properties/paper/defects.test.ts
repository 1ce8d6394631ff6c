import { describe, expect, it } from 'vitest';
import { defects } from '../support/defects.js';
import { flowDefects } from '../support/flow-defects.js';
import { fewOrMany } from '../support/long-suite.js';
import { testDefects } from '../support/zoo.js';

describe('planted defects', () => {
  it('are at least twelve', () => {
    expect(defects.length).toBeGreaterThanOrEqual(12);
  });

  testDefects(defects, { limit: 120, spared: fewOrMany(12, 60) });
});

describe('planted defects in the trajectory', () => testDefects(flowDefects, { limit: 40, spared: fewOrMany(6, 30) }));
