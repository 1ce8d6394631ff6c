/** A command line that cannot be carried out; the message is one complete line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
