/** Hands mutated case files and data files to the built command: npm run fuzz -- [--count N] [--seed N] [--keep DIR]. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzed, fuzzInputs } from '../properties/support/fuzz.js';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
});
const { codes, failures } = await fuzzed(fuzzInputs(Number(values.seed), Number(values.count)));
const counted = [...codes].sort(([a], [b]) => a - b).map(([code, count]) => `${count} x ${code === -1 ? 'hang' : `exit ${code}`}`);
console.log(`${values.count} mutated inputs of seed ${values.seed}: ${counted.join(', ')}`);
for (const { input, told } of failures) {
  console.log(`\n${input.name}: ${input.args.join(' ')}\n${told.split('\n').slice(0, 4).join('\n').slice(0, 600)}`);
  if (values.keep === undefined) continue;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(join(values.keep, input.name), input.bytes);
}
process.exitCode = failures.length > 0 ? 1 : 0;
