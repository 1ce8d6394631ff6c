/** The worker of the explorer, made of a script within the page: a page from disk may load no other file. */

import zipped from 'virtual:engine';

/** Starts the worker. */
export async function openEngine(): Promise<Worker> {
  const bytes = Uint8Array.from(atob(zipped), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = await new Response(stream).blob();
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
}
