/** The fields of claimcheck.config.js, each with the option that it stands for, checked for keys and types. */

import type { Budget, Config, ConfiguredData } from '../api/config.js';
import { InputError, quotedList } from '../data/input-error.js';

/** What a field must be, in words and as a test. */
interface FieldType {
  readonly expected: string;
  readonly is: (value: unknown) => boolean;
}

/** A field by the option that it stands for, named as commander names its value. */
interface Field extends FieldType {
  readonly option: string;
}

/** A value that the file gives to an option. */
export interface GivenField {
  readonly option: string;
  /** Where it stands in the file, such as budget.cases. */
  readonly path: string;
  readonly value: unknown;
}

const TEXT: FieldType = { expected: 'a text that is not empty', is: (value) => typeof value === 'string' && value.trim() !== '' };
const NUMBER: FieldType = { expected: 'a number', is: (value) => typeof value === 'number' };
const SWITCH: FieldType = { expected: 'true or false', is: (value) => typeof value === 'boolean' };
const TEXTS: FieldType = { expected: 'a list of texts', is: (value) => Array.isArray(value) && value.every(TEXT.is) };

const PLAIN: Readonly<Record<Exclude<keyof Config, 'data' | 'budget'>, Field>> = {
  claims: { option: 'claims', ...TEXT },
  seed: { option: 'seed', ...NUMBER },
  record: { option: 'record', ...TEXT },
  cache: { option: 'cache', ...TEXT },
};
const BUDGET: Readonly<Record<keyof Budget, Field>> = {
  cases: { option: 'cases', ...NUMBER },
  maxTime: { option: 'maxTime', ...NUMBER },
  jobs: { option: 'jobs', ...NUMBER },
};
const DATA: Readonly<Record<keyof ConfiguredData, Field>> = {
  file: { option: 'data', ...TEXT },
  label: { option: 'label', ...TEXT },
  positive: { option: 'positive', ...TEXT },
  columns: { option: 'columns', ...TEXTS },
  omit: { option: 'omit', ...TEXTS },
  dropMissing: { option: 'dropMissing', ...SWITCH },
  bias: { option: 'bias', ...SWITCH },
  separablePart: { option: 'separablePart', ...SWITCH },
};

/** The options that are about the data and go with no other data than the file's. */
export const DATA_OPTIONS: ReadonlySet<string> = new Set(Object.values(DATA).map(({ option }) => option));

/**
 * What the file says, one value an option.
 *
 * @throws InputError naming file and field for an unknown key or a value of the wrong type
 */
export function fieldsOf(config: unknown, file: string): GivenField[] {
  const { data, budget, ...plain } = objectOf(config, { file });
  const unknown = Object.keys(plain).find((key) => !Object.hasOwn(PLAIN, key));
  if (unknown !== undefined) throw unknownKey(file, unknown, [...Object.keys(PLAIN), 'data', 'budget']);
  return [
    ...values(plain, PLAIN, file, ''),
    ...(budget === undefined ? [] : values(objectOf(budget, { file, field: 'budget' }), BUDGET, file, 'budget.')),
    ...dataFields(data, file),
  ];
}

function dataFields(data: unknown, file: string): GivenField[] {
  if (data === undefined) return [];
  if (TEXT.is(data)) return [{ option: 'data', path: 'data', value: data }];
  const given = objectOf(data, { file, field: 'data' }, 'the name of a file, or an object with it as "file"');
  if (given.file === undefined) throw new InputError('is missing', { file, field: 'data.file' });
  return values(given, DATA, file, 'data.');
}

function values(given: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, Field>>, file: string, under: string) {
  return Object.entries(given).flatMap(([key, value]): GivenField[] => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const path = `${under}${key}`;
    if (field === undefined) throw unknownKey(file, path, Object.keys(fields));
    if (value === undefined) return [];
    if (!field.is(value)) throw new InputError(`must be ${field.expected} (got ${shown(value)})`, { file, field: path });
    // A switch that is off is one that is not given.
    return value === false ? [] : [{ option: field.option, path, value }];
  });
}

function objectOf(value: unknown, place: { file: string; field?: string }, expected = 'an object'): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new InputError(`${place.field === undefined ? 'its default export ' : ''}must be ${expected} (got ${shown(value)})`, place);
}

function unknownKey(file: string, field: string, known: readonly string[]): InputError {
  return new InputError(`unknown key; the keys are ${quotedList(known)}`, { file, field });
}

/** A value in a message, on one line and short. */
function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : String(value);
  return text === '[object Object]' ? 'an object' : text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
