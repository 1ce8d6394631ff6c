import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { type Chatter, type ChatterBall, chatterBall, farthestInBall } from '../../../src/trajectory/log-time/chatter-ball.js';

/** Random chatter on kinks in one more dimension, and a sample beside them: its products with theirs. */
interface Drawn {
  readonly chatter: Chatter;
  readonly along: Float64Array;
}

/** @param lean - common part of all entries: above 0 angles are acute, below often obtuse. */
function drawn(index: number, m: number, lean: number, least = 0.05): Drawn {
  const random = seedrandom(`chatter/${m}/${lean}/${index}`);
  const entry = (): number => random() + random() + random() - 1.5 + lean;
  const rows = Array.from({ length: m + 1 }, () => Array.from({ length: m + 1 }, entry));
  const product = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  const struck = rows.slice(0, m);
  const list = (of: () => number): Float64Array => Float64Array.from(struck, of);
  const theta = list(() => random());
  theta[0] = least;
  return {
    chatter: {
      gram: Float64Array.from(struck.flatMap((a) => struck.map((b) => product(a, b)))),
      pulls: list(() => 0.02 + 0.06 * random()),
      slowest: list(() => 1),
      fastest: list(() => 1),
      theta,
      perStep: 10 ** (-2.5 - 2 * random()),
    },
    along: Float64Array.from(struck, (row) => product(row, rows[m]!)),
  };
}

/** Where a run of plain steps from 0 came: its largest distance from the centre, its highest heights, and how far it carried w.x. */
interface Seen {
  readonly distance: number;
  readonly highest: Float64Array;
  readonly up: number;
  readonly down: number;
}

function bySteps({ chatter, along }: Drawn, { centre, inverse }: ChatterBall, steps: number): Seen {
  const { gram, pulls, theta, perStep } = chatter;
  const m = pulls.length;
  // Multiples of the struck samples that make up w.
  const parts = new Float64Array(m);
  const height = new Float64Array(m);
  const highest = new Float64Array(m);
  let [square, up, down] = [0, 0, 0];
  for (let k = 0; k < steps; k++) {
    let moved = 0;
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < m; l++) sum += gram[j * m + l]! * parts[l]!;
      height[j] = sum;
      highest[j] = Math.max(highest[j]!, sum);
      moved += along[j]! * parts[j]!;
    }
    let here = 0;
    for (let j = 0; j < m; j++)
      for (let l = 0; l < m; l++) here += inverse[j * m + l]! * (height[j]! - centre[j]!) * (height[l]! - centre[l]!);
    square = Math.max(square, here);
    up = Math.max(up, moved);
    down = Math.max(down, -moved);
    // The drift wavers by a tenth over some hundred strikes.
    const waver = 1 + 0.1 * Math.sin((k * perStep) / 5);
    for (let j = 0; j < m; j++) {
      parts[j]! += perStep * theta[j]! * (j === 0 ? waver : 1) - (height[j]! > 0 ? pulls[j]! * Math.exp(height[j]!) : 0);
    }
  }
  return { distance: Math.sqrt(square), highest, up, down };
}

const kinds = [
  [3, 0],
  [3, 0.5],
  [4, -0.15],
  [5, 0.5],
  [7, 0.5],
] as const;

describe('the ball of chatter on several kinks', () => {
  it.each(kinds)('holds the iterates of 10^6 steps, and what they carry others by: %i kinks, entries about %f', (m, lean) => {
    let [found, largest] = [0, 0];

    for (let index = 0; found < 2; index++) {
      expect(index).toBeLessThan(40);
      const one = drawn(index, m, lean);
      const ball = chatterBall(one.chatter);
      if (ball === undefined) continue;
      const seen = bySteps(one, ball, 1_000_000);
      const from = new Float64Array(m);
      found++;
      largest = Math.max(largest, seen.distance / ball.radius);
      expect(seen.distance).toBeLessThanOrEqual(ball.radius);
      for (let j = 0; j < m; j++) expect(seen.highest[j]!).toBeLessThanOrEqual(ball.highest[j]!);
      expect(seen.up).toBeLessThanOrEqual(farthestInBall(ball, from, one.along, 1));
      expect(seen.down).toBeLessThanOrEqual(farthestInBall(ball, from, one.along, -1));
    }
    // A bound that none comes near would say nothing; that of many kinks is loose.
    expect(largest).toBeGreaterThan(m === 3 ? 1 / 30 : 1 / 200);
  });

  it('would be left if it were as small as half the longest strike', () => {
    let left = 0;

    for (let index = 0; index < 10; index++) {
      const one = drawn(index, 3, 0.5);
      const ball = chatterBall(one.chatter)!;
      const { gram, pulls } = one.chatter;
      const half = Math.max(...pulls.map((pull, j) => pull * Math.sqrt(gram[4 * j]!))) / 2;
      if (bySteps(one, ball, 200_000).distance > half) left++;
    }

    expect(left).toBe(10);
  });

  it('stays small where one of the units is about to leave', () => {
    const radii = [0.05, 1e-4, 1e-8, 0].map((least) => chatterBall(drawn(0, 3, 0, least).chatter)!.radius);

    expect(Math.max(...radii)).toBeLessThan(4 * radii[0]!);
  });

  it('is as small for the least of seven units that is about to leave', () => {
    const one = drawn(69, 7, 0);
    const [leaving, steady] = [1e-9, 0.05].map((least) => chatterBall({ ...one.chatter, theta: one.chatter.theta.with(0, least) })!.radius);

    expect(leaving).toBeLessThan(2 * steady!);
  });

  // Two others lift the first sample by more than its own strike throws it down.
  const lifted = [7.6, -5, -6.5, -5, 6, 3.9, -6.5, 3.9, 9.4];

  it.each([1 / 4096, 1 / 1024, 1 / 512])(
    'limits the heights on which it hangs, where strikes of %f of a normal are short enough',
    (pull) => {
      const chatter: Chatter = {
        ...drawn(0, 3, 0).chatter,
        gram: Float64Array.from(lifted),
        pulls: new Float64Array(3).fill(pull),
        theta: Float64Array.of(1.6, 0.9, 0.75),
        perStep: pull / 40,
      };

      const ball = chatterBall(chatter)!;
      const seen = bySteps({ chatter, along: new Float64Array(3) }, ball, 1_000_000);

      expect(seen.distance).toBeLessThanOrEqual(ball.radius);
      expect(seen.distance).toBeGreaterThan(ball.radius / 5);
      for (let j = 0; j < 3; j++) {
        expect(seen.highest[j]!).toBeLessThanOrEqual(ball.highest[j]!);
        expect(ball.centre[j]! + ball.radius * Math.sqrt(lifted[4 * j]!)).toBeLessThanOrEqual(ball.highest[j]!);
      }
    },
  );

  it('is not found for dependent samples, nor where strikes lift others without end', () => {
    const { chatter } = drawn(0, 3, 0);
    const [a, b, c] = [chatter.gram[0]!, chatter.gram[1]!, chatter.gram[4]!];
    // The third sample is the sum of the first two.
    const dependent = Float64Array.of(a, b, a + b, b, c, b + c, a + b, b + c, a + 2 * b + c);
    const far = Float64Array.of(1, -0.4, -0.4, -0.4, 1, -0.4, -0.4, -0.4, 1);

    expect(chatterBall({ ...chatter, gram: dependent })).toBeUndefined();
    expect(chatterBall({ ...chatter, gram: far })).toBeDefined();
    expect(chatterBall({ ...chatter, gram: far, pulls: Float64Array.of(9, 9, 9) })).toBeUndefined();
  });
});
