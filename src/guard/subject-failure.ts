/** What goes wrong with a subject while a check calls it. */

const LONGEST = 300;

/** A thrown value in words, on one line; never throws itself, whatever was thrown. */
export function describeThrown(thrown: unknown): string {
  let text: string;
  try {
    text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  } catch {
    text = 'a value that cannot be shown';
  }
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}

/** A call of the subject that failed: the message says which and how. */
export class SubjectFailure extends Error {
  override readonly name = 'SubjectFailure';
}

/** A run of steps in one call that failed at one of them. */
export class RunFailure extends SubjectFailure {}

/** A subject whose `step` returns a promise, called where only values can be waited for. */
export class AsynchronousStep extends Error {
  override readonly name = 'AsynchronousStep';
}

/** A check asks for more than the guard can give this kind of subject: nothing is wrong with the subject. */
export class GuardLimit extends Error {
  override readonly name = 'GuardLimit';
}
