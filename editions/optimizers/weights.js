/** Weights of samples, which a case keeps as logarithms. */

/**
 * The weight of its logarithm c, exact but for one rounding.
 *
 * @param {number} c
 */
export function weightOf(c) {
  const whole = Math.floor(Math.max(-40, Math.min(40, c)));
  return 2 ** whole * (1 + Math.max(0, Math.min(1, c - whole)));
}

/**
 * The logarithm that {@link weightOf} turns back into this weight, up to rounding.
 *
 * @param {number} weight
 */
export function logOf(weight) {
  let whole = 0;
  while (2 ** whole > weight) whole--;
  while (2 ** (whole + 1) <= weight) whole++;
  return whole + (weight / 2 ** whole - 1);
}
