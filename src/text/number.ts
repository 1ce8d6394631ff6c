/** Numbers as text for people; files get every digit. */

/** A quantity in a table: to a thousandth, with an exponent where that shows nothing; "-" for NaN. */
export function toThousandths(x: number): string {
  if (Number.isNaN(x)) return '-';
  return x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5) ? x.toExponential(1) : String(Math.round(x * 1000) / 1000);
}

/** A coordinate in a listing: whole numbers below a million as they are, others with six digits. */
export function toSixDigits(x: number): string {
  return Number.isInteger(x) && Math.abs(x) < 1e6 ? String(x) : x.toPrecision(6);
}
