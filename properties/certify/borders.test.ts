/** Certificates of cases at the borders of what they are about. */

import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/certify/enclosure/setting.js';
import { convergesToTheEdge } from '../../src/paper/gradient-descent/section-3-2.only-when.certificate.js';
import { rise } from '../../src/paper/gradient-descent/theorem-3-2.descent.certificate.js';
import { keepsLossOnKink } from '../../src/paper/landscape/theorem-3-1.1-proof.certificate.js';
import { reachesTheInfimum } from '../../src/paper/landscape/theorem-3-1.spurious.certificate.js';
import { prove as meanAside } from '../../src/paper/leaky-relu/leaky.sgd.certificate.js';
import { directionsDiffer } from '../../src/paper/leaky-relu/section-4-1.origin.certificate.js';
import { prove as lossGivenStaying } from '../../src/paper/stochastic/theorem-3-3.staying.certificate.js';
import { certify, changed, coqOf } from '../support/certify.js';

const BITS = 60;

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
    const at = (count: number) =>
      settingOf(changed('thm-3.3/staying@intended', { steps: { kind: 'power', alpha: 0.515625, count } }), BITS);

    expect(() => lossGivenStaying(at(0))).toThrow('there is no step');
    expect(() => lossGivenStaying(at(1))).toThrow('the bound is not below the loss');
  });
});

describe('the growth that SGD on a network lacks', () => {
  it('shows at the last step of the case, and not beyond', () => {
    const found = (count: number) => certify(changed('app-i/growth', { steps: { kind: 'power', alpha: 0.75, count } }));

    expect(found(4)?.step).toBe(4);
    expect(found(3)).toBeUndefined();
  });
});

describe('directions through the origin and with an offset', () => {
  it('are of a slope in (0, 1)', () => {
    for (const slope of [0, 1]) {
      expect(() => directionsDiffer(settingOf(changed('sec-4.1/origin', { slope }), BITS))).toThrow('the slope is not in (0, 1)');
    }
  });

  it.each([1, -1])('are told from products that are doubles exactly: (1 + 2^-32) (1 - 2^-32) is none, on either side of 0 (%d)', (sign) => {
    const data = {
      x: [
        [sign, 0],
        [-sign * (1 + 2 ** -32), -1],
      ],
      y: [1, -1],
    };
    const at = settingOf(changed('sec-4.1/origin', { data, slope: (1 - 2 ** -32) / 2 }), BITS);

    expect(() => directionsDiffer(at)).toThrow('a product or difference is not a double');
  });
});

