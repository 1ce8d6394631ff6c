/** A statement and its readings. */

/** The id of a claim's statement, without the suffix of its reading. */
export const statementOf = (id: string): string => id.replace(/@.*$/, '');
