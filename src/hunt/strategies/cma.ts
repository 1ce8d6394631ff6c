import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Case } from '../../data/case.js';
import { exp, log } from '../../numerics/elementary.js';
import { type Assessment, compare } from '../assessment.js';
import { atCoordinates, coordinatesOf } from '../coordinates.js';
import { base, type StrategyFactory } from '../strategy.js';

const FIRST_SIGMA = 0.3;
const LEAST_SIGMA = 2 ** -24;
/** Dimensions beyond which the covariance stays diagonal. */
const MOST_FULL = 40;

/** Constants of CMA-ES for dimension N (Hansen 2016, table 1). */
function constants(N: number) {
  const lambda = 4 + Math.floor(3 * log(N + 1));
  const mu = lambda >> 1;
  const raw = Array.from({ length: mu }, (_, i) => log((lambda + 1) / 2) - log(i + 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const effective = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const cSigma = (effective + 2) / (N + effective + 5);
  const c1 = 2 / ((N + 1.3) ** 2 + effective);
  return {
    lambda,
    mu,
    weights,
    effective,
    cSigma,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (N + 1)) - 1) + cSigma,
    cc: (4 + effective / N) / (N + 4 + (2 * effective) / N),
    c1,
    cMu: Math.min(1 - c1, (2 * (effective - 2 + 1 / effective)) / ((N + 2) ** 2 + effective)),
    expected: Math.sqrt(N) * (1 - 1 / (4 * N) + 1 / (21 * N * N)),
  };
}

/** CMA-ES (Hansen 2016) on all coordinates at once, with restarts; ranks only, so margins of any scale serve. */
export const cma: StrategyFactory = (setting) => {
  const { random, part } = setting;
  let shape: Case | undefined;
  let c = constants(1);
  let mean: Float64Array = new Float64Array(0);
  let sigma = FIRST_SIGMA;
  let covariance: Matrix = Matrix.eye(1);
  let axes: Matrix = Matrix.eye(1);
  let lengths: number[] = [1];
  let pathSigma = new Float64Array(0);
  let pathC = new Float64Array(0);
  let generation: { y: Float64Array; assessment: Assessment }[] = [];
  let y = new Float64Array(0);
  let steps = 0;

  const begin = (): Case => {
    shape = base(setting);
    mean = coordinatesOf(shape);
    const N = mean.length;
    c = constants(N);
    sigma = FIRST_SIGMA;
    covariance = Matrix.eye(N);
    axes = Matrix.eye(N);
    lengths = new Array<number>(N).fill(1);
    pathSigma = new Float64Array(N);
    pathC = new Float64Array(N);
    generation = [];
    y = new Float64Array(N);
    steps = 0;
    return shape;
  };

  const decompose = (): void => {
    const N = mean.length;
    if (N > MOST_FULL) {
      lengths = lengths.map((_, i) => Math.sqrt(Math.max(1e-20, covariance.get(i, i))));
      return;
    }
    const decomposition = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
    axes = decomposition.eigenvectorMatrix;
    lengths = decomposition.realEigenvalues.map((value) => Math.sqrt(Math.max(1e-20, value)));
  };

  const update = (): void => {
    const N = mean.length;
    generation.sort((a, b) => compare(a.assessment, b.assessment, part));
    const move = new Float64Array(N);
    c.weights.forEach((weight, r) => {
      for (let i = 0; i < N; i++) move[i]! += weight * generation[r]!.y[i]!;
    });
    for (let i = 0; i < N; i++) mean[i]! += sigma * move[i]!;
    // C^(-1/2) move, through the axes.
    const along = lengths.map((length, k) => {
      let sum = 0;
      for (let i = 0; i < N; i++) sum += axes.get(i, k) * move[i]!;
      return sum / length;
    });
    const kept = Math.sqrt(c.cSigma * (2 - c.cSigma) * c.effective);
    let square = 0;
    for (let i = 0; i < N; i++) {
      let whitened = 0;
      for (let k = 0; k < N; k++) whitened += axes.get(i, k) * along[k]!;
      pathSigma[i] = (1 - c.cSigma) * pathSigma[i]! + kept * whitened;
      square += pathSigma[i]! ** 2;
    }
    const length = Math.sqrt(square);
    steps++;
    const stalls = length / Math.sqrt(1 - (1 - c.cSigma) ** (2 * steps)) < (1.4 + 2 / (N + 1)) * c.expected ? 1 : 0;
    const pace = stalls * Math.sqrt(c.cc * (2 - c.cc) * c.effective);
    for (let i = 0; i < N; i++) pathC[i] = (1 - c.cc) * pathC[i]! + pace * move[i]!;
    const decay = 1 - c.c1 - c.cMu + (1 - stalls) * c.c1 * c.cc * (2 - c.cc);
    for (let i = 0; i < N; i++) {
      for (let k = N > MOST_FULL ? i : 0; k <= i; k++) {
        let value = decay * covariance.get(i, k) + c.c1 * pathC[i]! * pathC[k]!;
        for (let r = 0; r < c.mu; r++) value += c.cMu * c.weights[r]! * generation[r]!.y[i]! * generation[r]!.y[k]!;
        covariance.set(i, k, value);
        covariance.set(k, i, value);
      }
    }
    sigma *= exp(Math.min(1, (c.cSigma / c.damping) * (length / c.expected - 1)));
    decompose();
    generation = [];
  };

  return {
    propose() {
      if (shape === undefined || sigma < LEAST_SIGMA) return begin();
      const N = mean.length;
      const scaled = lengths.map((length) => length * random.normal());
      y = new Float64Array(N);
      for (let i = 0; i < N; i++) {
        if (N > MOST_FULL) y[i] = scaled[i]!;
        else for (let k = 0; k < N; k++) y[i]! += axes.get(i, k) * scaled[k]!;
      }
      return atCoordinates(
        shape,
        mean.map((v, i) => v + sigma * y[i]!),
        sigma,
      );
    },
    observe(_, assessment) {
      generation.push({ y, assessment });
      if (generation.length >= c.lambda) update();
    },
  };
};
