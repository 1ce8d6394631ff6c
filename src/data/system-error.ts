/** Errors of the operating system, apart from faults of code. */

/** Whether an error is one that the operating system gave, with its code: a process that has ended, a file that is not there. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error;
}
