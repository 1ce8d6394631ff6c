/** Many faults in one text of a source, each behind a switch, so that one load of the source serves them all. */

import { parseSync } from 'vite';
import { type Mutant, planted } from '../mutants.js';

/** A fault with the number by which it is switched on. */
export interface Numbered {
  readonly number: number;
  readonly mutant: Mutant;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Expressions in whose place a choice between two can stand. */
const WHOLE = new Set([
  'BinaryExpression',
  'LogicalExpression',
  'UnaryExpression',
  'CallExpression',
  'ChainExpression',
  'NewExpression',
  'ConditionalExpression',
  'MemberExpression',
  'Literal',
]);

/** What a node is of its parent where a choice cannot stand in its place: names, what is called or written to, and parts of chains. */
const FIXED = new Set(['callee', 'object', 'tag', 'label', 'source', 'AssignmentExpression.left', 'UpdateExpression.argument']);
const FIXED_NAMES = new Set(['key', 'property']);

/** Types have no value; these are expressions that say one too. */
const TYPED = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

/** The faults that are in an expression; one in a type changes nothing that runs. */
export function plantable(file: string, source: string, mutants: readonly Mutant[]): readonly Mutant[] {
  const wholes = expressionsOf(parseSync(file, source).program);
  return mutants.filter((mutant) => innermost(wholes, mutant) !== undefined);
}

/** The source with each fault behind `planted(number)`, a function of the global object: `(planted(3) ? a < b : a <= b)`. */
export function switched(file: string, source: string, faults: readonly Numbered[]): string {
  const wholes = expressionsOf(parseSync(file, source).program);
  const sites = new Map<Node, Numbered[]>();
  for (const fault of faults) {
    const around = innermost(wholes, fault.mutant);
    if (around !== undefined) sites.set(around, [...(sites.get(around) ?? []), fault]);
  }
  return chosen(
    source,
    0,
    source.length,
    [...sites].sort(([a], [b]) => a.start - b.start || b.end - a.end),
  );
}

function innermost(wholes: readonly Node[], { offset, from }: Mutant): Node | undefined {
  const around = wholes.filter(({ start, end }) => start <= offset && offset + from.length <= end);
  return around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/** A stretch of the source with the choices that lie in it; the outer of two come first. */
function chosen(source: string, from: number, to: number, sites: readonly (readonly [Node, readonly Numbered[]])[]): string {
  let text = '';
  let at = from;
  for (const [place, [node, faults]] of sites.entries()) {
    if (node.start < at || node.end > to) continue;
    const faulty = faults.map(({ number, mutant }) => {
      const change = planted(source, mutant).length - source.length;
      return `globalThis.planted(${number}) ? ${planted(source, mutant).slice(node.start, node.end + change)} : `;
    });
    text += `${source.slice(at, node.start)}(${faulty.join('')}${chosen(source, node.start, node.end, sites.slice(place + 1))})`;
    at = node.end;
  }
  return text + source.slice(at, to);
}

function expressionsOf(program: object): readonly Node[] {
  const found: Node[] = [];
  const visit = (value: unknown, isFixed: boolean): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, isFixed);
    if (!isNode(value) || (value.type.startsWith('TS') && !TYPED.has(value.type))) return;
    if (WHOLE.has(value.type) && !isFixed) found.push(value);
    const isNamed = !('computed' in value && value.computed === true);
    for (const [role, child] of Object.entries(value)) {
      const isSame = TYPED.has(value.type) || value.type === 'ChainExpression';
      const isName = isNamed && FIXED_NAMES.has(role);
      if (typeof child === 'object')
        visit(
          child,
          isSame ? isFixed || value.type === 'ChainExpression' : isName || FIXED.has(role) || FIXED.has(`${value.type}.${role}`),
        );
    }
  };
  visit(program, false);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
