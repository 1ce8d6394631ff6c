/** Numbers in JSON without loss: finite ones as numbers, the others (and -0) as the strings JSON has no number for. */

const WORDS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

/** A number as JSON can hold it: a finite number other than -0, or one of "NaN", "Infinity", "-Infinity", "-0". */
type JsonNumber = number | string;

/** Encodes one number. */
function toJsonNumber(x: number): JsonNumber {
  if (Object.is(x, -0)) return '-0';
  return Number.isFinite(x) ? x : String(x);
}

/** Decodes one number; undefined when the value is none. */
export function fromJsonNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? WORDS[value] : undefined;
}

/** JSON text in which every number survives, with the arrays of numbers on one line each. */
export function stringify(value: unknown): string {
  const text = JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'number' ? toJsonNumber(entry) : entry), 2);
  return text.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'));
}

/** JSON text on one line in which every number survives; {@link parseCompact} reads it back. */
export function stringifyCompact(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'number' ? toJsonNumber(entry) : entry));
}

/** Reads {@link stringifyCompact}: strings that stand for numbers become those numbers. @throws SyntaxError */
export function parseCompact(text: string): unknown {
  return JSON.parse(text, (_, entry: unknown) => (typeof entry === 'string' ? (fromJsonNumber(entry) ?? entry) : entry));
}
