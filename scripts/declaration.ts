/** Declarations as the built package has them, in one line each. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/** Characters from which on the members of a type are named without their types. */
const LONGEST = 300;

/** How a symbol is used. */
export interface Usage {
  /** What follows the name of a function or a constant. */
  readonly signature: string;
  /** The members of a class or a type, or what it stands for; empty where that is too long to read. */
  readonly members: string;
}

/**
 * How a symbol is used, by its declaration in `dist/`.
 *
 * @param file - source that defines the symbol, below the root of the project.
 */
export function usage(name: string, file: string): Usage {
  const text = readFileSync(join(DIST, file.replace(/^src\//, '').replace(/\.ts$/, '.d.ts')), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  const head = new RegExp(`^export (?:declare )?(?:abstract )?(function|const|class|interface|type) ${name}\\b`, 'm').exec(text);
  if (head === null) throw new Error(`${file} declares no ${name}`);
  const [all, form = ''] = head;
  const said = oneLine(statement(text.slice(head.index + all.length)));
  if (form === 'function' || form === 'const') return { signature: said, members: '' };
  if (form === 'type') return { signature: '', members: said.length > LONGEST ? '' : said.replace(/^= /, '') };
  return { signature: '', members: form === 'class' || said.length > LONGEST ? namesOfMembers(said) : said };
}

/** What stands before the first `;` or after the last `}` outside of brackets. */
function statement(text: string): string {
  let depth = 0;
  for (const [at, letter] of Array.from(text).entries()) {
    if ('({['.includes(letter)) depth++;
    if (')}]'.includes(letter) && --depth === 0 && letter === '}' && /^\s*(\n(export|declare|import|\/|})|$)/.test(text.slice(at + 1)))
      return text.slice(0, at + 1);
    if (letter === ';' && depth === 0) return text.slice(0, at);
  }
  return text;
}

function oneLine(text: string): string {
  return text
    .replace(/import\("[^"]*"\)\./g, '')
    .replace(/\s+/g, ' ')
    .replace(/\breadonly (?=[\w"[\]]+\??[:( =])/g, '')
    .replace(/; \}/g, ' }')
    .trim();
}

/** A declaration with the names of its members alone. */
function namesOfMembers(said: string): string {
  const body = said.slice(said.indexOf('{') + 1, said.lastIndexOf('}'));
  const names: string[] = [];
  let depth = 0;
  let last = '';
  for (const letter of `${body.replaceAll('=>', '')};`) {
    if ('({[<'.includes(letter)) depth++;
    if (')}]>'.includes(letter)) depth--;
    if (letter === ';' && depth === 0) {
      const name = /^\s*(?!private\b|constructor\b)(?:get )?([\w$]+\??)/.exec(last)?.[1];
      if (name !== undefined) names.push(name);
      last = '';
    } else last += letter;
  }
  return `${said.slice(0, said.indexOf('{'))}{ ${names.join(', ')} }`;
}
