/**
 * Units: pairs of sample and neuron, numbered i*K + k as the preactivations of a model are. The kink of a unit is the
 * hyperplane w_k.x_i = 0 of parameter space; its normal is x_i in block k.
 */

import type { Dataset } from '../../data/dataset.js';
import { extendBasis } from '../../numerics/span.js';
import { dot } from '../../numerics/vector.js';
import { Features } from './features.js';
import type { FlowModel } from './flow-model.js';
import { FEW } from './live-samples.js';

/** Normals whose squared cosine is nearer to 1 than this are parallel to rounding. */
const PARALLEL = 1e-14;

/** Geometry of the kinks of a model on a data set. */
export class Units {
  /** Number of neurons K. */
  readonly neurons: number;
  /** Number of units n K. */
  readonly units: number;
  /** Number of parameters K d. */
  readonly dimension: number;
  /** Of one neuron on many samples: their products. */
  readonly features: Features | undefined;
  /** By unit: where its sample's features start, where its neuron's parameters start, and |x_i|^2. */
  private readonly rowOf: Int32Array;
  private readonly blockOf: Int32Array;
  private readonly square: Float64Array;
  private readonly companions = new Map<number, readonly number[]>();

  constructor(
    readonly data: Dataset,
    readonly model: FlowModel,
  ) {
    const { n, d, x } = data;
    this.neurons = model.outputWeights.length;
    this.units = n * this.neurons;
    this.dimension = d * this.neurons;
    this.rowOf = Int32Array.from({ length: this.units }, (_, unit) => this.sampleOf(unit) * d);
    this.blockOf = Int32Array.from({ length: this.units }, (_, unit) => (unit % this.neurons) * d);
    this.square = Float64Array.from(this.rowOf, (row) => {
      const features = x.subarray(row, row + d);
      return dot(features, features);
    });
    this.features = this.neurons === 1 && n > FEW ? new Features(data) : undefined;
  }

  /** The unit's sample i. */
  sampleOf(unit: number): number {
    return Math.floor(unit / this.neurons);
  }

  /** Inner product with the unit's normal: of the parameters W, the preactivation w_k.x_i. */
  alongNormal(unit: number, vector: Float64Array): number {
    const { d, x } = this.data;
    const row = this.rowOf[unit]!;
    const block = this.blockOf[unit]!;
    let sum = 0;
    for (let j = 0; j < d; j++) sum += vector[block + j]! * x[row + j]!;
    return sum;
  }

  /** `alongNormal` of every unit: of the parameters W, all preactivations. */
  alongNormals(vector: Float64Array, into: Float64Array): void {
    const { n, d, x } = this.data;
    const { dimension } = this;
    for (let i = 0, unit = 0, row = 0; i < n; i++, row += d) {
      for (let block = 0; block < dimension; block += d, unit++) {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += vector[block + j]! * x[row + j]!;
        into[unit] = sum;
      }
    }
  }

  /** Adds a multiple of the unit's normal. */
  addNormal(unit: number, factor: number, into: Float64Array): void {
    const { d, x } = this.data;
    const row = this.rowOf[unit]!;
    const block = this.blockOf[unit]!;
    for (let j = 0; j < d; j++) into[block + j]! += factor * x[row + j]!;
  }

  /** |x_i|^2 of the unit's sample. */
  squareNorm(unit: number): number {
    return this.square[unit]!;
  }

  /** y_i v_k (1 - a): what crossing the kink upwards adds to the force, as a multiple of c_i times the normal. Negative attracts. */
  pull(unit: number): number {
    return this.data.y[this.sampleOf(unit)]! * this.model.outputWeights[unit % this.neurons]! * (1 - this.model.slope);
  }

  /** Other attracting units of the same neuron on the very same kink, active with it: duplicates of its sample, or multiples. */
  companionsOf(unit: number): readonly number[] {
    const known = this.companions.get(unit);
    if (known !== undefined) return known;
    const normal = new Float64Array(this.dimension);
    this.addNormal(unit, 1, normal);
    const found: number[] = [];
    for (let other = unit % this.neurons; other < this.units; other += this.neurons) {
      const product = this.alongNormal(other, normal);
      const squares = this.squareNorm(unit) * this.squareNorm(other);
      if (other !== unit && this.pull(other) < 0 && product > 0 && product * product >= squares * (1 - PARALLEL)) found.push(other);
    }
    this.companions.set(unit, found);
    return found;
  }

  /** Orthonormal basis of the span of some units' normals. */
  normalBasis(units: readonly number[]): Float64Array[] {
    const basis: Float64Array[] = [];
    for (const unit of units) {
      const normal = new Float64Array(this.dimension);
      this.addNormal(unit, 1, normal);
      extendBasis(basis, normal);
    }
    return basis;
  }
}
