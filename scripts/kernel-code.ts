/** The generated source files that hold the kernels' WebAssembly. */

import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import wabt from 'wabt';

const SOURCE = join(import.meta.dirname, '../src');
const COLUMNS = 120;
/** A line that stands for what is in another file. */
const INCLUDE = /^ *;; include (\S+)\n/gm;

/** A kernel: its text, and the generated file and the constant that hold its code. */
export interface KernelSource {
  readonly text: string;
  readonly code: string;
  readonly constant: string;
}

export const KERNELS: readonly KernelSource[] = [
  { text: join(SOURCE, 'model/neuron-kernel.wat'), code: join(SOURCE, 'model/neuron-kernel-code.ts'), constant: 'NEURON_KERNEL' },
  { text: join(SOURCE, 'model/network-kernel.wat'), code: join(SOURCE, 'model/network-kernel-code.ts'), constant: 'NETWORK_KERNEL' },
  { text: join(SOURCE, 'model/sgd-kernel.wat'), code: join(SOURCE, 'model/sgd-kernel-code.ts'), constant: 'SGD_KERNEL' },
  { text: join(SOURCE, 'numerics/row-sums.wat'), code: join(SOURCE, 'numerics/row-sums-code.ts'), constant: 'ROW_SUMS' },
  { text: join(SOURCE, 'trajectory/events/jump.wat'), code: join(SOURCE, 'trajectory/events/jump-code.ts'), constant: 'JUMP' },
];

/**
 * The generated source, made anew from the WebAssembly text.
 *
 * @throws Error when the text is not a valid module, with its line.
 */
export async function assembleKernel({ text, constant }: KernelSource): Promise<string> {
  const whole = readFileSync(text, 'utf8').replace(INCLUDE, (_, part: string) => readFileSync(join(dirname(text), part), 'utf8'));
  const module = (await wabt()).parseWat(text, whole, { simd: true });
  module.validate();
  const code = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = code.match(new RegExp(`.{1,${COLUMNS}}`, 'g'))!.map((line) => `  '${line}',`);
  return [
    `/** Generated from ${basename(text)} by \`npm run assemble-kernel\`: WebAssembly in base64. */`,
    `export const ${constant} = [`,
    ...lines,
    "].join('');",
    '',
  ].join('\n');
}
