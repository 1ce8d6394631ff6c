/** Statements with their formulas in MathML: the claims write `w_{t+1} = w_t - eta grad L(w_t)` in plain text. */

import temml from 'temml';
import { append } from '../../numerics/lists.js';
import { element, xml } from '../../text/xml.js';

/** Words that stand for a symbol; those of TeX by its name. */
const SYMBOLS: Readonly<Record<string, string>> = {
  alpha: '\\alpha',
  beta: '\\beta',
  gamma: '\\gamma',
  delta: '\\delta',
  eps: '\\varepsilon',
  epsilon: '\\varepsilon',
  theta: '\\theta',
  sigma: '\\sigma',
  tau: '\\tau',
  Delta: '\\Delta',
  eta: '\\eta',
  lambda: '\\lambda',
  mu: '\\mu',
  rho: '\\rho',
  xi: '\\xi',
  grad: '\\nabla',
  infinity: '\\infty',
  sum: '\\sum',
  prod: '\\prod',
  inf: '\\inf',
  sup: '\\sup',
  min: '\\min',
  max: '\\max',
  ln: '\\ln',
  exp: '\\exp',
  sqrt: '\\sqrt',
  argmin: '\\operatorname{arg\\,min}',
  argmax: '\\operatorname{arg\\,max}',
  wbar: '\\bar{w}',
  Wbar: '\\bar{W}',
  Wt: '\\tilde{W}',
  eh: '\\hat{\\eta}',
};

/** Words within formulas. */
const TEX: Readonly<Record<string, string>> = { ...SYMBOLS, in: '\\in' };

/** Words of English that are single letters. */
const LETTERS_OF_PROSE = new Set(['a', 'A', 'I']);
/** Symbols that are words of English as well: mathematics only beside mathematics. */
const ALSO_PROSE = new Set(['sum', 'min', 'max', 'inf']);

/** Words after which a variable stands by itself: `for every t w_t.x > 0`. */
const QUANTIFIERS = new Set(['all', 'every', 'some', 'no']);

/** How a word of a statement reads by itself. */
type Reading = 'mathematics' | 'operator' | 'either' | 'prose';

function readingOf(word: string): Reading {
  const bare = word.replace(/[.,;:]+$/, '').replace(/^\(+|\)+$/g, '');
  if (/^(<=|>=|->|[-+*/=<>|])$/.test(bare)) return 'operator';
  if (bare === '' || /^\d+(\.\d+)?$/.test(bare) || LETTERS_OF_PROSE.has(bare) || ALSO_PROSE.has(bare)) return 'either';
  if (bare in SYMBOLS || /^[a-zA-Z]$/.test(bare) || /[_^=<>|{}]/.test(bare)) return 'mathematics';
  const names = bare.split(/[^a-zA-Z]+/).filter((name) => name !== '');
  const isMarked = /\d|[-+*/.(]/.test(bare) && /^[\w.,+\-*/()]+$/.test(bare);
  return isMarked && names.every((name) => name.length === 1 || name in SYMBOLS) ? 'mathematics' : 'prose';
}

/** A part of a statement. */
interface Part {
  readonly isFormula: boolean;
  readonly text: string;
}

/** How many brackets of a text are open at its end. */
function depth(text: string, opening: RegExp = /[({[]/g, closing: RegExp = /[)}\]]/g): number {
  return (text.match(opening)?.length ?? 0) - (text.match(closing)?.length ?? 0);
}

/** Whether braces are open, which hold words too: `min_{i in I+}`. */
const inBraces = (words: readonly string[]): boolean => depth(words.join(' '), /\{/g, /\}/g) > 0;

/** A run of words that may be mathematics, cut where a bracket of the prose around it opens, and freed of words of prose at its edges. */
function partsOfRun(run: readonly string[]): Part[] {
  const rest = [...run];
  const before: string[] = [];
  const after: string[] = [];
  while (LETTERS_OF_PROSE.has(rest[0] ?? '') && readingOf(rest[1] ?? '') !== 'operator') before.push(rest.shift() ?? '');
  while (/^[a-zA-Z]{3,}$|^[aAI]$/.test(rest.at(-1) ?? '') && readingOf(rest.at(-1) ?? '') === 'either') after.unshift(rest.pop() ?? '');
  if (!rest.some((word) => ['mathematics', 'operator'].includes(readingOf(word)))) return [{ isFormula: false, text: run.join(' ') }];
  const prose = (words: readonly string[]): Part[] => (words.length === 0 ? [] : [{ isFormula: false, text: words.join(' ') }]);
  const opened = rest.findLastIndex((word, index) => index > 0 && word.startsWith('(') && depth(rest.slice(index).join(' ')) > 0);
  const formulas = opened > 0 ? [rest.slice(0, opened), rest.slice(opened)] : [rest];
  return [...prose(before), ...formulas.map((words) => ({ isFormula: true, text: words.join(' ') })), ...prose(after)];
}

/** A statement cut into prose and formulas. */
function parts(statement: string): Part[] {
  const words = statement.split(' ');
  const found: Part[] = [];
  let run: string[] = [];
  const close = (): void => {
    if (run.length > 0) append(found, partsOfRun(run));
    run = [];
  };
  for (const [index, word] of words.entries()) {
    if (readingOf(word) === 'prose' && !inBraces(run)) {
      close();
      found.push({ isFormula: false, text: word });
      continue;
    }
    run.push(word);
    const next = words[index + 1] ?? '';
    const isQuantified = run.length === 1 && QUANTIFIERS.has(words[index - 1] ?? '') && readingOf(next) !== 'operator';
    // A list of numbers goes on behind its commas.
    const isList = /^(\d+,?|\.\.\.,?)$/.test(next);
    const isPunctuated = /[.;:]$/.test(word) || (/,$/.test(word) && !isList && depth(run.join(' ')) <= 0);
    if (isQuantified || (isPunctuated && !/\.\.\.,?$/.test(word))) close();
  }
  close();
  return found;
}

/** What stands between the bracket at `from` and the one that closes it. */
function bracketed(text: string, from: number): string {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    open += depth(text[at] ?? '');
    if (open === 0) return text.slice(from + 1, at);
  }
  return text.slice(from + 1);
}

