/** Which arrays of a step are those of the step before, since a module may keep what it is given although it must not. */

import { vectorText } from './protocol.js';

/** Follows the arrays that one instance is given. */
export class ArrayIdentity {
  #params: Float64Array | undefined;
  #gradient: Float64Array | undefined;
  /** The values that the last step left in its parameters. */
  #left: Float64Array = new Float64Array(0);

  /** Fields of a step line: which arrays come again, and what has become of the parameters' array where it does not. */
  before(params: Float64Array, gradient: Float64Array): string {
    const former = this.#params;
    const again = { params: params === former, gradient: gradient === this.#gradient };
    const overwritten = former !== undefined && !again.params && former.some((x, j) => !Object.is(x, this.#left[j]));
    this.#params = params;
    this.#gradient = gradient;
    return `${again.params ? ',"sameParams":true' : ''}${again.gradient ? ',"sameGradient":true' : ''}${overwritten ? `,"formerParams":${vectorText(former)}` : ''}`;
  }

  /** The step has been made. */
  after(params: Float64Array): void {
    if (this.#left.length !== params.length) this.#left = new Float64Array(params.length);
    this.#left.set(params);
  }
}
