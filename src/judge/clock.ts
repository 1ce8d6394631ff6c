/** The time of a piece of work that another thread does. */

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { after } from './timer.js';

/** How long a piece of work may take, in milliseconds. */
export interface TimeLimit {
  /** From when it is asked for. */
  readonly within: number;
  /**
   * From when it is begun: that its thread has to begin first is not held against it. The work is told to end then, and has
   * {@link LINGER} to come to a place where it can.
   */
  readonly working?: number;
}

/** Milliseconds from when work is told to end until its thread is ended. */
const LINGER = 1500;

/**
 * Runs while a piece of work does, and gives it up when its time is over.
 *
 * Its timers hold the signal themselves: of `AbortSignal.any` on an `AbortSignal.timeout` Node may collect the latter as garbage, and
 * then nothing ends the work (nodejs/node#57736).
 */
export class Clock {
  readonly signal: AbortSignal;
  /** What the thread gets to tell when it begins, and to be told when to end. */
  readonly errand: { readonly begun?: MessagePort; readonly end?: Int32Array };
  readonly transfers: MessagePort[];
  private readonly over = new AbortController();
  private readonly giveUp = (): void => this.over.abort();
  private readonly timers: (NodeJS.Timeout | undefined)[] = [];
  private readonly heard: MessagePort | undefined;

  /** @param end - gives it up at any time. */
  constructor(
    limit: TimeLimit | undefined,
    private readonly end: AbortSignal,
  ) {
    this.signal = this.over.signal;
    if (end.aborted) this.giveUp();
    end.addEventListener('abort', this.giveUp);
    if (limit !== undefined) this.timers.push(after(limit.within, this.giveUp));
    const { working } = limit ?? {};
    if (working === undefined) {
      this.errand = {};
      this.transfers = [];
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    port1.once('message', () => {
      const tell = after(working, () => Atomics.store(flag, 0, 1));
      this.timers.push(tell, after(working + LINGER, this.giveUp));
    });
    this.heard = port1;
    this.errand = { begun: port2, end: flag };
    this.transfers = [port2];
  }

  /** To be called when the work has ended. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.heard?.close();
    this.end.removeEventListener('abort', this.giveUp);
  }
}
