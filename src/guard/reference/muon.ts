/** Muon (Jordan 2024): the momentum of a matrix, made nearly orthogonal by five Newton-Schulz steps. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, norm, partwise } from './convention.js';
import { combined, type Matrix, matrixOf, product, transposed } from './matrix.js';

/** Momentum 0.95, epsilon 1e-7 of the norm; weight decay none (Jordan) or 0.1 (PyTorch, Keras). */
const published = { momentum: [0.95], weightDecay: [0, 0.1] };

const EPSILON = 1e-7;

/** Coefficients of the quintic of Jordan's page, as `torch.optim.Muon` has them. */
const COEFFICIENTS = [3.4445, -4.775, 2.0315] as const;

/** Newton-Schulz steps: five, in Keras six. */
type Steps = 5 | 6;

/** The nearest matrix with singular values near 1, up to what the quintic leaves. */
function orthogonalized(arithmetic: Arithmetic, matrix: Matrix, steps: Steps): Matrix {
  const { exact, rounded, add, divide } = arithmetic;
  const tall = matrix.length > (matrix[0]?.length ?? 0);
  const [a, b, c] = COEFFICIENTS.map(rounded) as [Rounded, Rounded, Rounded];
  const length = add(norm(arithmetic, matrix.flat()), rounded(EPSILON));
  let x: Matrix = (tall ? transposed(matrix) : matrix).map((row) => row.map((entry) => divide(entry, length)));
  for (let step = 0; step < steps; step++) {
    const gram = product(arithmetic, x, transposed(x));
    const inner = combined(arithmetic, b, gram, c, product(arithmetic, gram, gram));
    x = combined(arithmetic, a, x, exact(1), product(arithmetic, inner, x));
  }
  return tall ? transposed(x) : x;
}

/** What the forms differ in. */
interface Form {
  readonly nesterov: boolean;
  /** Whether gradients enter the buffer with the factor 1 - momentum. */
  readonly averaged: boolean;
  /** Which factor of the step the shape gives. */
  readonly scale: 'sqrt(max(1, rows / columns))' | '0.2 sqrt(max(rows, columns))' | 'none';
  readonly steps: Steps;
}

function scaleOf(scale: Form['scale'], rows: number, columns: number): number {
  if (scale === 'none') return 1;
  return scale === '0.2 sqrt(max(rows, columns))' ? 0.2 * Math.sqrt(Math.max(rows, columns)) : Math.sqrt(Math.max(1, rows / columns));
}

function muon(name: string, { nesterov, averaged, scale, steps }: Form): Convention {
  return {
    name,
    published,
    begin: partwise((arithmetic, { momentum, weightDecay }, shape) => {
      const { exact, rounded, add, subtract, multiply } = arithmetic;
      const columns = shape.at(-1)!;
      const rest = subtract(exact(1), momentum!);
      let buffer: Rounded[] | undefined;
      return (w, gradient, eta) => {
        const entering = averaged ? gradient.map((g) => multiply(rest, g)) : gradient;
        buffer = entering.map((g, j) => (buffer === undefined ? g : add(multiply(momentum!, buffer[j]!), g)));
        const ahead = nesterov ? entering.map((g, j) => add(g, multiply(momentum!, buffer![j]!))) : buffer;
        if (ahead.every(({ value }) => value === 0)) return w.map((x) => subtract(x, multiply(multiply(eta, weightDecay!), x)));
        const matrix = matrixOf(ahead, columns);
        const step = multiply(eta, rounded(scaleOf(scale, matrix.length, columns)));
        const moves = orthogonalized(arithmetic, matrix, steps).flat();
        return w.map((x, j) => subtract(subtract(x, multiply(multiply(eta, weightDecay!), x)), multiply(step, moves[j]!)));
      };
    }),
  };
}

const SCALES = ['sqrt(max(1, rows / columns))', '0.2 sqrt(max(rows, columns))', 'none'] as const;

function named(form: Form): Convention {
  const { nesterov, averaged, scale, steps } = form;
  return muon(`${nesterov ? 'Nesterov momentum' : 'momentum'}${averaged ? ', averaged' : ''}, ${steps} steps, factor ${scale}`, form);
}

/** Jordan's program, `torch.optim.Muon` (averaging, which the normalisation undoes) and `keras.optimizers.Muon` (six steps). */
export const muonConventions: readonly Convention[] = [
  ...[true, false].flatMap((nesterov) =>
    SCALES.flatMap((scale) => [false, true].map((averaged) => named({ nesterov, averaged, scale, steps: 5 }))),
  ),
  ...[true, false].map((nesterov) => named({ nesterov, averaged: false, scale: SCALES[0], steps: 6 })),
];
