/**
 * Assembles the kernels' WebAssembly text into source files, so that neither users nor the build need an assembler.
 *
 * usage: npm run assemble-kernel
 */

import { writeFileSync } from 'node:fs';
import { assembleKernel, KERNELS } from './kernel-code.js';

for (const kernel of KERNELS) writeFileSync(kernel.code, await assembleKernel(kernel));