describe('leaky SGD in the separable region', () => {
  const data = {
    x: [
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
    y: [1, 1, -1],
  };
  const refusal = (change: { readonly row?: readonly [number, number]; readonly start?: number[]; readonly slope?: number }) => () =>
    meanAside(
      settingOf(
        changed('leaky/sgd', {
          data: change.row === undefined ? data : { x: [...data.x, [...change.row]], y: [...data.y, 1] },
          start: change.start ?? [1, 1],
          slope: change.slope ?? 0.5,
        }),
        BITS,
      ),
    );

  it('has a slope in (0, 1)', () => {
    for (const slope of [0, 1]) expect(refusal({ slope })).toThrow('the slope is not in (0, 1)');
  });

  it('starts there with every sample', () => {
    expect(refusal({ start: [1, -1] })).toThrow('w_0 is not in the linearly separable region');
  });

  it('is led out by no draw: not by one of two that oppose each other either', () => {
    expect(refusal({ row: [1, -0.25] })).toThrow('a draw may leave the region');
  });
});

describe('a direction of all positives', () => {
  it('has no negative active, whatever the others are', () => {
    const { data } = changed('thm-3.1/spurious', {});
    // Of the negatives (-1, 1) is on its kink at (1, 1), and (-1, 2) is active.
    const at = settingOf(changed('thm-3.1/spurious', { data: { x: [...data.x, [-1, 2]], y: [...data.y, -1] } }), BITS);

    expect(() => reachesTheInfimum(at)).toThrow('a negative sample is active');
  });
});

describe('a start from which gradient descent on the linear model is thrown to and fro, for Coq', () => {
  const OPPOSED = [
    [1, 0.5],
    [1, -0.5],
  ];
  const startIn = (x: number[][], start: number[], eta = 1) => {
    const file = coqOf(changed('linear/global', { data: { x, y: [1, -1] }, start, steps: { kind: 'constant', eta, count: 0 } }));
    return /Definition w0 : vec := (.*)\./.exec(file ?? '')?.[1];
  };

  it('has one margin far below 0, and the other between 0 and twice as far above', () => {
    // y_i w.x_i is 0 and -16, 32 and -16, 33 and -16.
    expect(startIn(OPPOSED, [8, -16])).toBe('[8; (-16)]');
    expect(startIn(OPPOSED, [24, 16])).toBe('[24; 16]');
    expect(startIn(OPPOSED, [24.5, 17])).not.toBe('[(49 / 2); 17]');
  });

  it('is not found on samples that oppose each other too little, nor beyond the range of doubles', () => {
    expect(
      startIn(
        [
          [1, 1],
          [1, 0],
        ],
        [0, -16],
      ),
    ).toBeUndefined();
    expect(
      startIn(
        [
          [1, 2],
          [1, -2],
        ],
        [0, 0],
        1.7e308,
      ),
    ).toBeUndefined();
  });
});

describe('a direction in which positives keep their loss', () => {
  const { data } = changed('thm-3.1/1-proof', {});
  // x1 = (0, 1) lies on its kink at (1, 0), and x2 = (-1, 0), a negative, is inactive.
  const further = (row: readonly [number, number], y: 1 | -1) =>
    changed('thm-3.1/1-proof', { data: { x: [...data.x, [...row]], y: [...data.y, y] } });

  it('has no negative active, whatever the others are', () => {
    expect(() => keepsLossOnKink(settingOf(further([0.5, -1], -1), BITS))).toThrow('y_i w.x_i < 0 for some i');
  });

  it('is written for Coq where all positives do', () => {
    expect(coqOf(further([0, 2], 1))).toContain('Theorem refuted');
    expect(coqOf(further([1, 1], 1))).toBeUndefined();
  });
});

describe('convexity of the ReLU loss', () => {
  it('is written for Coq where negatives are opposite in every entry', () => {
    const pair = (second: number[]) => coqOf(changed('sec-2/nonconvex', { data: { x: [[1, 2], second], y: [1, -1] }, start: [0, 0] }));

    expect(pair([-1, -2])).toContain('Theorem refuted');
    expect(pair([-1, -3])).toBeUndefined();
  });
});

describe('a run that converges to the edge of the region', () => {
  const refusal = (x: number[][], y: number[], start: number[]) => () =>
    convergesToTheEdge(settingOf(changed('sec-3.2/only-when', { data: { x, y }, start }), BITS));
  const LINE = 'the positives are more than one vector, or a step may lead out of the region';

  it('has positives that are one vector, and wakes no negative', () => {
    expect(
      refusal(
        [
          [1, 0],
          [0, 1],
        ],
        [1, -1],
        [2, -2],
      ),
    ).not.toThrow();
    expect(
      refusal(
        [
          [1, 0],
          [2, 0],
          [0, 1],
        ],
        [1, 1, -1],
        [2, -2],
      ),
    ).toThrow(LINE);
    expect(
      refusal(
        [
          [1, 0],
          [0, 1],
          [1, 8],
        ],
        [1, -1, -1],
        [2, -2],
      ),
    ).toThrow(LINE);
  });
});

describe('a step that raises the loss though eta beta < 2', () => {
  const found = (eta: number) =>
    rise(settingOf(changed('thm-3.2/descent', { start: [1, -0.5], steps: { kind: 'constant', eta, count: 30 } }), 8)).hypotheses[1]?.how ??
    '';
  const boundOf = (how: string): number => Number(/eta beta <= (\S+)/.exec(how)?.[1]);

  it('has the whole enclosure of eta beta below 2, at 8 bits', () => {
    const steps = Array.from({ length: 80 }, (_, i) => 1.9 + i / 256).map(found);

    expect(Math.max(...steps.map(boundOf))).toBeLessThan(2);
    expect(Math.max(...steps.map(boundOf))).toBeGreaterThan(1.98);
    expect(new Set(steps.map((how) => /from step (\d)/.exec(how)?.[1]))).toEqual(new Set(['0', '1']));
  });

  it('is of the run from behind the last step with eta beta of 2 or more', () => {
    expect(found(2.1)).toContain('from step 1 to step 2, for the run that starts at w_1');
  });

  it('is a step of the case, for Coq too', () => {
    const at = (count: number) => coqOf(changed('thm-3.2/descent', { steps: { kind: 'constant', eta: 1, count } }));

    // The loss rises from step 16 to step 17.
    expect([16, 17].map((count) => at(count) !== undefined)).toEqual([false, true]);
  });
});
