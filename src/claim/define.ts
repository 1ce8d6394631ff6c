/** Claims and editions as their authors write them, checked before anything runs. */

import { append } from '../numerics/lists.js';
import type { Claim, ClaimDefinition, Edition, Kind, Method, Reading } from './claim.js';
import { faultsOfOptimizers } from './define-optimizers.js';
import { isText } from './is-text.js';

/** A definition that cannot be used, with its faults, one line each. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const SUFFIXES: Readonly<Record<Reading, string>> = { 'as-printed': '', 'as-intended': '@intended', repaired: '@repaired' };
const METHOD_OF_KIND: Readonly<Record<Kind, Method>> = {
  exact: 'exact',
  'every t': 'exact',
  finite: 'exact',
  asymptotic: 'limit',
  expectation: 'statistics',
};
const METHODS: readonly Method[] = ['exact', 'enumeration', 'statistics', 'limit'];
/** Words of letters, digits and . _ + - between slashes, and a suffix for the reading. */
const ID = /^[\w.+-]+(?:\/[\w.+-]+)*(@[\w-]+)?$/;
const LABEL = /^[^:]+:.+$/;
const QUANTITY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * A claim from its definition, with what may be left out filled in: reading `as-printed`, kind `every t`, the method that
 * goes with the kind, the chapter by the first part of the id, no required labels, and the claim's id in each case.
 *
 * @throws DefinitionError naming each field that is missing or wrong.
 */
export function defineClaim(definition: ClaimDefinition): Claim {
  const faults = faultsOf(definition);
  if (faults.length > 0) throw new DefinitionError(faults);
  const { id, kind = 'every t', cases, casesOn, ...rest } = definition;
  const named = <Content extends object>(content: Content): Content & { readonly claim: string } => ({ claim: id, ...content });
  return {
    reading: 'as-printed',
    chapter: id.split('/')[0] ?? id,
    method: METHOD_OF_KIND[kind],
    required: {},
    ...rest,
    id,
    kind,
    cases: cases.map(named),
    ...(casesOn === undefined ? {} : { casesOn: (data) => casesOn(data).map(named) }),
  };
}

/**
 * The claims of one source under a name.
 *
 * @throws DefinitionError naming each fault, such as an id that occurs twice.
 */
export function defineEdition(edition: Edition): Edition {
  const { name, title, claims, optimizers } = edition;
  const seen = new Set<string>();
  const faults = [
    ...(['name', 'title'] as const)
      .filter((field) => !isText(edition[field]))
      .map((field) => `edition: ${field} must be a text that is not empty`),
    ...(Array.isArray(claims) ? [] : ['edition: claims must be a list']),
  ];
  for (const [index, claim] of (Array.isArray(claims) ? (claims as readonly unknown[]) : []).entries()) {
    if (!isClaim(claim)) {
      faults.push(`edition: claims[${index}] was not made by defineClaim`);
      continue;
    }
    if (seen.has(claim.id)) faults.push(`claim ${claim.id}: this id occurs twice`);
    seen.add(claim.id);
  }
  append(faults, faultsOfOptimizers(optimizers, seen));
  if (faults.length > 0) throw new DefinitionError(faults);
  return { name, title, claims, ...(optimizers === undefined ? {} : { optimizers }) };
}

/** The claim of an edition with this id, if there is one. */
export function claimIn({ claims }: Edition, id: string): Claim | undefined {
  return claims.find((claim) => claim.id === id);
}

function isClaim(value: unknown): value is Claim {
  const { id, cases, evaluate, method } = (value ?? {}) as Partial<Claim>;
  return isText(id) && typeof cases?.generate === 'function' && typeof evaluate === 'function' && method !== undefined;
}

function faultsOf(definition: ClaimDefinition): string[] {
  if (typeof definition !== 'object' || definition === null) return ['claim: the definition must be an object'];
  const {
    id,
    reading = 'as-printed',
    kind = 'every t',
    method,
    required = {},
    cases,
    casesOn,
    evaluate,
    certify,
    coq,
    defaultCases,
    quantities = {},
    recipe,
  } = definition;
  const name = isText(id) ? `claim ${id}` : 'claim without an id';
  const faults: string[] = [];
  const must = (condition: boolean, field: string, rule: string): void => {
    if (!condition) faults.push(`${name}: ${field} must be ${rule}`);
  };
  const isOptionalFunction = (value: unknown): boolean => value === undefined || typeof value === 'function';
  must(
    isText(id) && ID.test(id),
    'id',
    'words of letters, digits and . _ + - separated by slashes, with @intended or @repaired for those readings',
  );
  for (const field of ['source', 'statement', 'slack'] as const) must(isText(definition[field]), field, 'a text that is not empty');
  must(reading in SUFFIXES, 'reading', `one of ${Object.keys(SUFFIXES).join(', ')}`);
  if (isText(id) && reading in SUFFIXES && ID.test(id)) {
    const suffix = SUFFIXES[reading];
    const rule = suffix === '' ? 'an id without a suffix' : `an id that ends in ${suffix}`;
    must((ID.exec(id)?.[1] ?? '') === suffix, 'id', `${rule} where the reading is ${reading}`);
  }
  must(kind in METHOD_OF_KIND, 'kind', `one of ${Object.keys(METHOD_OF_KIND).join(', ')}`);
  must(method === undefined || METHODS.includes(method), 'method', `one of ${METHODS.join(', ')}`);
  must(typeof cases?.generate === 'function', 'cases', 'a fast-check arbitrary');
  must(typeof evaluate === 'function', 'evaluate', 'a function');
  must(recipe === undefined || isText(recipe), 'recipe', 'a text that is not empty');
  must(isOptionalFunction(casesOn), 'casesOn', 'a function');
  must(isOptionalFunction(certify), 'certify', 'a function');
  must(isOptionalFunction(coq), 'coq', 'a function');
  must(defaultCases === undefined || (Number.isInteger(defaultCases) && defaultCases > 0), 'defaultCases', 'a whole number greater than 0');
  for (const [quantity, { about, certify: encloses }] of Object.entries(quantities)) {
    must(QUANTITY.test(quantity), `quantity ${JSON.stringify(quantity)}`, 'words of small letters and digits, joined by hyphens');
    must(isText(about), `quantity ${JSON.stringify(quantity)}`, 'told by a text `about`');
    must(isOptionalFunction(encloses), `quantity ${JSON.stringify(quantity)}`, 'certified by a function');
  }
  for (const [label, share] of Object.entries(required)) {
    must(LABEL.test(label), `required ${JSON.stringify(label)}`, 'written dimension:value');
    must(share > 0 && share <= 1, `required ${JSON.stringify(label)}`, 'a share above 0 and at most 1');
  }
  return faults;
}
