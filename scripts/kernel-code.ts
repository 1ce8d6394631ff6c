/** The generated source file that holds the neuron kernel's WebAssembly. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const FOLDER = join(import.meta.dirname, '../src/model');
const TEXT = join(FOLDER, 'neuron-kernel.wat');
const COLUMNS = 120;

/** Where the generated source stands. */
export const CODE_FILE = join(FOLDER, 'neuron-kernel-code.ts');

/**
 * The generated source, made anew from the WebAssembly text.
 *
 * @throws Error when the text is not a valid module, with its line.
 */
export async function assembleKernel(): Promise<string> {
  const module = (await wabt()).parseWat(TEXT, readFileSync(TEXT, 'utf8'), { simd: true });
  module.validate();
  const code = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = code.match(new RegExp(`.{1,${COLUMNS}}`, 'g'))!.map((line) => `  '${line}',`);
  return [
    '/** Generated from neuron-kernel.wat by `npm run assemble-kernel`: WebAssembly in base64. */',
    'export const NEURON_KERNEL = [',
    ...lines,
    "].join('');",
    '',
  ].join('\n');
}