/** `^(...)`, `_(...)` and `sqrt(...)` with braces for their brackets. */
function braced(text: string): string {
  const found = /(\^|_|sqrt)\(/.exec(text);
  if (found === null) return text;
  const at = found.index + found[0].length - 1;
  const inside = bracketed(text, at);
  return `${text.slice(0, at)}{${braced(inside)}}${braced(text.slice(at + inside.length + 2))}`;
}

/** A formula of a statement as TeX. */
function tex(formula: string): string {
  const marked = braced(formula)
    .replace(/(?<![_^\w]|[_^]\{)\{/g, '\\{')
    .replace(/(?<=\\\{[^{}]*)\}/g, '\\}');
  return marked
    .replace(/\b([nIXe])(\+\+|\+-|--|\+|-)(?=[\s/).,^|\\}]|$)/g, '$1_{$2}')
    .replace(/\b(\w)\*/g, '$1^{*}')
    .replace(/\^\+(_\w+)?/g, '^{+}$1')
    .replace(/\^\*/g, '^{*}')
    .replace(/\b([a-zA-Z])\^(?=[\s|/).,}]|$)/g, '\\hat{$1}')
    .replace(/\b([A-Zwmv]|Delta)(\^?)_(\w),(\w)\b/g, (_, name, hat, a, b) => `${hat === '' ? name : `\\hat{${name}}`}_{${a},${b}}`)
    .replace(/([_^])(-?\d\d+|-\w+)/g, '$1{$2}')
    .replace(/\bl-infinity\b/g, 'l_{\\infty}')
    .replace(/(\d) x (?=\d)/g, '$1 \\times ')
    .replace(/\b([a-zA-Z]|alpha|beta|gamma|eta|lambda)(\d+)\b/g, '$1_{$2}')
    .replace(/([\w})\]*])\.(?=[(\\a-zA-Z])/g, '$1\\cdot ')
    .replaceAll('...', '\\dots ')
    .replaceAll('<=', '\\le ')
    .replaceAll('>=', '\\ge ')
    .replaceAll('->', '\\to ')
    .replace(/(?<![a-zA-Z\\])[a-zA-Z]{2,}(?![a-zA-Z])/g, (word) => (word in TEX ? `${TEX[word]} ` : `\\text{${word}}`))
    .replace(/\bE(?=[ |(])/g, '\\mathbb{E}\\,')
    .replace(/(?<!\\hat|\\bar|\\tilde|\\text)\{([-+]{1,2})\}/g, '{$1}');
}

/** Punctuation that ends a formula and stands behind it. */
const PUNCTUATION = /(?<!\.\.)[.,;:]$/;

/** Characters of prose that LaTeX takes for its own. */
const RESERVED = /[&%$#_{}^~\\]/g;

/** A statement as LaTeX, its formulas between dollar signs. */
export function statementLatex(statement: string): string {
  return parts(statement)
    .map(({ isFormula, text }) => {
      const [ending = ''] = PUNCTUATION.exec(text) ?? [];
      return isFormula ? `$${tex(text.replace(PUNCTUATION, ''))}$${ending}` : text.replace(RESERVED, (found) => `\\${found}`);
    })
    .join(' ');
}

/**
 * A statement as HTML, its formulas as MathML.
 *
 * @returns text safe to stand in a page; a formula that cannot be read is shown as it is written.
 */
export function statementHtml(statement: string): string {
  return parts(statement)
    .map(({ isFormula, text }) => (isFormula ? formulaHtml(text) : xml(text)))
    .join(' ');
}

/** What browsers take brackets for anyway. */
const DEFAULTS = / fence="true" form="(?:prefix|postfix)"/g;

function formulaHtml(text: string): string {
  const ending = PUNCTUATION.exec(text)?.[0] ?? '';
  const formula = text.replace(PUNCTUATION, '');
  // One bracket of prose may hold a formula.
  const opening = depth(formula) > 0 && formula.startsWith('(') ? '(' : '';
  const closing = depth(formula) < 0 && formula.endsWith(')') ? ')' : '';
  const inner = formula.slice(opening.length, formula.length - closing.length);
  return `${opening}${mathMl(inner)}${closing}${xml(ending)}`;
}

/** A formula as MathML; as it is written where it is none, of which temml reports some and breaks on others. */
function mathMl(formula: string): string {
  try {
    return temml.renderToString(tex(formula), { throwOnError: true, annotate: false, wrap: 'none' }).replace(DEFAULTS, '');
  } catch (error) {
    if (!(error instanceof TypeError || (error instanceof Error && error.name === 'ParseError'))) throw error;
    return element('code', {}, xml(formula));
  }
}
