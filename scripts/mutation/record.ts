/** What is known of planted faults: the samples and the sources on record, and the faults that no test can notice. */

import { readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from '../../src/data/content-hash.js';
import { type Mutant, planted } from '../mutants.js';

const RECORD = 'scripts/mutation/record.json';
const SOURCES = 'scripts/mutation/sources.json';
const EQUIVALENT = 'scripts/mutation/equivalent.json';

/** A fault by its words, which stay when lines above it move. */
export interface Fault {
  readonly file: string;
  /** The line without and with the fault, without its indent. */
  readonly was: string;
  readonly becomes: string;
}

/** A fault that changes nothing that a test could ask for. */
export interface Equivalent extends Fault {
  readonly why: string;
  /** True where its line has been written otherwise since, so that nobody can plant it any more. */
  readonly gone?: true;
}

/** Faults drawn of a room, with one seed. */
export interface Run {
  readonly room: string;
  readonly seed: number;
  /** Faults that can be planted in the room, and those that were drawn. */
  readonly of: number;
  readonly drawn: number;
  /** Drawn faults that no test noticed when they were drawn: a number, since the tests have been mended since. */
  readonly missedAtFirst: number;
  /** Those that no test notices now. */
  readonly missed: readonly Fault[];
}

/** A source in which every fault was planted. */
export interface PlantedSource {
  readonly file: string;
  /** Hash of the source as it was. */
  readonly hash: string;
  readonly faults: number;
  /** As those of {@link Run}. */
  readonly missedAtFirst: number;
  readonly missed: readonly Fault[];
}

export function readRuns(): readonly Run[] {
  return JSON.parse(readFileSync(RECORD, 'utf8')) as Run[];
}

/** Puts a run in the place of the one of its room and seed. */
export function recordRun(run: Run): void {
  const others = readRuns().filter(({ room, seed }) => room !== run.room || seed !== run.seed);
  const runs = [...others, run].sort((a, b) => (a.room === b.room ? a.seed - b.seed : a.room < b.room ? -1 : 1));
  writeFileSync(RECORD, `${JSON.stringify(runs, null, 2)}\n`);
}

export function readSources(): readonly PlantedSource[] {
  return JSON.parse(readFileSync(SOURCES, 'utf8')) as PlantedSource[];
}

/** Puts what is known of a source in the place of what was. */
export function recordSource(source: PlantedSource): void {
  const others = readSources().filter(({ file }) => file !== source.file);
  const sources = [...others, source].sort((a, b) => (a.file < b.file ? -1 : 1));
  writeFileSync(SOURCES, `${JSON.stringify(sources, null, 2)}\n`);
}

/** Whether every fault was planted in a source as it is. */
export function isOnRecord(file: string, source: string): boolean {
  return readSources().some((one) => one.file === file && one.hash === contentHash(source));
}

/** All that samples and sources on record have missed, each fault once. */
export function everyMissed(): readonly Fault[] {
  const all = [...readRuns(), ...readSources()].flatMap(({ missed }) => missed);
  return [...new Map(all.map((fault) => [JSON.stringify(fault), fault])).values()];
}

/** Takes a fault from those that were missed. */
export function forget(fault: Fault): void {
  const others = (missed: readonly Fault[]): readonly Fault[] => missed.filter((one) => !isSameFault(one, fault));
  const has = ({ missed }: { readonly missed: readonly Fault[] }): boolean => missed.some((one) => isSameFault(one, fault));
  for (const run of readRuns().filter(has)) recordRun({ ...run, missed: others(run.missed) });
  for (const source of readSources().filter(has)) recordSource({ ...source, missed: others(source.missed) });
}

export function readEquivalents(): readonly Equivalent[] {
  return JSON.parse(readFileSync(EQUIVALENT, 'utf8')) as Equivalent[];
}

export function isSameFault(a: Fault, b: Fault): boolean {
  return a.file === b.file && a.was === b.was && a.becomes === b.becomes;
}

/** A mutant of a source by its words. */
export function faultOf(file: string, source: string, mutant: Mutant): Fault {
  const row = source.slice(0, mutant.offset).split('\n').length - 1;
  const line = (text: string): string => (text.split('\n')[row] ?? '').trim();
  return { file, was: line(source), becomes: line(planted(source, mutant)) };
}
