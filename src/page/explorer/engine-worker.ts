/** The workers of the explorer, made of a script within the page: a page from disk may load no other file. */

import zipped from 'virtual:engine';
import { inflated } from '../inflate.js';
import type { Answer, Request } from './messages.js';

/** Sends a request to the worker that it is for. */
export interface Engine {
  ask(request: Request): void;
  listen(listener: (answer: Answer) => void): void;
}

/**
 * Starts two workers of one script. One answers every move with the first steps; the other has what takes longer, so that no move waits
 * for the limit of a scene before.
 */
export async function openEngine(): Promise<Engine> {
  const script = await inflated(zipped);
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const [quick, thorough] = [new Worker(address), new Worker(address)];
  return {
    ask(request) {
      if (request.kind === 'scene' || request.kind === 'own')
        quick.postMessage(request.kind === 'scene' ? { ...request, part: 'first' } : request);
      thorough.postMessage(request);
    },
    listen(listener) {
      for (const worker of [quick, thorough]) worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => listener(data));
    },
  };
}
