/** Mutated inputs: whatever a file holds, a command that reads it ends soon, and with no error of the tool. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import seedrandom from 'seedrandom';
import { parseCaseFile } from '../../src/data/case-file.js';

/** Seconds of processor time after which a command hangs, and seconds in all: other processes may keep it waiting. */
const PATIENCE = { working: 60, waiting: 600 } as const;
/** Exit codes that a file can be answered with: any but that of an error of the tool. */
const ANSWERS: readonly number[] = [0, 1, 2, 3];
/** Steps x samples of a case that is mutated, and that a mutated one may have. */
const WORK = { sound: 2_000, mutated: 200_000 } as const;

/** A file and the command line that reads it, `FILE` standing for its path. */
export interface FuzzInput {
  readonly name: string;
  readonly bytes: Buffer;
  readonly args: readonly string[];
}

/** A command that hung, or ended with an error of the tool. */
export interface FuzzFailure {
  readonly input: FuzzInput;
  readonly told: string;
}

interface Seed {
  readonly ending: string;
  readonly bytes: Buffer;
  readonly commands: readonly (readonly string[])[];
}

type Random = () => number;

const VALUES = [
  null,
  true,
  '',
  'x',
  'Infinity',
  '-0',
  'NaN',
  '__proto__',
  [],
  {},
  [[]],
  0,
  -1,
  0.5,
  2,
  5e-324,
  1e-150,
  1e150,
  1e308,
  -1e308,
  2 ** 53,
  1e9,
];
const CELLS = [
  '',
  '?',
  '-1',
  '1e308',
  '5e-324',
  '1e999',
  '0x10',
  '1,5',
  '"',
  '""',
  ';',
  '\t',
  '\0',
  '\u001b[2J',
  '\ufeff',
  'é',
  '\n',
  '__proto__',
  '0',
  '1',
];

/** Sound files of every kind that strangers hand over. */
function seeds(): Seed[] {
  const witnesses = readdirSync('fixtures/witnesses').sort();
  const cases = witnesses.flatMap((name): Seed[] => {
    const bytes = readFileSync(join('fixtures/witnesses', name));
    const { data, steps } = parseCaseFile(bytes.toString(), name).input;
    const work = steps.kind === 'none' ? 0 : steps.count * data.x.length;
    const commands = [
      ['replay', 'FILE', '--max-work', String(WORK.mutated)],
      ['trace', '--case', 'FILE', '--until', '20'],
    ];
    return work > WORK.sound ? [] : [{ ending: 'json', bytes, commands }];
  });
  const rows = readFileSync('fixtures/data/iris-petals.csv', 'utf8')
    .trim()
    .split('\n')
    .filter((_, i) => i % 4 === 0);
  const json = '{"x": [[1, 0.5], [2, 1], [-1, 0.25], [-2, -1]], "y": [1, 1, -1, -1]}';
  const commands = [
    ['verify', 'def/gd', 'linear/descent', '--data', 'FILE', '--cases', '2', '--jobs', '1'],
    ['trace', '--data', 'FILE', '--until', '20'],
    ['trace', '--data', 'FILE', '--until', '20', '--drop-missing', '--bias', '--positive', '1'],
  ];
  const tables = [rows.join('\n'), rows.join('\n').replaceAll(',', ';').replaceAll('.', ',')];
  return [
    ...cases,
    ...[0, 1, 2, 3].flatMap(() => [
      ...tables.map((text) => ({ ending: 'csv', bytes: Buffer.from(`${text}\n`), commands })),
      { ending: 'json', bytes: Buffer.from(json), commands },
      { ending: 'csv', bytes: Buffer.from(`\ufeff${rows.join('\n')}`, 'utf16le'), commands },
    ]),
  ];
}

const within = (random: Random, length: number): number => Math.trunc(random() * length);

function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[within(random, values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}

/** Bytes changed, removed, doubled or moved. */
function byteMutant(random: Random, bytes: Buffer): Buffer {
  const at = within(random, bytes.length);
  const to = Math.min(bytes.length, at + 1 + within(random, 40));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  return oneOf(random, [
    () => Buffer.concat([before, Buffer.from([within(random, 256)]), bytes.subarray(at + 1)]),
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, piece, piece, after]),
    () => Buffer.from(before),
    () => Buffer.concat([before, Buffer.from(oneOf(random, CELLS)), after]),
  ])();
}

