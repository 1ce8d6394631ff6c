/** The tables of docs/reference/mutation.md. */

import { atLeast, atMost } from '../../src/numerics/binomial.js';
import { type Equivalent, everyMissed, isSameFault, type Run, readEquivalents, readRuns, readSources } from './record.js';
import { PROPOSING, roomOf } from './rooms.js';

const ERROR = 0.05;

/** The shares of a whole of which so many of so many drawn come about with no probability below 2.5 % (Clopper and Pearson). */
export function intervalOf(noticed: number, drawn: number): readonly [low: number, high: number] {
  const low = noticed === 0 ? 0 : crossing((p) => atLeast(drawn, p, noticed) >= ERROR / 2);
  const high = noticed === drawn ? 1 : crossing((p) => atMost(drawn, p, noticed) < ERROR / 2);
  return [low, high];
}

/** Where something that is false near 0 and true near 1 becomes true. */
function crossing(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The sources in which every fault was planted, by rooms. */
export function fullTable(): string {
  const sources = readSources();
  const rooms = [...new Set(sources.map(({ file }) => roomOf(file)))].sort();
  const head = [
    '| room | sources | faults | change nothing | noticed when planted | noticed now | missed now |',
    '|---|--:|--:|--:|--:|--:|--:|',
  ];
  const equivalents = readEquivalents();
  const rows = rooms.map((room) => {
    const own = sources.filter(({ file }) => roomOf(file) === room);
    const drawn = own.reduce((sum, { faults }) => sum + faults, 0);
    const missedAtFirst = own.reduce((sum, source) => sum + source.missedAtFirst, 0);
    const counted = counts({ drawn, missedAtFirst, missed: own.flatMap(({ missed }) => missed) }, equivalents);
    const { idle, telling, atFirst, now, missed } = counted;
    return `| ${[`\`${room}\``, own.length, drawn, idle, percent(atFirst / telling), percent(now / telling), missed].join(' | ')} |`;
  });
  return [...head, ...rows].join('\n');
}

/** Each sample on record, with the share of noticed faults among those that change something. */
export function scoreTable(): string {
  const equivalents = readEquivalents();
  const head = [
    '| room | faults | seed | drawn | change nothing | noticed when drawn | 95 % interval | noticed now | missed now |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
  ];
  return [...head, ...readRuns().map((run) => row(run, equivalents))].join('\n');
}

function row(run: Run, equivalents: readonly Equivalent[]): string {
  const { drawn, idle, telling, atFirst, now, missed } = counts(run, equivalents);
  const [low, high] = intervalOf(atFirst, telling);
  const cells = [
    `\`${run.room}\``,
    run.of,
    run.seed,
    drawn,
    idle,
    percent(atFirst / telling),
    `${percent(low)} to ${percent(high)}`,
    percent(now / telling),
  ];
  return `| ${[...cells, missed].join(' | ')} |`;
}

/** How many faults that were planted change nothing, how many others there are, and how many of these were noticed at first, and are noticed or missed now. */
function counts({ drawn, missedAtFirst, missed }: Pick<Run, 'drawn' | 'missedAtFirst' | 'missed'>, equivalents: readonly Equivalent[]) {
  const idle = missed.filter((fault) => equivalents.some((one) => isSameFault(one, fault))).length;
  return {
    drawn,
    idle,
    telling: drawn - idle,
    atFirst: drawn - missedAtFirst,
    now: drawn - missed.length,
    missed: missed.length - idle,
  };
}

/** The planted faults that change something and that no test notices. */
export function missedTable(): string {
  const equivalents = readEquivalents();
  const missed = everyMissed().filter((fault) => !equivalents.some((one) => isSameFault(one, fault)));
  const rows = missed.map(({ file, was, becomes }) => `| ${code(file)} | ${code(was)} | ${code(becomes)} |`);
  return ['| source | line | with the fault |', '|---|---|---|', ...rows].join('\n');
}

/** The faults that no test can notice, each with the reason. */
export function equivalentTable(): string {
  const rows = readEquivalents().map(
    ({ file, was, becomes, why, gone = false }) =>
      `| ${code(file)} | ${code(was)} | ${code(becomes)} | ${why}${gone ? ' The line has been written otherwise since.' : ''} |`,
  );
  return ['| source | line | with the fault | why nothing changes |', '|---|---|---|---|', ...rows].join('\n');
}

/** The sources that only propose, with who checks what they propose. */
export function proposingTable(): string {
  const rows = PROPOSING.map(({ file, checkedBy, why }) => `| ${code(file)} | ${checkedBy.map(code).join(', ')} | ${why} |`);
  return ['| source | checked by | how |', '|---|---|---|', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
