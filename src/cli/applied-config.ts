/** What claimcheck.config.js gives to a command. Loaded only where there is such a file. */

import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { InputError } from '../data/input-error.js';
import { fileOf, loadExport, ModuleThrew, parseModuleName } from '../modules/load.js';
import { printable } from '../text/printable.js';
import { DATA_OPTIONS, fieldsOf, type GivenField } from './config-fields.js';

/** Options whose value is a path; that of --claims may be one. */
const PATHS: ReadonlySet<string> = new Set(['data', 'record', 'cache']);
/** Options with which a command takes no data: records are of generated cases, and these pages judge nothing. */
const WITHOUT_DATA = ['accept', 'from', 'explorer'] as const;

/** Sets the options that the file gives, and says on stderr which. @throws InputError naming file and field */
export async function applyConfig(command: Command, file: string): Promise<void> {
  const given = fieldsOf(await exportOf(file), file).filter((field) => isOpen(command, field));
  const told = given.flatMap((field) => {
    const option = command.options.find((one) => one.attributeName() === field.option);
    if (option === undefined) return [];
    const value = placed(field, file);
    command.setOptionValueWithSource(field.option, parsed(option, { ...field, value }, file), 'config');
    return [`${option.long}${value === true ? '' : ` ${value}`}`];
  });
  if (told.length > 0) process.stderr.write(`${printable(`${file} gives ${told.join(', ')}`)}\n`);
}

async function exportOf(file: string): Promise<unknown> {
  const folder = process.cwd();
  const name = parseModuleName(file, folder);
  if (fileOf(name.module, folder) === undefined) throw new InputError('there is no such file', { file });
  try {
    return await loadExport(name, folder);
  } catch (error) {
    if (error instanceof ModuleThrew) throw new InputError(`threw while it was loaded: ${error.cause}`, { file });
    throw error;
  }
}

/** Whether the command line leaves an option to the file. The file's data go together: none is used where other data, or none, are asked for. */
function isOpen(command: Command, { option }: GivenField): boolean {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  return !isGiven(option) && !(DATA_OPTIONS.has(option) && ['data', ...WITHOUT_DATA].some(isGiven));
}

/** A value with its path seen from the working directory. */
function placed({ option, value }: GivenField, file: string): unknown {
  if (typeof value !== 'string' || (option !== 'claims' && !PATHS.has(option))) return value;
  const here = process.cwd();
  const folder = dirname(resolve(here, file));
  if (folder === here || isAbsolute(value)) return value;
  // A package is found from here as it would be from there.
  if (option === 'claims' && fileOf(parseModuleName(value, folder).module, folder) === undefined) return value;
  const path = relative(here, join(folder, value));
  return option === 'claims' && !path.startsWith('.') ? `./${path}` : path;
}

/** A value as the option reads it. @throws InputError for one out of its range */
function parsed(option: Option, { path, value }: GivenField, file: string): unknown {
  if (option.parseArg === undefined || (typeof value !== 'string' && typeof value !== 'number')) return value;
  try {
    return option.parseArg(String(value), undefined);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InputError(`${value} cannot be used. ${error.message}`, { file, field: path });
  }
}
