/** The alarm: a job that has two results. */

/** A result as it is stored. */
export interface StoredResult {
  readonly hash: string;
  /** What follows from the job alone, as text. */
  readonly content: string;
  /** What goes with it: the worker that came to it first, and its times. */
  readonly beside: string;
}

/** Characters of a result that are shown, around the first that differs. */
const SHOWN = 160;

/** Two results that differ for one job. Which of them is right nobody can tell, so none is taken. */
export class ResultsDiffer extends Error {
  override readonly name = 'ResultsDiffer';

  /**
   * @param job - what was asked, for a person.
   * @param key - the job's key in Redis.
   */
  constructor(
    readonly job: string,
    readonly key: string,
    readonly results: readonly StoredResult[],
  ) {
    super(
      [
        `ALARM: ${results.length} different results for one job, ${job}: a worker is not deterministic, or a machine is faulty; no verdict is told`,
        ...results.map((result) => `  ${result.hash.slice(0, 12)} by ${workerOf(result)}: ${excerpt(result, results)}`),
        `  both are kept in Redis as ${key}; remove it (redis-cli del ${key}) when the fault is found`,
      ].join('\n'),
    );
  }
}

function workerOf({ beside }: StoredResult): string {
  const { by } = JSON.parse(beside) as { readonly by?: string };
  return by ?? 'an unknown worker';
}

/** The part of a result in which it differs from another. */
function excerpt({ content, hash }: StoredResult, results: readonly StoredResult[]): string {
  const other = results.find((one) => one.hash !== hash)?.content ?? '';
  let at = 0;
  while (at < content.length && content[at] === other[at]) at++;
  const from = Math.max(0, at - SHOWN / 2);
  return `${from > 0 ? '...' : ''}${content.slice(from, from + SHOWN)}${from + SHOWN < content.length ? '...' : ''}`;
}
