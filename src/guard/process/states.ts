/** Saved states of a program, each with the text that stood for it. */

import { stringifyCompact } from '../../data/json-number.js';
import { parseLenient, readSaved } from './protocol.js';

/** The state in a reply line, where nothing else is in it. */
const STATE = /^\s*\{\s*"state"\s*:(.*)\}\s*$/s;

function isValue(text: string): boolean {
  try {
    parseLenient(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A state goes back as the program wrote it: what it wrote as 1.0 may mean something else to it than 1. */
export class States {
  readonly #texts = new Map<string, string>();

  /** Reads the reply to a save line. @throws SubjectFailure quoting the line */
  read(line: string): unknown {
    const state = readSaved(line);
    const text = STATE.exec(line)?.[1];
    if (text !== undefined && isValue(text)) this.#texts.set(JSON.stringify(state), text);
    return state;
  }

  /** The text of a state, that of the program where it has saved the same. */
  textOf(state: unknown): string {
    return this.#texts.get(JSON.stringify(state)) ?? stringifyCompact(state);
  }
}
