import { describe, expect, it } from 'vitest';
import { defects } from './helpers/defects.js';
import { flowDefects } from './helpers/flow-defects.js';
import { testDefects } from './helpers/zoo.js';

describe('planted defects', () => {
  it('are at least twelve', () => {
    expect(defects.length).toBeGreaterThanOrEqual(12);
  });

  testDefects(defects, { limit: 120, spared: 60 });
});

describe('planted defects in the trajectory', () => testDefects(flowDefects, { limit: 40, spared: 30 }));
