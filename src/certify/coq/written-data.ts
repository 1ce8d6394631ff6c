/** The data and the start of a case as definitions of a file for Coq. */

import { everySample, labelOf } from '../../data/dataset.js';
import { largest } from '../../numerics/lists.js';
import { signOf } from '../arithmetic/interval.js';
import { separatorOf } from '../enclosure/separator.js';
import { type DataSetting, dot, type Setting } from '../enclosure/setting.js';
import { list } from './fraction.js';

/** Whole numbers that a separator is rounded to first, for a file that is easier to read. */
const MOST_WHOLE = 16;

/** The name of sample i. */
export function sampleName(i: number): string {
  return `s${i + 1}`;
}

/** The names of all samples, as the argument of `unfold`. */
export function sampleNames(at: Pick<Setting, 'data'>): string {
  return everySample(at.data).map(sampleName).join(', ');
}

/** The pattern by which `destruct` names the entries a1, a2, ... of a vector of length d. */
export function entriesPattern(d: number): string {
  return Array.from({ length: d }, (_, j) => `a${j + 1}`).reduceRight((rest, entry) => `[| ${entry} ${rest}]`, '[| ? ?]');
}

/**
 * Definitions of the samples, of the data and of w0, and the lemma that they are data of section 2.
 *
 * @throws Undecided where no separator is found.
 */
export function writtenData(at: Setting): readonly string[] {
  const { data, input } = at;
  return [
    ...writtenSamples(at),
    `Definition w0 : vec := ${list(input.start)}.`,
    '',
    `Lemma is_data : problem ${data.d} data.`,
    `Proof. unfold data, ${sampleNames(at)}; is_problem (${list(separatorEntries(at))}). Qed.`,
    ...sizeLemma(at),
  ];
}

/** Definitions of the samples and of the data. */
export function writtenSamples({ data, rows }: DataSetting): readonly string[] {
  return [
    ...everySample(data).map(
      (i) => `Definition ${sampleName(i)} := Sample ${list(rows[i] ?? [])} ${labelOf(data, i) === 1 ? '1' : '(-1)'}.`,
    ),
    `Definition data := [${everySample(data).map(sampleName).join('; ')}].`,
  ];
}

/** The lemma `size_is`. */
export function sizeLemma({ data }: DataSetting): readonly string[] {
  return [`Lemma size_is : size data = ${data.n}.`, 'Proof. unfold size, data; cbn [length INR]; lra. Qed.'];
}

/** A separator of small whole numbers where rounding one gives one, else the separator itself. @throws Undecided where there is none. */
export function separatorEntries(at: Setting): readonly number[] {
  const { u } = separatorOf(at);
  const longest = largest(u.map(Math.abs));
  for (let size = 1; size <= MOST_WHOLE; size++) {
    const whole = u.map((entry) => Math.round((entry / longest) * size) + 0);
    if (at.rows.every((row, i) => signOf(dot(at.arithmetic, whole, row)) === at.data.y[i])) return whole;
  }
  return u;
}
