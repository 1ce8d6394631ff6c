/** Many numbers as text without loss, for the lines between the judge and a module's process: base64 of float64 in the machine's order. */

/** Vectors of one length, one behind the other. */
export function pack(vectors: readonly ArrayLike<number>[], dimension: number): string {
  const all = new Float64Array(vectors.length * dimension);
  for (let k = 0; k < vectors.length; k++) all.set(vectors[k] ?? [], k * dimension);
  return Buffer.from(all.buffer).toString('base64');
}

/** The numbers of a packed text; undefined where it is none. */
export function unpack(text: unknown): Float64Array | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % Float64Array.BYTES_PER_ELEMENT !== 0) return undefined;
  return new Float64Array(new Uint8Array(bytes).buffer);
}
