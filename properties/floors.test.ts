import { describe, expect, it } from 'vitest';
import { circles, type Source, sources } from './support/sources.js';

/** The rooms of src/, floor by floor from the bottom. Imports run down only: rooms of one floor do not import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ['data', 'numerics', 'text'],
  ['generator', 'model', 'optimizer', 'oracle', 'modules', 'picture'],
  ['trajectory', 'monte-carlo', 'adapters', 'certify'],
  ['expectation'],
  ['claim'],
  ['paper', 'judge', 'record'],
  ['verify', 'guard'],
  ['hunt', 'replay', 'trace'],
  ['report', 'queue'],
  ['api', 'page'],
  ['cli'],
];

/**
 * Who may import the paper although all above its floor could: the kernel knows no theorem of it. The door and the command line
 * ship it as the default edition, and the guard's checks put its claims to somebody else's optimizer.
 */
const READERS_OF_THE_PAPER = ['paper/', 'index.ts', 'core.ts', 'page/', 'cli/', 'guard/checks/'];

/** The folder right under src/; undefined for a door of the package, a file that lies there itself. */
function roomOf(path: string): string | undefined {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
}

/** Doors stand on top: they import any room, and no room imports them. */
function floorOf(path: string): number {
  const room = roomOf(path);
  return room === undefined ? FLOORS.length : FLOORS.findIndex((rooms) => rooms.includes(room));
}

function isAllowed(from: string, to: string): boolean {
  if (roomOf(to) === 'paper' && !READERS_OF_THE_PAPER.some((reader) => from.startsWith(reader))) return false;
  return (roomOf(from) !== undefined && roomOf(from) === roomOf(to)) || floorOf(to) < floorOf(from);
}

function breaches(files: readonly Pick<Source, 'path' | 'imports'>[]): string[] {
  return files.flatMap(({ path, imports }) => imports.filter((to) => !isAllowed(path, to)).map((to) => `${path} -> ${to}`)).sort();
}

const files = sources();

describe('the sources', () => {
  it('have no circle of imports', () => {
    expect(circles(files)).toEqual([]);
  });

  it('are in rooms that have a floor', () => {
    const rooms = new Set(files.flatMap(({ path }) => roomOf(path) ?? []));

    expect([...rooms].sort()).toEqual(FLOORS.flat().sort());
  });

  it('import from their own room and from lower floors only', () => {
    expect(breaches(files)).toEqual([]);
  });
});

describe('these tests', () => {
  it('read imports of every form', () => {
    const importsOf = (path: string) => files.find((file) => file.path === path)?.imports;

    // Types, values over several lines, and what is exported again.
    expect(importsOf('oracle/max-margin-certificate.ts')).toContain('oracle/margin-problem.ts');
    expect(importsOf('paper/edition.ts')).toContain('paper/networks/index.ts');
    expect(importsOf('index.ts')).toContain('oracle/max-margin.ts');
  });

  it('find circles of any length, each once', () => {
    const planted = [
      { path: 'a', imports: ['b'] },
      { path: 'b', imports: ['c', 'd'] },
      { path: 'c', imports: ['a', 'd'] },
      { path: 'd', imports: ['e'] },
      { path: 'e', imports: [] },
      { path: 'f', imports: ['f', 'a'] },
    ];

    expect(circles(planted)).toEqual([['a', 'b', 'c'], ['f']]);
  });

  it.each([
    ['upwards', 'data/case.ts', 'claim/claim.ts'],
    ['along a floor', 'oracle/regions.ts', 'model/model.ts'],
    ['from a certificate to the path in float64', 'certify/argument.ts', 'trajectory/run.ts'],
    ['from the kernel to the paper', 'verify/chunk.ts', 'paper/edition.ts'],
    ['through a door', 'guard/plan.ts', 'index.ts'],
    ['from door to door', 'vitest.ts', 'index.ts'],
  ])('refuse an import %s', (_, path, to) => {
    expect(breaches([{ path, imports: [to] }])).toEqual([`${path} -> ${to}`]);
  });
});
