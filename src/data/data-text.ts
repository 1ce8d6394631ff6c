/** Data files as text, in the encodings that people have them in. */

import { InputError } from './input-error.js';

/** What no text has: a control character other than white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** What people hand over in place of text, by its first bytes. */
const PACKED = [
  { begins: [0x50, 0x4b, 0x03, 0x04], kind: 'a zip archive, as spreadsheets are (.xlsx, .ods): save the table as CSV' },
  { begins: [0x1f, 0x8b], kind: 'compressed by gzip: unpack it first' },
] as const;

/**
 * The text of a data file: UTF-8, UTF-16 with or without a byte order mark, or Windows-1252, of which Latin-1 is a part. Line ends are "\n",
 * and a byte order mark is left out.
 *
 * @throws InputError when it is none of these.
 */
export function dataText(bytes: Uint8Array, file: string): string {
  const packed = PACKED.find(({ begins }) => begins.every((byte, i) => bytes[i] === byte));
  if (packed !== undefined) throw new InputError(`is ${packed.kind}`, { file });
  const wide = utf16Of(bytes);
  // Every sequence of bytes is Windows-1252, but no text has control characters.
  for (const encoding of wide === undefined ? ['utf-8', 'windows-1252'] : [wide]) {
    const text = decoded(bytes, encoding);
    if (text !== undefined && !CONTROL.test(text)) return text.replace(/\r\n?/g, '\n');
  }
  throw new InputError('is not text in UTF-8, UTF-16 or Latin-1', { file });
}

/** The byte order of UTF-16 by its mark, or by the zero byte that a first character of ASCII has. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0)) return 'utf-16be';
  return undefined;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}
