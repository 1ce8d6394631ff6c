/** How wide what is printed may be. */

/** Columns where no terminal says how many it has. */
const ELSEWHERE = 100;
const LEAST = 20;

/** Columns of the terminal that a stream writes to; those of COLUMNS, or else so many as are read without scrolling, where it is none. */
export function columnsOf(stream: { readonly isTTY?: boolean; readonly columns?: number }, elsewhere = ELSEWHERE): number {
  const named = Number(process.env.COLUMNS);
  const columns = stream.isTTY && stream.columns ? stream.columns : Number.isInteger(named) && named > 0 ? named : elsewhere;
  return Math.max(LEAST, columns);
}
