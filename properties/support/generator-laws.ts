import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOrOthers, STATISTICAL } from './long-suite.js';

/** What every value of a generator owes its users. */
export interface GeneratorLaw<T> {
  /** The hypothesis that a value breaks, in words; undefined when it meets all of them exactly. */
  defect(value: T): string | undefined;
  /** All coordinates of a value, for readability after shrinking. */
  coordinates(value: T): readonly number[];
  /** What was drawn; none for plain numbers. */
  labels?(value: T): readonly string[];
  /** Least share of each label among the draws of every seed. */
  shares?: Readonly<Record<string, number>>;
  /** Whether a fully shrunk value is as small as values get. */
  isSmallest(value: T): boolean;
}

const SEEDS = firstOrOthers(0, 1, 2);
const DRAWS = 400;
/** Values that shrinking visits, per seed. */
const SHRUNK = 3000;
/** Broken values that a failure lists. */
const SHOWN = 3;

/** Registers the laws of one generator. */
export function lawful<T>(name: string, arbitrary: Arbitrary<T>, law: GeneratorLaw<T>): void {
  describe(name, () => {
    it.each(SEEDS)('meets its hypotheses exactly in every draw of seed %i', STATISTICAL, (seed) => {
      const values = fc.sample(arbitrary, { seed, numRuns: DRAWS });

      expect(values.flatMap((value) => described(value, law)).slice(0, SHOWN)).toEqual([]);
    });

    it.each(SEEDS)('still meets them along the ways that shrinking takes from seed %i', STATISTICAL, (seed) => {
      const { visited, defects } = shrinkAround(arbitrary, law, seed);

      expect(defects.slice(0, SHOWN)).toEqual([]);
      expect(visited).toBeGreaterThan(50);
    });

    it.each(SEEDS)('reaches every label as often as stated on seed %i', STATISTICAL, (seed) => {
      const drawn = fc.sample(arbitrary, { seed, numRuns: DRAWS }).map((value) => law.labels?.(value) ?? []);

      const rare = Object.entries(law.shares ?? {})
        .map(([label, least]) => ({ label, least, share: drawn.filter((labels) => labels.includes(label)).length / DRAWS }))
        .filter(({ least, share }) => share < least);

      expect(rare).toEqual([]);
    });

    it.each(SEEDS)('shrinks to a value that reads well from seed %i', STATISTICAL, (seed) => {
      const { counterexample } = fc.check(
        fc.property(arbitrary, () => false),
        { seed, numRuns: 1 },
      );
      const [smallest] = counterexample as [T];

      expect(law.coordinates(smallest).filter((value) => !(Number.isInteger(64 * value) && Math.abs(value) <= 4))).toEqual([]);
      expect(law.isSmallest(smallest), JSON.stringify(smallest)).toBe(true);
    });

    it('draws the same values again from the same seed', () => {
      expect(fc.sample(arbitrary, { seed: 5, numRuns: 50 })).toEqual(fc.sample(arbitrary, { seed: 5, numRuns: 50 }));
    });
  });
}

function described<T>(value: T, law: GeneratorLaw<T>): string[] {
  const defect = law.defect(value);
  return defect === undefined ? [] : [`${defect}: ${JSON.stringify(value)}`];
}

/** Lets about half of all values fail, by a hash of their text, so that shrinking wanders rather than runs straight to the end. */
function shrinkAround<T>(arbitrary: Arbitrary<T>, law: GeneratorLaw<T>, seed: number): { visited: number; defects: string[] } {
  const defects: string[] = [];
  let visited = 0;
  for (let round = 0; visited < SHRUNK && round < 60; round++) {
    fc.check(
      fc.property(arbitrary, (value) => {
        visited++;
        defects.push(...described(value, law));
        return visited > SHRUNK || hash(JSON.stringify(value) + round) % 2 === 0;
      }),
      { seed: seed + 1000 * round, numRuns: 5 },
    );
  }
  return { visited, defects };
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return state >>> 8;
}
