/**
 * The process of a module's optimizers: loads them and answers for them over the line protocol. Arguments: module, export.
 *
 * Requests and replies have file descriptors of their own, so that standard input and output are the module's. Nothing is
 * judged here: whatever the module does to this process, it can only change its own answers.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from '../../data/input-error.js';
import { fromJsonNumber } from '../../data/json-number.js';
import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import type { Evaluate } from '../linear-loss.js';
import { loadOptimizers } from '../load-module.js';
import { describeThrown } from '../subject-failure.js';
import { Hosted, type Request } from './hosted.js';
import type { AskRates } from './hosted-rates.js';
import { Line } from './line.js';
import { vectorText } from './protocol.js';

const [REQUESTS, REPLIES] = [3, 4];
/** The shortest timer takes a millisecond. */
const SETTLED = 2;

const [module = '', exported = ''] = process.argv.slice(2);
// Taken before the module is loaded, which may put others in their place.
const { parse, stringify } = JSON;
const line = new Line(REPLIES, REQUESTS);
/** What was thrown outside of any call, by a timer or a promise of the module. */
let stray: string | undefined;
process.on('uncaughtException', (thrown) => {
  stray ??= describeThrown(thrown);
});
// A promise that is waited for does not keep the process alive.
setInterval(() => {}, 2 ** 30);

/** What the guard has to know of an optimizer; each field is read once. */
function entryOf(optimizer: OptimizerUnderTest): Record<string, unknown> {
  const fields = ['name', 'algorithm', 'precision', 'options', 'expectedBroken'];
  return Object.fromEntries(fields.map((field) => [field, Reflect.get(optimizer, field)]));
}

/** Asks the judge, which waits for a reply meanwhile. */
const askRates: AskRates = (request) => {
  line.write(stringify({ rates: request }));
  const read = line.read();
  return typeof read === 'object' ? parse(read.text).rates : process.exit();
};

/** Asks the judge for the loss at some parameters. */
const askLoss: Evaluate = (params, gradient) => {
  line.write(`{"evaluate":${vectorText(params)}}`);
  const read = line.read();
  if (typeof read !== 'object') return process.exit();
  const told = parse(read.text);
  for (let j = 0; j < gradient.length; j++) gradient[j] = fromJsonNumber(told.gradient[j]) ?? Number.NaN;
  return fromJsonNumber(told.loss) ?? Number.NaN;
};

let loading: Promise<{ readonly hosted: Hosted; readonly subjects: readonly Record<string, unknown>[] }> | undefined;

/** Loads the module, once. */
function load(): NonNullable<typeof loading> {
  loading ??= loadOptimizers({ module, exported }, process.cwd()).then((optimizers) => {
    const subjects = optimizers.map(entryOf);
    return {
      subjects,
      hosted: new Hosted(new Map(optimizers.map((optimizer, i) => [String(subjects[i]?.name), optimizer])), askRates, askLoss),
    };
  });
  return loading;
}

async function list(): Promise<string> {
  try {
    return stringify({ subjects: (await load()).subjects });
  } catch (error) {
    if (error instanceof InputError) return stringify({ refused: error.message });
    throw error;
  }
}

async function settle(): Promise<string> {
  await wait(SETTLED);
  const thrown = stray;
  stray = undefined;
  return thrown === undefined ? '{"ok":true}' : stringify({ failed: `threw outside of any call: ${thrown}` });
}

async function answer(request: Request & { readonly list?: true; readonly settle?: true }): Promise<string> {
  if (request.list) return list();
  if (request.settle) return settle();
  return (await load()).hosted.answer(request);
}

for (let read = line.read(); typeof read === 'object'; read = line.read()) {
  let reply: string;
  try {
    reply = await answer(parse(read.text));
  } catch (thrown) {
    reply = stringify({ failed: describeThrown(thrown) });
  }
  line.write(reply);
}
process.exit();
