import { createHash } from 'node:crypto';

/** A hash of all numbers in a value, to the bit. */
export function hash(value: object): string {
  const text = JSON.stringify(value, (_, part) => {
    if (typeof part === 'bigint') return `${part}n`;
    return typeof part === 'number' ? `${Object.is(part, -0) ? '-0' : part}` : part;
  });
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
