/** A witness of the guard as a few lines that show the fault in the subject alone. */

import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { caseFile } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import type { CaseWitness, StepsWitness } from '../guard/check.js';
import { presentText, stepLine } from '../guard/process/protocol.js';

/** How a subject is reached. */
export type Origin =
  | { readonly kind: 'module'; readonly module: string; readonly exported: string; readonly index?: number }
  | { readonly kind: 'command'; readonly command: string; readonly subject?: string | undefined }
  /** An object in the reader's hands. */
  | { readonly kind: 'object' };

/** Gradients and schedule values that are written out. */
const WRITTEN = 12;

/** A value as JavaScript, with every number to the bit. */
function literal(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(entry)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

/** Options of `create` as JavaScript: a schedule as a look-up in its values. */
function optionsText({ stepSize, ...options }: StepsWitness['options'], steps: number): string {
  const others = Object.entries(options).map(([key, value]) => `${key}: ${literal(value)}`);
  const values = Array.isArray(stepSize) ? stepSize.slice(0, Math.max(1, steps)) : undefined;
  const rate = values === undefined ? literal(stepSize) : values.length > WRITTEN ? `(k) => eta[k]` : `(k) => ${literal(values)}[k]`;
  return `{ ${[...others, `stepSize: ${rate}`].join(', ')} }`;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, j) => Object.is(x, b[j]));
}

/** The loop over the gradients: counted when they are all the same, written out when few. */
function stepsText({ gradients, present }: Pick<StepsWitness, 'gradients' | 'present'>): string[] {
  const [first] = gradients;
  if (first === undefined) return [];
  if (present !== undefined) {
    const call = 'await optimizer.step(params, Float64Array.from(g), { present });';
    if (gradients.length > WRITTEN) {
      return [
        `// steps: the ${gradients.length} gradients, with present, that --json writes into the witness`,
        `for (const [g, present] of steps) ${call}`,
      ];
    }
    return [`for (const [g, present] of ${literal(gradients.map((gradient, k) => [gradient, present[k]]))}) ${call}`];
  }
  if (gradients.every((gradient) => same(gradient, first))) {
    const call = `await optimizer.step(params, Float64Array.from(${literal(first)}));`;
    return [gradients.length === 1 ? call : `for (let k = 0; k < ${gradients.length}; k++) ${call}`];
  }
  if (gradients.length <= WRITTEN) return [`for (const g of ${literal(gradients)}) await optimizer.step(params, Float64Array.from(g));`];
  return [
    `// gradients: the ${gradients.length} that --json writes into the witness`,
    'for (const g of gradients) await optimizer.step(params, Float64Array.from(g));',
  ];
}

function importText({ module, exported }: Origin & { kind: 'module' }): string {
  const name = exported === 'default' ? 'subject' : `{ ${exported} as subject }`;
  const asIs = isAbsolute(module) || module.startsWith('.') || !existsSync(module);
  return `import ${name} from ${JSON.stringify(asIs ? module : `./${module}`)};`;
}

/** Parameters that were due and those that came, or that the last call failed. */
function outcomeText({ expected, got }: StepsWitness, comment: string): string[] {
  if (expected.length + got.length === 0) return [`${comment}which fails`];
  // Nothing in particular was due, such as any finite number.
  if (expected.length === 0) return [`${comment}params: got ${literal(got)}`];
  return [`${comment}params: expected ${literal(expected)}`, `${comment}             got ${literal(got)}`];
}

/** A witness of steps as lines of the protocol. */
function protocolText(witness: StepsWitness, { command, subject }: Origin & { kind: 'command' }): string[] {
  const { options, start, gradients, present } = witness;
  const [first, ...others] = gradients;
  const rest =
    others.length > WRITTEN
      ? 'the gradients that --json writes into the witness'
      : others.every((gradient) => same(gradient, first!))
        ? 'the same gradient'
        : `the gradients ${others.map(literal).join(', ')}`;
  return [
    `$ ${command}`,
    JSON.stringify({ create: { ...(subject === undefined ? {} : { subject }), ...options } }),
    ...(first === undefined ? [] : [stepLine(Float64Array.from(start), Float64Array.from(first), 0, presentText(present?.[0]))]),
    ...(others.length === 0
      ? []
      : [
          `and ${others.length} more from the params of each reply, with ${rest}${present === undefined ? '' : `, and present ${literal(present.slice(1))}`}`,
        ]),
    ...outcomeText(witness, ''),
  ];
}

/** A witness of steps as JavaScript. */
function stepsWitness(witness: StepsWitness, origin: Origin & { kind: 'module' | 'object' }): string[] {
  const { options, start, gradients } = witness;
  const subject = origin.kind === 'module' && origin.index !== undefined ? `subject[${origin.index}]` : 'subject';
  return [
    ...(origin.kind === 'module' ? [importText(origin)] : []),
    `const optimizer = ${subject}.create(${optionsText(options, gradients.length)});`,
    ...(gradients.length === 0 ? [] : [`const params = Float64Array.from(${literal(start)});`]),
    ...stepsText(witness),
    ...outcomeText(witness, '// '),
  ];
}

/** A witness as lines for a person. */
export function witnessText(witness: StepsWitness | CaseWitness, origin: Origin): string[] {
  if (witness.kind === 'steps') return origin.kind === 'command' ? protocolText(witness, origin) : stepsWitness(witness, origin);
  const { input, outcome } = witness.case;
  return ['// the case:', ...stringify(caseFile(input, outcome)).split('\n')];
}

/** A witness as JSON: a case in the form of case files. */
export function witnessJson(witness: StepsWitness | CaseWitness): object {
  return witness.kind === 'steps' ? witness : { kind: 'case', case: caseFile(witness.case.input, witness.case.outcome) };
}
