/** Published rules as optimizers, with hyperparameters of choice. */

import { arithmeticOf } from '../../src/guard/reference/arithmetic.js';
import type { Convention, Shapes } from '../../src/guard/reference/convention.js';
import { standardHyperparameters } from '../../src/guard/reference/hyperparameters.js';
import { conventions, type RuledAlgorithm } from '../../src/guard/reference/published.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

type Precision = 'float64' | 'float32';

/** A form of an algorithm with the hyperparameters that the guard gives, or the usual ones. */
export interface Form {
  readonly algorithm: RuledAlgorithm;
  readonly convention: Convention;
  readonly hyperparameters: Readonly<Record<string, number>>;
}

/** Every form once. SGD is gradient descent by another name. */
export const forms: readonly Form[] = (Object.keys(conventions) as RuledAlgorithm[])
  .filter((algorithm) => algorithm !== 'sgd')
  .flatMap((algorithm) =>
    conventions[algorithm].map((convention) => ({
      algorithm,
      convention,
      hyperparameters: Object.fromEntries(
        Object.entries(convention.published).map(([name, [usual]]) => [name, standardHyperparameters[algorithm][name] ?? usual!]),
      ),
    })),
  );

/** An optimizer that follows a form, with a factor on its steps; float32 ones round their parameters only. */
export function followed({ algorithm, convention, hyperparameters }: Form, precision: Precision, factor = 1): OptimizerUnderTest {
  const arithmetic = arithmeticOf(precision);
  const { exact } = arithmetic;
  const store = precision === 'float32' ? Math.fround : (x: number): number => x;
  return {
    name: convention.name,
    algorithm,
    precision,
    create({ dimension, stepSize, shapes }) {
      const named = Object.fromEntries(Object.entries(hyperparameters).map(([name, value]) => [name, exact(value)]));
      const rule = convention.begin(arithmetic, named, dimension, shapes as Shapes | undefined);
      let k = 0;
      return {
        step(params, gradient) {
          const eta = factor * (typeof stepSize === 'number' ? stepSize : stepSize(k));
          const next = rule(Array.from(params, exact), Array.from(gradient, exact), exact(eta), k++);
          for (const [j, { value }] of next.entries()) params[j] = store(value);
        },
      };
    },
  };
}

/** The form with one hyperparameter, or its steps ("step size"), larger by a share. */
export function perturbed(form: Form, name: string, share: number, precision: Precision): OptimizerUnderTest {
  if (name === 'step size') return followed(form, precision, 1 + share);
  const hyperparameters = { ...form.hyperparameters, [name]: form.hyperparameters[name]! * (1 + share) };
  return followed({ ...form, hyperparameters }, precision);
}
