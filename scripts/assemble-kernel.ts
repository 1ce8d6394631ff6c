/**
 * Assembles src/model/neuron-kernel.wat into src/model/neuron-kernel-code.ts, so that neither users nor the build need
 * an assembler.
 *
 * usage: npm run assemble-kernel
 */

import { writeFileSync } from 'node:fs';
import { assembleKernel, CODE_FILE } from './kernel-code.js';

writeFileSync(CODE_FILE, await assembleKernel());
