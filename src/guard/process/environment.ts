/** What a subject's process sees of the environment: what programs need to run, and nothing that is a secret by habit. */

/** Variables that are passed on. */
const PASSED: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|TZ|TERM|TMPDIR|TEMP|TMP|PWD)$/,
  /^(LC|XDG)_[A-Z_]+$/,
  /^(LD_LIBRARY_PATH|DYLD_[A-Z_]+)$/,
  // Languages and their packages: where they are and how they load.
  /^NODE_(OPTIONS|PATH|EXTRA_CA_CERTS)$/,
  /^(PYTHON[A-Z]*|VIRTUAL_ENV|CONDA_(PREFIX|DEFAULT_ENV)|PYENV_[A-Z_]+)$/,
  /^(JAVA_HOME|CLASSPATH|GOPATH|GOROOT|CARGO_HOME|RUSTUP_HOME|JULIA_[A-Z_]+|R_LIBS[A-Z_]*|R_HOME|RBENV_[A-Z_]+|DOTNET_ROOT)$/,
  // Threads and devices of numerical libraries.
  /^(OMP|MKL|OPENBLAS|NUMEXPR|VECLIB)_[A-Z_]+$/,
  /^(CUDA|NVIDIA|HIP|ROCR|XLA|TF|TORCH|JAX)_[A-Z_]+$/,
];

/** The variable that marks the processes of one guard. */
export const MARK = 'CLAIMCHECK_SUBJECT_OF';

/**
 * The environment of a subject.
 *
 * @param more - further variables that the user lets through
 * @param mark - tells the processes of this guard from others
 */
export function subjectEnvironment(more: readonly string[], mark: string): Record<string, string> {
  const passes = (name: string): boolean => more.includes(name) || PASSED.some((pattern) => pattern.test(name));
  const kept = Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && passes(name) ? [[name, value]] : []));
  return { ...Object.fromEntries(kept), [MARK]: mark };
}
