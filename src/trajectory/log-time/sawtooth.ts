/**
 * Where the iterates lie on average that chatter on several kinks at once.
 *
 * Within a short time every step adds the same drift D to the heights u above the kinks, and every kink with u > 0 is struck: a quasi-
 * periodic map, whose mean is taken by following it. On one kink it is D less half a strike.
 */

/** Strikes that are left out at first, and over which the mean is taken. */
const SETTLING = 100;
const STRIKES = 1000;
/** Below this share of a strike a step's drift makes no difference to the mean. */
const FINE = 1e-6;

/**
 * Mean height above each kink, less one step's drift.
 *
 * @param throws - row-major: by how much a strike of kink l throws the height above kink j down, at j * kinks + l.
 * @param drift - by kink: what one step without strikes adds to the height.
 */
export function meanHeights(throws: Float64Array, drift: Float64Array): Float64Array {
  const m = drift.length;
  const mean = new Float64Array(m);
  if (m === 1) {
    mean[0] = -0.5 * throws[0]!;
    return mean;
  }
  let fastest = 0;
  for (let j = 0; j < m; j++) fastest = Math.max(fastest, drift[j]! / throws[j * m + j]!);
  if (!(fastest > 0)) return mean;
  const scale = Math.max(1, FINE / fastest);
  const height = new Float64Array(m);
  const struck = new Float64Array(m);
  let steps = 0;
  for (let strike = 0; strike < SETTLING + STRIKES; strike++) {
    if (strike === SETTLING) {
      steps = 0;
      mean.fill(0);
    }
    // Steps until some kink is passed, then one that strikes all that are.
    let rising = Number.POSITIVE_INFINITY;
    for (let j = 0; j < m; j++) {
      const speed = scale * drift[j]!;
      if (height[j]! > 0) rising = 0;
      else if (speed > 0) rising = Math.min(rising, Math.floor(-height[j]! / speed) + 1);
    }
    for (let j = 0; j < m; j++) {
      const speed = scale * drift[j]!;
      // Heights at the steps 0, ..., rising - 1, and at the step that strikes.
      mean[j]! += (rising + 1) * (height[j]! + (rising / 2) * speed);
      height[j]! += rising * speed;
    }
    steps += rising + 1;
    for (let l = 0; l < m; l++) struck[l] = height[l]! > 0 ? 1 : 0;
    for (let j = 0; j < m; j++) {
      height[j]! += scale * drift[j]!;
      for (let l = 0; l < m; l++) height[j]! -= struck[l]! * throws[j * m + l]!;
    }
  }
  for (let j = 0; j < m; j++) mean[j] = mean[j]! / steps - scale * drift[j]!;
  return mean;
}
