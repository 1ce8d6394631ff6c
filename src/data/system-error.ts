/** Errors of the operating system, apart from faults of code. */

/** Whether an error is one that the operating system gave, with its code: a process that has ended, a file that is not there. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error;
}

/** Codes that a sentence says better. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EROFS: 'the file system is read-only',
};

/** Why an operation on a file failed, in a few words. */
export function reasonOf(error: unknown): string {
  if (!isSystemError(error)) return String(error);
  const { code = '' } = error;
  return REASONS[code] ?? code;
}
