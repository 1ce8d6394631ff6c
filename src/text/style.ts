/** Colours of text for people. */

import { styleText } from 'node:util';

/** The colours in use. */
export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim';

/**
 * Whether text for a stream is coloured: on terminals, unless NO_COLOR says no; elsewhere only by FORCE_COLOR.
 * Node's own check looks at CI too, and warns on stderr where both variables are set.
 */
export function showsColours(
  stream: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Text in a colour where stdout shows colours; reports for people are written there. */
export function coloured(colour: Colour, text: string): string {
  return showsColours(process.stdout) ? styleText(colour, text, { validateStream: false }) : text;
}
