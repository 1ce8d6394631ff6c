/** SIGINT and SIGTERM: a command ends early, with what it has. */

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls `first` at the first signal; the second ends the process at once.
 *
 * @returns what stops listening
 */
export function onInterruption(first: () => void): () => void {
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(130);
    asked = true;
    first();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}