/** JSON text with one value in the place of another, or a key renamed. */
function jsonMutant(random: Random, bytes: Buffer): Buffer {
  const replaced = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || random() < 0.15) return oneOf(random, VALUES);
    if (Array.isArray(value)) {
      const at = within(random, value.length);
      return value.map((entry, i) => (i === at ? replaced(entry) : entry));
    }
    const entries = Object.entries(value);
    const at = within(random, entries.length);
    const rename = random() < 0.1;
    return Object.fromEntries(
      entries.map(([key, entry], i) => (i !== at ? [key, entry] : rename ? ['constructor', entry] : [key, replaced(entry)])),
    );
  };
  return Buffer.from(JSON.stringify(replaced(JSON.parse(bytes.toString())) ?? null));
}

/** Numbers in the place of others: most files are then still read, and what computes with them gets to see them. */
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '0.5',
  '-0.25',
  '3.75',
  '1e-9',
  '-1e-300',
  '1e9',
  '1e40',
  '-1e100',
  '5e-324',
  '64',
  '0.3333333333333333',
];

/** One number replaced, in whatever text it stands. */
function numberMutant(random: Random, bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const numbers = [...text.matchAll(/-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?/gi)];
  if (numbers.length === 0) return bytes;
  const found = oneOf(random, numbers);
  const value = oneOf(random, NUMBERS);
  const written = found[0].includes(',') ? value.replace('.', ',') : value;
  return Buffer.from(text.slice(0, found.index) + written + text.slice(found.index + found[0].length), 'latin1');
}

/** The mutated inputs of a seed, the same every time. */
export function fuzzInputs(seed: number, count: number): FuzzInput[] {
  const random = seedrandom(`fuzz/${seed}`);
  const sound = seeds();
  return Array.from({ length: count }, (_, i) => {
    const { ending, bytes, commands } = oneOf(random, sound);
    let mutant = bytes;
    for (let times = 1 + within(random, 3); times > 0; times--) {
      if (random() < 0.5) {
        mutant = numberMutant(random, mutant);
        continue;
      }
      const whole = ending === 'json' && mutant.length > 0 && isJson(mutant);
      mutant = whole && random() < 0.7 ? jsonMutant(random, mutant) : byteMutant(random, mutant);
    }
    return { name: `${seed}-${i}.${ending}`, bytes: mutant, args: oneOf(random, commands) };
  });
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString());
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

/** What became of the inputs. */
export interface FuzzResult {
  /** How often each exit code came. */
  readonly codes: ReadonlyMap<number, number>;
  readonly failures: readonly FuzzFailure[];
}

/** Hands the inputs to the built command, one after another in a thread that is given up where one hangs. */
export async function fuzzed(inputs: readonly FuzzInput[]): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-fuzz-'));
  const codes = new Map<number, number>();
  const failures: FuzzFailure[] = [];
  let worker = begun();
  try {
    for (const input of inputs) {
      const path = join(folder, input.name);
      writeFileSync(path, input.bytes);
      const ended = await answer(
        worker,
        input.args.map((arg) => (arg === 'FILE' ? path : arg)),
      );
      rmSync(path);
      codes.set(ended.code, (codes.get(ended.code) ?? 0) + 1);
      if (ANSWERS.includes(ended.code)) continue;
      failures.push({ input, told: ended.said });
      if (ended.code >= 0) continue;
      await worker.terminate();
      worker = begun();
    }
  } finally {
    await worker.terminate();
    rmSync(folder, { recursive: true });
  }
  return { codes, failures };
}

function begun(): Worker {
  return new Worker(new URL('fuzz-worker.mjs', import.meta.url), { execArgv: [], env: { ...process.env, NO_COLOR: '1' } });
}

/** What a command line came to; code -1 where it hangs, or ends the thread. */
function answer(worker: Worker, args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve) => {
    const done = (ended: { readonly code: number; readonly said: string }): void => {
      clearInterval(timer);
      worker.off('message', done);
      worker.off('error', failed);
      resolve(ended);
    };
    const failed = (error: unknown): void => done({ code: -1, said: String(error) });
    const began = { working: process.cpuUsage(), waiting: performance.now() };
    const timer = setInterval(() => {
      const { user, system } = process.cpuUsage(began.working);
      const [working, waiting] = [(user + system) / 1e6, (performance.now() - began.waiting) / 1000];
      if (working > PATIENCE.working || waiting > PATIENCE.waiting)
        done({ code: -1, said: `no answer after ${working.toFixed(0)} s of work and ${waiting.toFixed(0)} s in all` });
    }, 1000);
    worker.on('message', done);
    worker.on('error', failed);
    worker.postMessage(args);
  });
}
