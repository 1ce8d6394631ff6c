/** A vector whose length does not fit what it is used with, such as a start that is not as long as the samples. */
export class ShapeError extends RangeError {
  override readonly name = 'ShapeError';
}
