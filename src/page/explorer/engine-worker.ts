/** The worker of the explorer, made of a script within the page: a page from disk may load no other file. */

import zipped from 'virtual:engine';
import { inflated } from '../inflate.js';

/** Starts the worker. */
export async function openEngine(): Promise<Worker> {
  const script = await inflated(zipped);
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
}
