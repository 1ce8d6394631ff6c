/** XML and SVG as text. */

import { printableLines } from './printable.js';

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text with XML's special characters escaped, and those that XML does not allow written out. */
export function xml(text: string): string {
  return printableLines(text).replace(/[&<>"']/g, (character) => NAMED[character] ?? character);
}

/** Attributes by name; numbers are written to a hundredth, which is finer than a pixel. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An element with its attributes escaped; the content is XML already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? hundredths(value) : xml(value)}"`,
  );
  const opening = `<${name}${written.join('')}`;
  return content.length === 0 ? `${opening}/>` : `${opening}>${content.join('')}</${name}>`;
}

/** A number to a hundredth, as SVG takes it. */
export function hundredths(value: number): string {
  return String(Math.round(value * 100) / 100);
}
