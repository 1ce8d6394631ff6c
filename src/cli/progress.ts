/** Progress on stderr: a bar on a terminal, a line for every tenth elsewhere. */

import { Presets, SingleBar } from 'cli-progress';

/** Told how far a run is. */
export interface Progress {
  update(done: number, total: number, label: string): void;
  stop(): void;
}

/** A progress display that fits stderr. @param unit - what is counted. */
export function openProgress(unit = 'chunks'): Progress {
  return process.stderr.isTTY ? bar(unit) : lines(unit);
}

function bar(unit: string): Progress {
  const display = new SingleBar(
    { format: `{bar} {percentage}% {value}/{total} ${unit}, {label}`, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, label) {
      if (!started) display.start(total, 0, { label });
      started = true;
      display.update(done, { label });
    },
    stop: () => display.stop(),
  };
}

function lines(unit: string): Progress {
  let tenth = 0;
  return {
    update(done, total, label) {
      const now = Math.floor((10 * done) / total);
      if (now <= tenth) return;
      tenth = now;
      process.stderr.write(`${now * 10}% (${done} of ${total} ${unit}), ${label}\n`);
    },
    stop() {},
  };
}
