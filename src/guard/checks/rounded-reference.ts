import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';

/** An optimizer that sees gradients rounded to float32 and whose parameters are rounded to it after each step. */
export function roundedTo32(optimizer: OptimizerUnderTest): OptimizerUnderTest {
  return {
    ...optimizer,
    precision: 'float32',
    create(options) {
      const state = optimizer.create(options);
      return {
        step(params, gradient) {
          params.set(Float32Array.from(params));
          const pending = state.step(params, Float64Array.from(gradient, Math.fround));
          params.set(Float32Array.from(params));
          return pending;
        },
      };
    },
  };
}
