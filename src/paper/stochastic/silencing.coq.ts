/** What refutations of proposition 2 for Coq share: inactive draws, then one that leaves no sample active outside of the region. */

import { exp } from '../../certify/arithmetic/exp.js';
import { isNegative } from '../../certify/arithmetic/interval.js';
import { powerStep } from '../../certify/arithmetic/log.js';
import { double, innerProduct, literal } from '../../certify/coq/fraction.js';
import { startLemmas } from '../../certify/coq/start-lemmas.js';
import { forEach } from '../../certify/coq/tactics.js';
import { sampleName, sampleNames, writtenData } from '../../certify/coq/written-data.js';
import { mustBeCombes } from '../../certify/enclosure/combes.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';

/** Idle draws before it, at most. */
const MOST_IDLE = 8;

/** Draws after which no sample is active. */
interface Silencing {
  /** A sample that is not active at the start; it is drawn first. */
  readonly idle: number;
  /** How often. */
  readonly n: number;
  /** The sample that is drawn then. */
  readonly j: number;
  /** Lemmas about data, start and alpha: those of {@link writtenData} and `start_i`, `is_combes`, `is_awake`. */
  readonly setting: readonly string[];
  /** The lemma `is_silent`: after these draws no sample is active. */
  readonly silent: readonly string[];
}

/** The draws that silence a case with their lemmas. @throws Undecided where there are none, or the data are not Combes-style. */
export function silencing(at: Setting): Silencing {
  const { data, rows, signs } = at;
  const { alpha } = paperExponent(at);
  const samples = everySample(data);
  const idle = signs.findIndex((sign) => sign !== 1);
  mustHold(idle >= 0, 'every sample is active at the start');
  mustBeCombes(at);
  const found = silencingDraw(at, alpha);
  mustHold(found !== undefined, 'no draw leaves all samples inactive');
  const { n, j } = found;
  const drawn = sampleName(j);
  const move = (i: number): string => literal(innerProduct(nth(rows, j), nth(rows, i)));
  const moved = samples.map(
    (i) =>
      `rewrite start_${i + 1}; replace (dot (feat ${drawn}) (feat ${sampleName(i)})) with ${move(i)} by (unfold ${sampleNames(at)}; cbn [dot feat]; lra); unfold power_steps, Rpower, alpha; cbn [INR]; interval with (i_prec ${at.arithmetic.precision})`,
  );
  return {
    idle,
    n,
    j,
    setting: [
      ...writtenData(at),
      ...startLemmas(at),
      `Definition alpha := ${double(alpha)}.`,
      `Lemma is_combes : combes data. Proof. unfold combes, data, ${sampleNames(at)}; each_pair. Qed.`,
      `Lemma is_awake : awake data w0. Proof. unfold awake, data, w0, ${sampleNames(at)}; first_that ltac:(cbn [dot feat]; lra). Qed.`,
    ],
    silent: [
      `Lemma is_silent : Forall (fun s => dot w0 (feat s) + power_steps alpha ${n} * pull relu ${drawn} w0 * dot (feat ${drawn}) (feat s) <= 0) data.`,
      `Proof. rewrite (pull_negative ${drawn} w0 _ eq_refl start_${j + 1}) by lra; unfold data; ${forEach(moved)}. Qed.`,
    ],
  };
}

/** The step at which a negative is drawn that leaves all inactive, and that negative; undefined where there is none. */
function silencingDraw(at: Setting, alpha: number): { readonly n: number; readonly j: number } | undefined {
  const { arithmetic, data, products, signs } = at;
  const silent = (n: number, j: number): boolean => {
    const size = arithmetic.multiply(powerStep(arithmetic, n, alpha), exp(arithmetic, nth(products, j)));
    return products.every((product, i) => isNegative(arithmetic.subtract(product, arithmetic.multiply(size, at.inner(j, i)))));
  };
  for (let n = 0; n <= MOST_IDLE; n++) {
    const j = everySample(data).find((i) => labelOf(data, i) === -1 && nth(signs, i) > 0 && silent(n, i));
    if (j !== undefined) return { n, j };
  }
  return undefined;
}
