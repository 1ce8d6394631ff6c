/** A run in a thread of its own, so that it can be stopped with what it has shown so far. */

import { Worker } from 'node:worker_threads';
import type { LabelledData } from '../data/dataset.js';
import { largest } from '../numerics/lists.js';
import type { Descent, Sighting, Sightings } from './sightings.js';

/** A model by what it is made from: a neuron by its slope, a network by its output weights. */
export type ModelParts = { readonly slope: number } | { readonly outputWeights: readonly number[] };

/** A run by value. */
export interface TracedRun {
  readonly data: LabelledData;
  readonly model: ModelParts;
  readonly start: readonly number[];
  readonly descent: Descent;
}

/** What the thread tells: each sighting when it is made, and all at the end. */
export type Told = { readonly sighting: Sighting } | { readonly seen: Sightings };

/**
 * Follows a run to its horizon, or until it is stopped.
 *
 * @returns the sightings, none where it was stopped before the first
 */
export function sightUntil(run: TracedRun, stop: AbortSignal): Promise<Sightings> {
  const typescript = import.meta.url.endsWith('.ts');
  const thread = new Worker(new URL(`./worker${typescript ? '.ts' : '.js'}`, import.meta.url), {
    workerData: run,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  const sightings: Sighting[] = [];
  return new Promise((resolve, reject) => {
    const end = (): void => {
      void thread.terminate();
      const step = Math.max(0, largest(sightings.flatMap(({ t, engine }) => (engine === 'step' && t !== undefined ? [t] : []))));
      resolve({ sightings, end: { kind: 'stopped', step }, stopped: true });
    };
    if (stop.aborted) return end();
    stop.addEventListener('abort', end, { once: true });
    thread.on('error', reject);
    thread.on('message', (told: Told) => {
      if ('sighting' in told) sightings.push(told.sighting);
      else resolve(told.seen);
    });
  });
}
