/** The time of a piece of work that another thread does. */

import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** How long a piece of work may take, in milliseconds. */
export interface TimeLimit {
  /** From when it is asked for. */
  readonly within: number;
  /** From when it is begun: that its thread has to begin first is not held against it. */
  readonly working?: number;
}

/** The longest that a timer of Node waits, in milliseconds; told to wait longer, it would not wait at all. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Runs while a piece of work does, and gives it up when its time is over. */
export class Clock {
  readonly signal: AbortSignal;
  /** What the thread gets to tell when it begins. */
  readonly errand: { readonly begun?: MessagePort };
  readonly transfers: MessagePort[];
  private readonly heard: MessagePort | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param end - gives it up at any time. */
  constructor(limit: TimeLimit | undefined, end: AbortSignal) {
    const signals = [end];
    if (limit !== undefined && limit.within <= LONGEST_WAIT) signals.push(AbortSignal.timeout(atLeastOne(limit.within)));
    const { working } = limit ?? {};
    if (working === undefined || working > LONGEST_WAIT) {
      this.errand = {};
      this.transfers = [];
    } else {
      const { port1, port2 } = new MessageChannel();
      const over = new AbortController();
      port1.once('message', () => {
        this.timer = setTimeout(() => over.abort(), atLeastOne(working));
      });
      this.heard = port1;
      this.errand = { begun: port2 };
      this.transfers = [port2];
      signals.push(over.signal);
    }
    this.signal = signals.length === 1 ? end : AbortSignal.any(signals);
  }

  /** To be called when the work has ended. */
  stop(): void {
    clearTimeout(this.timer);
    this.heard?.close();
  }
}

function atLeastOne(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds));
}
