/**
 * A module's optimizer behind the line protocol: what `guard` starts for modules whose steps are asynchronous.
 * Arguments: module, export, index in its list.
 */

import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fromJsonNumber } from '../../data/json-number.js';
import type { OptimizerState, StepSize } from '../../optimizer/optimizer.js';
import { loadOptimizers } from '../load-module.js';
import { describeThrown } from '../subject-failure.js';
import { vectorText } from './protocol.js';

// Replies alone go to stdout; what the module prints does not.
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

const [module, exported, index] = process.argv.slice(2);
const [optimizer] = (await loadOptimizers({ module: module!, exported: exported! }, process.cwd())).slice(Number(index));
const instances = new Map<number, OptimizerState>();

/** A request, as the guard writes them. */
interface Request {
  readonly instance?: number;
  readonly create?: { readonly dimension: number; readonly stepSize: unknown };
  readonly step?: { readonly params: unknown[]; readonly gradient: unknown[] };
}

const vector = (values: readonly unknown[]): Float64Array => Float64Array.from(values, (x) => fromJsonNumber(x)!);

function stepSizeOf(sent: unknown): StepSize {
  if (!Array.isArray(sent)) return fromJsonNumber(sent)!;
  const values = vector(sent);
  return (k) => values[k] ?? Number.NaN;
}

async function answer({ instance = 0, create, step }: Request): Promise<string> {
  if (create !== undefined) {
    const { stepSize, ...options } = create;
    instances.set(instance, optimizer!.create({ ...options, stepSize: stepSizeOf(stepSize) }));
    return '{"ok":true,"instances":true}';
  }
  const params = vector(step!.params);
  await instances.get(instance)!.step(params, vector(step!.gradient));
  return `{"params":${vectorText(params)}}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply: string;
  try {
    reply = await answer(JSON.parse(line));
  } catch (thrown) {
    reply = JSON.stringify({ error: describeThrown(thrown) });
  }
  writeSync(1, `${reply}\n`);
}
