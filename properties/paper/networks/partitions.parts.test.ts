/** What the claims about networks ask of losses, patterns and partitions, at their borders, on networks that are written down. */

import { describe, expect, it } from 'vitest';
import type { CaseContent } from '../../../src/claim/claim.js';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps, powerSteps } from '../../../src/claim/steps.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import type { Model, Workspace } from '../../../src/model/model.js';
import { settledLabels } from '../../../src/paper/networks/network-labels.js';
import { judgeSettled } from '../../../src/paper/networks/settled-network.js';
import { lightened, settledPartitions } from '../../../src/paper/networks/theorem-4-2.direction.js';
import { claimOf } from '../../support/judging.js';

describe('a loss below 1/n over a stretch of steps', () => {
  /** Of f = w_1 - w_2 at the first of two iterates. */
  const small = (start: readonly number[]) => {
    const input: Case = {
      claim: 'thm-4.2/purity',
      data: { x: [[1]], y: [1] },
      start,
      outputWeights: [1, -1],
      steps: powerSteps(0.75, 1),
      seed: 1,
    };
    const { hypotheses } = judgeCase(claimOf('thm-4.2/eq-36'), input, standardParts).evaluation;
    return hypotheses.find(({ id }) => id === 'small-loss')?.slack;
  };

  it('is there from one step on, and not where it is 1/n', () => {
    expect(small([2, 1])).toBe(1);
    expect(small([1, 1])).toBe(-1);
  });
});

describe('the labels of a network', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  });

  it('count the partitions that some neuron acts on', () => {
    const count = (...acting: readonly (readonly number[])[]) =>
      settledLabels(
        data,
        [1, 0, 0, 1],
        acting.map((neurons, h) => ({ members: [h], neurons })),
        2,
        standardParts,
      )[0];

    expect(count([0], [])).toEqual(['partitions', 'one']);
    expect(count([0], [1], [])).toEqual(['partitions', 'two']);
    expect(count([0], [1], [2])).toEqual(['partitions', 'three-or-more']);
  });
});

describe('the step of a partition', () => {
  /** Neuron 1 acts on the first two samples, neuron 2 on the third. */
  const input: Case = {
    claim: 'thm-4.1/reduction@intended',
    data: {
      x: [
        [1, 0],
        [1, 1],
        [-1, -1],
      ],
      y: [1, 1, -1],
    },
    start: [1, 1, -1, -1],
    outputWeights: [1, -1],
    steps: constantSteps(1 / 4, 3),
  };
  /** The linear model with loss and gradient divided by e, and e^1 put down as a shift. */
  const shifted: Model = {
    ...standardParts.linear,
    evaluate: (data, w, into) => shift(into, () => standardParts.linear.evaluate(data, w, into)),
    evaluateSample: (data, i, w, into) => shift(into, () => standardParts.linear.evaluateSample(data, i, w, into)),
  };
  function shift(into: Workspace, evaluate: () => void): void {
    evaluate();
    into.loss /= Math.E;
    into.gradient.forEach((entry, j) => {
      into.gradient[j] = entry / Math.E;
    });
    into.shift += 1;
  }

  it.each<[string, Partial<Parts>]>([
    ['as the model has it', {}],
    ['as it is with a shift', { linear: shifted }],
  ])('is that of the mean loss over all its samples, %s', (_, parts) => {
    const { kind, evaluation } = judgeCase(claimOf(input.claim), input, { ...standardParts, ...parts });

    expect([kind, evaluation.conclusion?.slack]).toEqual(['satisfied', expect.closeTo(0, 12)]);
  });
});

describe('a network is promising', () => {
  const promising = (x: readonly (readonly number[])[], y: readonly (1 | -1)[]) => {
    const input: Case = {
      claim: 'sec-4.2/scope',
      data: { x, y },
      start: [1, 0, 0, 0, 1, 0],
      outputWeights: [1, -1],
      steps: constantSteps(1 / 4, 0),
    };
    const { hypotheses } = judgeSettled({ disjoint: false }, () => undefined)(input, standardParts);
    return hypotheses.find(({ id }) => id === 'promising')?.slack;
  };
  const [first, second, aside] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];

  it('where every output is on its right side, and not where one is 0', () => {
    expect(promising([first, second], [1, -1])).toBe(1);
    expect(promising([first, second, aside], [1, -1, 1])).toBe(-1);
    expect(promising([first, second, aside], [1, -1, -1])).toBe(-1);
  });
});

describe('output weights are halved', () => {
  it('where their squares add up to more than 8', () => {
    const content = (outputWeights: number[]): CaseContent => ({
      data: { x: [[1]], y: [1] },
      start: outputWeights.map(() => 1),
      steps: powerSteps(0.75, 1),
      outputWeights,
    });

    expect(lightened(content([2, -2])).outputWeights).toEqual([2, -2]);
    expect(lightened(content([2, -2, 1 / 8])).outputWeights).toEqual([1, -1, 1 / 16]);
  });
});

describe('partitions after the first steps of SGD', () => {
  const settled = (x: number[][], y: (1 | -1)[], w: number[]) =>
    settledPartitions(dataset({ x, y }), [1, -1], Float64Array.from(w), standardParts);

  it('have a small loss below 1/n, and none at 1/n or beyond float64', () => {
    expect(settled([[1]], [1], [2, 1]).isSmall).toBe(true);
    expect(settled([[1]], [1], [1, 1]).isSmall).toBe(false);
    expect(settled([[1]], [-1], [1000, 1]).isSmall).toBe(false);
  });

  /** Neuron 1 has these weights, and neuron 2 acts nowhere. */
  const kept = (x: number[][], neuron: number[]) =>
    settled(
      x,
      x.map(() => 1),
      [...neuron, 0, 0],
    ).isKept;

  it('are kept where no draw lowers a product within one or raises one elsewhere', () => {
    const right = [
      [1, 0],
      [0, 1],
    ];

    expect(kept(right, [1, 1])).toBe(true);
    expect(kept(right, [1, 0])).toBe(true);
    expect(kept([...right, [-1, -1]], [1, 1])).toBe(true);
    // A draw of (1, 0) moves (-1, 2) away from neuron 1, and one of (1, 1) towards it.
    const [near, far, outside] = [
      [1, 0],
      [1, 1],
      [-1, 2],
    ];
    expect(kept([near, outside], [1, 0.5])).toBe(true);
    expect(kept([near, far, outside], [1, 0.5])).toBe(false);
    expect(kept([near, [-1, 4]], [1, 0.5])).toBe(false);
  });
});
