/** Text that was zipped into the page: most of it is read by few, and a page is sent by mail. */

import { fromBase64 } from '../numerics/base64.js';

/** The bytes behind gzip in base64. */
export function inflated(zipped: string): Promise<Blob> {
  return new Response(new Blob([fromBase64(zipped)]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}
