/** Progress on stderr: a bar on a terminal, a line for every tenth elsewhere. */

import { Presets, SingleBar } from 'cli-progress';
import { cut } from '../text/layout.js';
import { columnsOf } from './width.js';

/** Told how far a run is; `label` says what is being done. */
export interface Progress {
  update(done: number, total: number, label: string): void;
  stop(): void;
}

/** Characters of the bar. */
const BAR = 12;
/** Columns of a line where there is no terminal. */
const LINE = 60;
/** Seconds before which nothing is said about the time that is left. */
const TOO_EARLY = 2;

/** A progress display that fits stderr. */
export function openProgress(): Progress {
  return process.stderr.isTTY ? bar() : lines();
}

/**
 * How far it is, how long it takes still if it goes on as it went, and what is being done, within `width` characters.
 *
 * @param seconds - since it began.
 */
export function progressText(done: number, total: number, label: string, seconds: number, width: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const left = share > 0 && share < 1 && seconds >= TOO_EARLY ? `, ${inWords((seconds * (1 - share)) / share)} left` : '';
  return cut(`${Math.floor(100 * share)}%${left}: ${label}`, width);
}

/** A time as people tell it. */
function inWords(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const clock = (): (() => number) => {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
};

function bar(): Progress {
  const display = new SingleBar(
    { format: '{bar} {text}', barsize: BAR, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const seconds = clock();
  let started = false;
  return {
    update(done, total, label) {
      // The last column is left free: writing into it breaks the line on some terminals.
      const text = progressText(done, total, label, seconds(), columnsOf(process.stderr) - BAR - 2);
      if (!started) display.start(total, 0, { text });
      started = true;
      display.setTotal(total);
      display.update(done, { text });
    },
    stop: () => display.stop(),
  };
}

function lines(): Progress {
  const seconds = clock();
  let tenth = 0;
  return {
    update(done, total, label) {
      const now = Math.floor((10 * done) / total);
      if (now <= tenth) return;
      tenth = now;
      process.stderr.write(`${progressText(done, total, label, seconds(), LINE)}\n`);
    },
    stop() {},
  };
}
