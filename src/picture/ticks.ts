/** Round numbers on an axis. */

/** Ticks are at most so many. */
const MOST = 11;

/** Multiples of 1, 2 or 5 times a power of ten in an interval. */
export function ticksBetween(low: number, high: number, most: number = MOST): number[] {
  const width = high - low;
  if (!(width > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(width / most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => width / size <= most) ?? width;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

/** A tick's number without the noise of its last digits. */
export function numeral(value: number, digits = 6): string {
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(digits));
  return size === 0 || (size >= 1e-3 && size < 1e5) ? String(rounded) : rounded.toExponential();
}

/** The ticks' numbers, with as many digits as tell them apart. */
export function numerals(ticks: readonly number[]): string[] {
  for (let digits = 6; digits < 15; digits++) {
    const texts = ticks.map((tick) => numeral(tick, digits));
    if (new Set(texts).size === ticks.length) return texts;
  }
  return ticks.map(String);
}
