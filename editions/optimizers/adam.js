/** Adam (Kingma and Ba 2015), AdamW and Lion on gradients in scaled form. */

/**
 * The hyperparameters of Adam by the literature's names; `weightDecay` is decoupled, and 0 for plain Adam.
 *
 * @typedef {{ readonly beta1: number; readonly beta2: number; readonly epsilon: number; readonly weightDecay?: number }} AdamOptions
 */

/** @typedef {import('./optimizers.js').Optimizer<AdamOptions>} Adam */
/** @typedef {import('./optimizers.js').Optimizer<{ readonly beta1: number; readonly beta2: number; readonly weightDecay: number }>} Lion */

/** The scale follows the second moment down once it is below this; entries differ by less than that leaves room for. */
const LOW = 2 ** -128;

/**
 * The two averages of Adam: m = `first * 2^exponent` and v = `second * 4^exponent`, both without bias correction.
 *
 * @param {number} dimension
 * @param {{ readonly beta1: number; readonly beta2: number }} options
 */
export function moments(dimension, { beta1, beta2 }) {
  const first = new Float64Array(dimension);
  const second = new Float64Array(dimension);
  let begun = false;
  const state = {
    first,
    second,
    exponent: 0,
    /** 1 - beta1^t and 1 - beta2^t. */
    correction1: 0,
    correction2: 0,
    /** @param {Float64Array} mantissa @param {number} exponent */
    add(mantissa, exponent) {
      const scale = begun ? Math.max(exponent, state.exponent) : exponent;
      const [kept, added] = [begun ? 2 ** (state.exponent - scale) : 0, 2 ** (exponent - scale)];
      begun = true;
      let largest = 0;
      for (let j = 0; j < dimension; j++) {
        const g = mantissa[j] * added;
        first[j] = beta1 * (first[j] * kept) + (1 - beta1) * g;
        second[j] = beta2 * (second[j] * kept * kept) + (1 - beta2) * (g * g);
        largest = Math.max(largest, second[j]);
      }
      state.exponent = scale;
      for (; largest > 0 && largest < LOW; largest *= 2 ** 64) lower();
      state.correction1 = 1 - (1 - state.correction1) * beta1;
      state.correction2 = 1 - (1 - state.correction2) * beta2;
    },
  };
  /** Exact: entries are multiplied by powers of two. */
  function lower() {
    state.exponent -= 32;
    for (let j = 0; j < dimension; j++) {
      first[j] *= 2 ** 32;
      second[j] *= 2 ** 64;
    }
  }
  return state;
}

/**
 * Adam and AdamW: w <- (1 - eta lambda) w - eta m^ / (sqrt v^ + epsilon), with bias correction. Where no gradient came yet, nothing moves.
 *
 * @type {Adam}
 */
export const adam = ({ dimension, rate, epsilon, weightDecay = 0, ...betas }) => {
  const average = moments(dimension, betas);
  let k = 0;
  return {
    step(w, mantissa, exponent) {
      average.add(mantissa, exponent);
      const eta = rate(k++);
      const scaledEpsilon = epsilon === 0 ? 0 : epsilon * 2 ** -average.exponent;
      for (let j = 0; j < dimension; j++) {
        const size = Math.sqrt(average.second[j] / average.correction2) + scaledEpsilon;
        const update = size > 0 ? average.first[j] / average.correction1 / size : 0;
        w[j] -= eta * (update + weightDecay * w[j]);
      }
    },
  };
};

/**
 * Lion (Chen et al. 2023): the sign of an average of the gradients, with decoupled weight decay. The average is kept in Adam's scaled
 * form, whose second moment only sets the scale.
 *
 * @type {Lion}
 */
export const lion = ({ dimension, rate, beta1, beta2, weightDecay }) => {
  const average = moments(dimension, { beta1: beta2, beta2 });
  let k = 0;
  return {
    step(w, mantissa, exponent) {
      const eta = rate(k);
      const scale = k++ === 0 ? exponent : Math.max(exponent, average.exponent);
      const [kept, added] = [2 ** (average.exponent - scale), 2 ** (exponent - scale)];
      for (let j = 0; j < dimension; j++) {
        const mixed = beta1 * (average.first[j] === 0 ? 0 : average.first[j] * kept) + (1 - beta1) * (mantissa[j] * added);
        w[j] -= eta * (Math.sign(mixed) + weightDecay * w[j]);
      }
      average.add(mantissa, exponent);
    },
  };
};
