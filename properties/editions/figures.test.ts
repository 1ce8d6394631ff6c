import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adamSteps, FOLDER, figures, marginShares } from '../../scripts/optimizer-figures.js';

const readme = readFileSync('README.md', 'utf8');

describe("the README's figures about optimizers", () => {
  it('are what their runs draw (npx tsx scripts/optimizer-figures.ts writes them)', () => {
    for (const [name, svg] of Object.entries(figures())) {
      expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(svg);
      expect(readme).toContain(`](docs/pictures/${name})`);
    }
  });

  it.each([
    ['Coordinate descent (l1)', 'l1'],
    ['Normalised gradient descent (l2)', 'l2'],
    ['Adam without epsilon', 'l-infinity'],
  ] as const)('show that %s maximises the margin in %s', (name, norm) => {
    const last = new Map(marginShares(name).map((curve) => [curve.norm, curve.points.at(-1)?.[1] ?? Number.NaN]));
    const own = last.get(norm) ?? Number.NaN;

    expect(own).toBeGreaterThan(0.98);
    for (const [other, share] of last) expect(share).toBeLessThanOrEqual(other === norm ? 1 + 1e-9 : own - 0.02);
  });

  it('show that epsilon turns Adam back from the margin in l-infinity', () => {
    const shares = (name: string): readonly number[] =>
      marginShares(name)
        .find(({ norm }) => norm === 'l-infinity')
        ?.points.map(([, share]) => share) ?? [];
    const [without, withEpsilon] = [shares('Adam without epsilon'), shares('Adam with epsilon')];

    expect(without.at(-1)).toBeCloseTo(Math.max(...without), 3);
    expect(withEpsilon.at(-1)).toBeLessThan(Math.max(...withEpsilon) - 0.01);
  });

  it('show steps of Adam that pass the printed bound, never the repaired one, and tend to what README says', () => {
    const { taken, bound, printed } = adamSteps();
    const [said = '', limit = ''] = /steps pass (\S+) alpha and tend to (\S+) alpha/.exec(readme)?.slice(1) ?? [];

    expect(printed.at(-1)?.[1].toFixed(1)).toBe(said);
    expect(taken.at(-1)?.[1].toFixed(1)).toBe(limit);
    // The limit by the formula of the claim's reason.
    expect(taken.at(-1)?.[1]).toBeCloseTo((1 - 0.9) / Math.sqrt((1 - 0.999) * (1 - 0.9 ** 2 / 0.999)), 4);
    for (const [i, [t, step]] of taken.entries()) expect(step).toBeLessThanOrEqual((bound[i]?.[1] ?? 0) * (1 + 1e-9 * t));
  });
});
