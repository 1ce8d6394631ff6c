/** Text of others in a form that does nothing to a terminal or an XML reader: control characters are written out. */

/** Control characters, line and paragraph separators, marks that turn the direction of text, halves of characters, and no characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufffe\uffff]/gu;

/** A colour as reports set it, which {@link printableReport} leaves in place. */
const COLOUR = /^\[[\d;]*m/;

function written(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One line of text; line ends are written out too. */
export function printable(line: string): string {
  return line.replace(UNPRINTABLE, (character) => (character === '\t' ? character : character === '\n' ? '\\n' : written(character)));
}

/** Text of several lines. In JSON text the same characters stand in another form. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) => ('\t\n'.includes(character) ? character : written(character)));
}

/** A report of several lines, with its colours. */
export function printableReport(text: string): string {
  return text.replace(UNPRINTABLE, (character, at: number) => {
    const colour = character === '\u001b' && COLOUR.test(text.slice(at + 1, at + 12));
    return colour || '\t\n'.includes(character) ? character : written(character);
  });
}
