/** Adafactor (Shazeer and Stern 2018): second moments of matrices kept as a row and a column. */

import { exp, log } from '../../numerics/elementary.js';
import type { Arithmetic, Rounded } from './arithmetic.js';
import { type Convention, norm, partwise } from './convention.js';

/** Decay exponent -0.8 and clip threshold 1 everywhere; epsilon 1e-30 of squares and 1e-3 of parameters (the paper, Keras, optax). */
const published = { epsilon1: [1e-30, 2 ** -52, 2 ** -23], clipThreshold: [1] };

/** What the forms differ in. */
interface Form {
  /** Whether the step is at most 1 / sqrt(t). */
  readonly relative: boolean;
  /** Whether the step is scaled by the parameters' root mean square. */
  readonly scaled: boolean;
  /** Whether epsilon is added to squared gradients, or is the least second moment. */
  readonly epsilon: 'added' | 'least';
  /** Whether matrices are factored. */
  readonly factored: boolean;
}

/** t^-0.8, the weight of the newest square. */
function weight({ exact, rounded }: Arithmetic, t: number): Rounded {
  if (t === 1) return exact(1);
  const { value, error } = rounded(exp(-0.8 * log(t)));
  return { value, error: 8 * error };
}

function rootMeanSquare(arithmetic: Arithmetic, vector: readonly Rounded[]): Rounded {
  const { exact, divide, sqrt } = arithmetic;
  return divide(norm(arithmetic, vector), sqrt(exact(vector.length)));
}

/** A weighted average kept of each of several numbers. */
function averages(
  { exact, add, subtract, multiply }: Arithmetic,
  length: number,
): (terms: readonly Rounded[], share: Rounded) => Rounded[] {
  let kept = Array.from({ length }, () => exact(0));
  return (terms, share) => {
    kept = kept.map((old, j) => add(multiply(subtract(exact(1), share), old), multiply(share, terms[j]!)));
    return kept;
  };
}

function mean({ exact, add, divide }: Arithmetic, terms: readonly Rounded[]): Rounded {
  return divide(
    terms.reduce((sum, x) => add(sum, x), exact(0)),
    exact(terms.length),
  );
}

/** Second moments of a part from its squares. */
function secondMoments(arithmetic: Arithmetic, shape: readonly number[], factored: boolean) {
  const { multiply, divide } = arithmetic;
  const [rows, columns] = shape as [number, number];
  if (!factored || shape.length !== 2) {
    return averages(
      arithmetic,
      shape.reduce((product, length) => product * length, 1),
    );
  }
  const rowAverages = averages(arithmetic, rows);
  const columnAverages = averages(arithmetic, columns);
  return (squares: readonly Rounded[], share: Rounded): Rounded[] => {
    const at = (i: number, j: number): Rounded => squares[i * columns + j]!;
    const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);
    const row = rowAverages(
      indices(rows).map((i) =>
        mean(
          arithmetic,
          indices(columns).map((j) => at(i, j)),
        ),
      ),
      share,
    );
    const column = columnAverages(
      indices(columns).map((j) =>
        mean(
          arithmetic,
          indices(rows).map((i) => at(i, j)),
        ),
      ),
      share,
    );
    const whole = mean(arithmetic, row);
    return row.flatMap((r) => column.map((c) => (whole.value === 0 ? whole : divide(multiply(r, c), whole))));
  };
}

function adafactor(name: string, { relative, scaled, epsilon, factored }: Form): Convention {
  return {
    name,
    published: scaled ? { ...published, epsilon2: [1e-3] } : published,
    begin: partwise((arithmetic, { epsilon1, epsilon2, clipThreshold }, shape) => {
      const { exact, add, subtract, multiply, divide, sqrt, max } = arithmetic;
      const take = secondMoments(arithmetic, shape, factored);
      return (w, gradient, eta, k) => {
        const t = exact(k + 1);
        const squares = gradient.map((g) => (epsilon === 'added' ? add(multiply(g, g), epsilon1!) : multiply(g, g)));
        const seconds = take(squares, weight(arithmetic, k + 1));
        const least = multiply(epsilon1!, epsilon1!);
        const ratios = gradient.map((g, j) => divide(g, sqrt(epsilon === 'least' ? max(seconds[j]!, least) : seconds[j]!)));
        const clip = max(exact(1), divide(rootMeanSquare(arithmetic, ratios), clipThreshold!));
        const cap = divide(exact(1), sqrt(t));
        const rate = relative && cap.value < eta.value ? cap : eta;
        const step = scaled ? multiply(max(epsilon2!, rootMeanSquare(arithmetic, w)), rate) : rate;
        return w.map((x, j) => subtract(x, divide(multiply(step, ratios[j]!), clip)));
      };
    }),
  };
}

/**
 * `keras.optimizers.Adafactor` as the paper; `torch.optim.Adafactor` with epsilon as the least second moment; Hugging Face's
 * with `relative_step=False`, with and without `scale_parameter`; `optax.adafactor`, which factors large matrices only.
 */
export const adafactorConventions: readonly Convention[] = [
  adafactor('step at most 1/sqrt(t), times the RMS of the parameters, epsilon added to squares (the paper, Keras)', {
    relative: true,
    scaled: true,
    epsilon: 'added',
    factored: true,
  }),
  adafactor('step at most 1/sqrt(t), times the RMS of the parameters, epsilon the least second moment (PyTorch)', {
    relative: true,
    scaled: true,
    epsilon: 'least',
    factored: true,
  }),
  adafactor('step eta_k, times the RMS of the parameters (Hugging Face)', {
    relative: false,
    scaled: true,
    epsilon: 'added',
    factored: true,
  }),
  adafactor('step eta_k, whatever the parameters (Hugging Face)', { relative: false, scaled: false, epsilon: 'added', factored: true }),
  adafactor('step eta_k, times the RMS of the parameters, small matrices not factored (optax)', {
    relative: false,
    scaled: true,
    epsilon: 'added',
    factored: false,
  }),
];
