/** Text that was zipped into the page: most of it is read by few, and a page is sent by mail. */

/** The bytes behind gzip in base64. */
export function inflated(zipped: string): Promise<Blob> {
  const bytes = Uint8Array.from(atob(zipped), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}
