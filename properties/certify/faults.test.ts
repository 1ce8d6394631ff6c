import { describe, expect, it } from 'vitest';
import { firstNetwork, networkOf } from '../../src/certify/enclosure/network-path.js';
import { dataSettingOf } from '../../src/certify/enclosure/setting.js';
import { tidyPartitions } from '../../src/certify/invariant/tidy-partitions.js';
import type { Case } from '../../src/data/case.js';
import { certify } from '../support/certify.js';

/** Samples end with their label. */
function caseOf(claim: string, samples: readonly (readonly number[])[], start: readonly number[], more: Partial<Case> = {}): Case {
  return {
    claim,
    data: { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) },
    start,
    steps: { kind: 'constant', eta: 0.5, count: 5 },
    ...more,
  };
}

const sgd = { steps: { kind: 'power', alpha: 0.75, count: 100 }, seed: 0 } as const;

/** Each would be certified wrongly, or for a wrong reason, if one sample, sign or end were taken for all of them. */
describe('no certificate is given where', () => {
  it.each<[string, Case]>([
    [
      'w^+ is on the edge of the region for one of two negatives',
      caseOf(
        'thm-3.2/1',
        [
          [1, 0, 1],
          [-1, 0, -1],
          [0, -1, -1],
        ],
        [2, 1],
      ),
    ],
    [
      'one of two active positives pulls an inactive negative towards its kink',
      caseOf(
        'thm-3.2/1',
        [
          [1, 0, 1],
          [0, 1, 1],
          [-1, 0.5, -1],
          [-1, -1, -1],
        ],
        [2, 2],
      ),
    ],
    [
      'one of two inactive samples is pulled towards its kink',
      caseOf(
        'thm-3.2/3',
        [
          [1, 0, 1],
          [0.25, 1, 1],
          [-1, 0, -1],
        ],
        [1, -4],
      ),
    ],
    [
      'one of two samples of a partition may wake a neuron on one of two of another',
      caseOf(
        'thm-4.2/direction',
        [
          [1, 0, 1],
          [0, 1, 1],
          [-1, 0.5, -1],
          [-1, -1, -1],
        ],
        [8, 8, -8, -1],
        { ...sgd, outputWeights: [1, -1] },
      ),
    ],
    [
      'a draw may wake a neuron on a further sample',
      caseOf(
        'thm-4.2/direction',
        [
          [1, 0, 1],
          [0.25, -1, -1],
        ],
        [4, 4, 0, -4],
        { ...sgd, outputWeights: [1, -1] },
      ),
    ],
    [
      'two of three samples of a partition oppose each other',
      caseOf(
        'thm-4.2/direction',
        [
          [1, 4, 1],
          [1, -0.5, 1],
          [1, 0, 1],
          [-1, 0, -1],
        ],
        [8, 0, -8, 0],
        { ...sgd, outputWeights: [1, -1] },
      ),
    ],
    [
      'two samples of a partition oppose each other, so that a draw lowers an output',
      caseOf(
        'thm-4.2/direction',
        [
          [1, 4, 1],
          [1, -0.5, 1],
          [-1, 0, -1],
        ],
        [8, 0, -8, 0],
        { ...sgd, outputWeights: [1, -1] },
      ),
    ],
    [
      'a draw of one active positive lowers another',
      caseOf(
        'thm-3.4/global',
        [
          [0.5, 1, 1],
          [0.5, -0.5, 1],
          [-1, 0, -1],
        ],
        [4, 0],
        sgd,
      ),
    ],
    [
      'one active positive is as long as sqrt 2',
      caseOf(
        'thm-3.4/global',
        [
          [1, 1, 1],
          [0.5, 0.5, 1],
          [-1, -1, -1],
        ],
        [4, 0],
        sgd,
      ),
    ],
    [
      'w^+ touches one of two negatives, and no draw leads out',
      caseOf(
        'thm-3.4/global',
        [
          [1, 0, 1],
          [-1, 0, -1],
          [0, -1, -1],
        ],
        [1, 1],
        sgd,
      ),
    ],
  ])('%s', (_, input) => {
    expect(certify(input)).toBeUndefined();
  });
});

