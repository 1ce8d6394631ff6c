/** The error that every reader of users' files throws. */

/** Where in a user's input something is wrong. */
export interface InputPlace {
  readonly file?: string;
  /** Line in the file, counted from 1. */
  readonly line?: number;
  /** Column name or path within the file. */
  readonly field?: string;
}

/** What is wrong where, as messages between threads carry it, which keep no classes of errors. */
export interface InputFault {
  readonly problem: string;
  readonly place: InputPlace;
}

/** Something is wrong with what the user gave. The message is one complete line: "FILE:LINE: field NAME: what is wrong". */
export class InputError extends Error {
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
  /** The arguments that it was made of. */
  readonly fault: InputFault;

  /** @param problem - what is wrong, as the end of a sentence */
  constructor(problem: string, place: InputPlace = {}) {
    const where = [place.file, place.line].filter((part) => part !== undefined).join(':');
    const field = place.field === undefined ? '' : `field ${place.field}: `;
    super(`${where === '' ? '' : `${where}: `}${field}${problem}`.replace(/[\r\n]+/g, ' '));
    this.name = 'InputError';
    this.fault = { problem, place };
    if (place.file !== undefined) this.file = place.file;
    if (place.line !== undefined) this.line = place.line;
    if (place.field !== undefined) this.field = place.field;
  }
}

/** A user's value as error messages quote it: in double quotes, on one line, shortened when long. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
}

/** Some of a user's values for an error message: all of them when few, else the first ten and how many more there are. */
export function quotedList(values: readonly string[]): string {
  const shown = values.slice(0, 10).map(quoted).join(', ');
  return values.length > 10 ? `${shown} and ${values.length - 10} more` : shown;
}
