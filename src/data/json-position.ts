/** Finds places in JSON text, which `JSON.parse` does not report. */

/** Keys and indices that lead from the root to a value. */
export type JsonPath = readonly PropertyKey[];

/** Offsets into the text: of the first syntax error if there is one, and of the value at a path. */
export interface JsonPosition {
  readonly syntaxError?: number;
  /** Start of the value at the path, or of the deepest value on the way to it that is there. */
  readonly value: number;
}

const SPACE = /[ \t\n\r]*/y;
// Matched piece by piece, since a regular expression runs out of stack on a string of some million characters.
const STRING_PIECE = /[ !#-[\]-\u{10ffff}]{1,1000}|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** An open object or array and the key or index that the scan has reached in it. */
interface Level {
  readonly close: '}' | ']';
  key: string | number;
}

/**
 * Scans JSON text for a value and for its first syntax error, without recursion, so that no depth is too deep.
 *
 * @param path - the value that is sought; of duplicate keys the last counts, as in `JSON.parse`
 */
export function jsonPosition(text: string, path: JsonPath): JsonPosition {
  let at = 0;
  let value = 0;
  const levels: Level[] = [];

  /** The text that the sticky pattern matches here, which the scan then passes; undefined when it does not match. */
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0];
    if (token !== undefined) at += token.length;
    return token;
  };
  const takeCharacter = (character: string): boolean => {
    take(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const takeString = (): string | undefined => {
    const start = at;
    if (text[at] !== '"') return undefined;
    at++;
    while (take(STRING_PIECE) !== undefined);
    if (text[at] === '"') return text.slice(start, ++at);
    at = start;
    return undefined;
  };
  const takeKey = (level: Level): boolean => {
    take(SPACE);
    const key = takeString();
    if (key !== undefined) level.key = JSON.parse(key) as string;
    return key !== undefined && takeCharacter(':');
  };
  const noteValue = () => {
    if (levels.length <= path.length && levels.every((level, i) => level.key === path[i])) value = at;
  };
  /** Passes a scalar, or the opening of an object or array up to its first value. True: a value is complete. */
  const takeValue = (): boolean | undefined => {
    take(SPACE);
    noteValue();
    if (takeCharacter('[')) {
      if (takeCharacter(']')) return true;
      levels.push({ close: ']', key: 0 });
      return false;
    }
    if (takeCharacter('{')) {
      if (takeCharacter('}')) return true;
      const level: Level = { close: '}', key: '' };
      levels.push(level);
      return takeKey(level) ? false : undefined;
    }
    return (takeString() ?? take(SCALAR)) === undefined ? undefined : true;
  };

  for (;;) {
    let complete = takeValue();
    while (complete === true) {
      const level = levels.at(-1);
      if (level === undefined) {
        take(SPACE);
        return at === text.length ? { value } : { value, syntaxError: at };
      }
      if (takeCharacter(level.close)) {
        levels.pop();
      } else if (!takeCharacter(',')) {
        complete = undefined;
      } else if (level.close === '}') {
        complete = takeKey(level) ? false : undefined;
      } else {
        level.key = Number(level.key) + 1;
        complete = false;
      }
    }
    if (complete === undefined) {
      take(SPACE);
      return { value, syntaxError: at };
    }
  }
}
