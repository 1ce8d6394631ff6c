/** What is wrong with a definition. Apart from the checks, so that a command line that loads no claim needs none of them. */

/** A definition that cannot be used, with its faults, one line each. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}