describe('partitions are tidy only where', () => {
  it('every sample has a neuron', () => {
    const input = caseOf(
      'thm-4.1/direction',
      [
        [1, 1],
        [-1, -1],
      ],
      [4, 0],
      { outputWeights: [1, -1] },
    );
    const partitionsFrom = (start: readonly number[]) => {
      const at = networkOf(dataSettingOf({ ...input, start }, 200));
      return tidyPartitions(at, firstNetwork(at));
    };
    expect(partitionsFrom([4, -4])).toHaveLength(2);
    expect(partitionsFrom([4, 0])).toBeUndefined();
  });

  it('no sample of any partition may wake a neuron on one of another', () => {
    const partitionsOf = (third: readonly number[]) => {
      const samples = [
        [1, 0, 0, 1],
        [0, 1, 0, 1],
        [...third, -1],
      ];
      // Each neuron acts on one sample alone.
      const input = caseOf('thm-4.1/direction', samples, [1, 0, 0, 0, 1, -2, 0, -1, 2], { outputWeights: [1, 1, -1] });
      const at = networkOf(dataSettingOf(input, 200));
      return tidyPartitions(at, firstNetwork(at));
    };
    expect(partitionsOf([0, 0, 1])).toHaveLength(3);
    expect(partitionsOf([0, 1, 1])).toBeUndefined();
  });
});

describe('the certificate says all of it', () => {
  it('where a negative is active beside the positives: it is about another start', () => {
    const certificate = certify(
      caseOf(
        'thm-3.2/1',
        [
          [1, 0, 1],
          [-1, -0.125, -1],
        ],
        [1, -16],
      ),
    )!;
    expect(certificate.restart).toMatchObject({ from: 'near its iterate at step 2' });
  });

  it('where a neuron with the wrong sign acts at first: it begins where that neuron has left', () => {
    const certificate = certify(
      caseOf(
        'thm-4.1/direction',
        [
          [1, 0, 1],
          [-1, 0, -1],
        ],
        [1, 0, 0.25, 0, -1, 0],
        { outputWeights: [1, -0.5, -1] },
      ),
    )!;
    expect(certificate.step).toBeGreaterThan(0);
    expect(certificate.argument[0]).toMatch(/active are sample x1 by neuron 1; sample x2 by neurons 2, 3/);
  });

  const twoKinks = caseOf(
    'thm-3.2/cases',
    [
      [1, 1, 0, 1],
      [0, 1, 0, -1],
      [1, 0.5, -5, -1],
      [-1, 0, 0, -1],
    ],
    [4, -2, 1],
  );

  it('where the loss is 1/n or more at the start: it is about twice that start', () => {
    const restartOf = (w: number) =>
      certify(
        caseOf(
          'thm-4.2/direction',
          [
            [1, 1],
            [-1, -1],
          ],
          [w, -w],
          { ...sgd, outputWeights: [1, -1] },
        ),
      )!.restart;
    // n L = 2 exp(-w), and ln 2 = 0.6931.
    expect(restartOf(0.6953125)).toBeUndefined();
    expect(restartOf(0.6875)).toEqual({ start: [1.375, -1.375], from: '2 times its own' });
  });

  it('where two kinks hold the limit, one of which is met at step 395 only', () => {
    const { argument } = certify(twoKinks)!;
    expect(argument.join('\n')).toMatch(/w\.x2 lies in .* w\.x3 lies in /);
  });

  it('where patterns stay for ever: an inactive neuron is not woken, one sample of the other label and orthogonal ones included', () => {
    const network = caseOf(
      'thm-4.1/reduction',
      [
        [1, 0, 1],
        [-1, -2, 1],
      ],
      [1, 1, -1, 0.5],
      { outputWeights: [1, -1] },
    );
    const constancy = (input: Case) => certify(input)!.hypotheses.find(({ name }) => name === 'patterns constant')!.how;
    expect(constancy(network)).toMatch(/^for every t >= 0/);
    // Beside the sample that neuron 1 acts on, one that its moves never change and one that they raise.
    const at = (row: readonly number[]) => ({ ...network, data: { x: [...network.data.x, row], y: [...network.data.y, -1] } });
    expect(constancy(at([0, -1]))).toMatch(/^for every t >= 0/);
    expect(constancy(at([0.25, -1]))).toMatch(/^signs of all w_k.x_i at steps/);
  });
});

describe('the certificate about partitions of a network is given', () => {
  // x1 and x2 oppose each other, so that S < 1 has to hold, and every neuron has to stay active until y f(x) is at its least.
  const from = (start: readonly number[], outputWeights: readonly number[]) =>
    certify(
      caseOf(
        'thm-4.1/direction',
        [
          [1, 2, 1],
          [1, -1.5, 1],
          [-1, 0, -1],
        ],
        start,
        { outputWeights },
      ),
    )?.step;

  it('at the start where S < 1 there, and later where not', () => {
    expect(from([8, 0, -8, 0], [1, -1])).toBe(0);
    expect(from([0.5, 0, -8, 0], [1, -1])).toBeGreaterThan(0);
  });

  it('where every neuron is far from its kink, and not where one is near: ln 2 / 2 = 0.35 beside 1 and 1/8', () => {
    expect(from([8, 0, 1, 0, -8, 0], [1, 1, -1])).toBe(0);
    expect(from([8, 0, 1 / 8, 0, -8, 0], [1, 1, -1])).toBeUndefined();
  });
});
