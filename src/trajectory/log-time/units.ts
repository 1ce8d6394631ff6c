/**
 * Units: pairs of sample and neuron, numbered i*K + k as the preactivations of a model are. The kink of a unit is the
 * hyperplane w_k.x_i = 0 of parameter space; its normal is x_i in block k.
 */

import type { Dataset } from '../../data/dataset.js';
import { dot, norm } from '../../numerics/vector.js';
import type { FlowModel } from './flow-model.js';

/** Geometry of the kinks of a model on a data set. */
export class Units {
  /** Number of neurons K. */
  readonly neurons: number;
  /** Number of units n K. */
  readonly units: number;
  /** Number of parameters K d. */
  readonly dimension: number;

  constructor(
    readonly data: Dataset,
    readonly model: FlowModel,
  ) {
    this.neurons = model.outputWeights.length;
    this.units = data.n * this.neurons;
    this.dimension = data.d * this.neurons;
  }

  /** The unit's sample i. */
  sampleOf(unit: number): number {
    return Math.floor(unit / this.neurons);
  }

  /** Inner product with the unit's normal: of the parameters W, the preactivation w_k.x_i. */
  alongNormal(unit: number, vector: Float64Array): number {
    const { d, x } = this.data;
    const row = this.sampleOf(unit) * d;
    const block = (unit % this.neurons) * d;
    let sum = 0;
    for (let j = 0; j < d; j++) sum += vector[block + j]! * x[row + j]!;
    return sum;
  }

  /** Adds a multiple of the unit's normal. */
  addNormal(unit: number, factor: number, into: Float64Array): void {
    const { d, x } = this.data;
    const row = this.sampleOf(unit) * d;
    const block = (unit % this.neurons) * d;
    for (let j = 0; j < d; j++) into[block + j]! += factor * x[row + j]!;
  }

  /** |x_i|^2 of the unit's sample. */
  squareNorm(unit: number): number {
    const { d, x } = this.data;
    const i = this.sampleOf(unit);
    const row = x.subarray(i * d, (i + 1) * d);
    return dot(row, row);
  }

  /** y_i v_k (1 - a): what crossing the kink upwards adds to the force, as a multiple of c_i times the normal. Negative attracts. */
  pull(unit: number): number {
    return this.data.y[this.sampleOf(unit)]! * this.model.outputWeights[unit % this.neurons]! * (1 - this.model.slope);
  }

  /** Orthonormal basis of the span of some units' normals. */
  normalBasis(units: readonly number[]): Float64Array[] {
    const basis: Float64Array[] = [];
    for (const unit of units) {
      const q = new Float64Array(this.dimension);
      this.addNormal(unit, 1, q);
      // Twice, for orthogonality to working precision.
      removeSpan(basis, q);
      removeSpan(basis, q);
      const rest = norm(q);
      if (rest > 1e-10 * Math.sqrt(this.squareNorm(unit))) basis.push(q.map((value) => value / rest));
    }
    return basis;
  }
}

/** Removes from a vector what lies in the span of an orthonormal basis. */
export function removeSpan(basis: readonly Float64Array[], vector: Float64Array): void {
  for (const q of basis) {
    const along = dot(q, vector);
    for (let j = 0; j < vector.length; j++) vector[j]! -= along * q[j]!;
  }
}
