/** Untrue vectors. */

import type { Vectors } from '../../src/report/vectors-schema.js';

/** A witness as the file has it. */
type Witness = Vectors['witnesses'][number];
/** A change of the vectors, and what the script says of it. */
type Tampering = readonly [what: string, change: (vectors: Vectors) => void, told: string];

/** A change of the witness that the script follows step by step. */
function ofDescent(change: (witness: Witness) => void): (vectors: Vectors) => void {
  return ({ witnesses }) => witnesses.filter(({ claim }) => claim === 'thm-3.2/descent').forEach(change);
}

/** A change of each enclosure of a function. */
function ofEnclosures(name: 'exp' | 'ln', change: (entry: Vectors['exp'][number]) => object): (vectors: Vectors) => void {
  return (vectors) => {
    for (const entry of vectors[name]) Object.assign(entry, change(entry));
  };
}

/** A change of the first max margin of that witness. */
function ofMargin(change: (margin: Witness['margins'][number]) => void): (vectors: Vectors) => void {
  return ofDescent(({ margins }) => margins.slice(0, 1).forEach(change));
}

/** A change of what is proved of that witness. */
function ofCertificate(change: (certificate: NonNullable<Witness['certificate']>) => void): (vectors: Vectors) => void {
  return ofDescent(({ certificate }) => {
    if (certificate !== undefined) change(certificate);
  });
}

/** Changes of the vectors that make something in them untrue, all of which the script has to refuse. */
export const tamperings: readonly Tampering[] = [
  ...(['exp', 'ln'] as const).flatMap((name): Tampering[] => [
    [`${name} below its enclosures`, ofEnclosures(name, ({ high }) => ({ low: high })), `the enclosure of ${name}`],
    [`${name} above its enclosures`, ofEnclosures(name, ({ low }) => ({ high: low })), `the enclosure of ${name}`],
    [`wide enclosures of ${name}`, (vectors) => Object.assign(vectors[name][0] ?? {}, { high: '9/1' }), `${name} is narrow`],
    [`${name} at another point`, (vectors) => Object.assign(vectors[name][0] ?? {}, { x: '1/7' }), `the enclosure of ${name}`],
  ]),
  ['weights in another order', ofMargin(({ weights }) => weights.reverse()), 'the length of the combination'],
  ['weights that do not add up to 1', ofMargin((margin) => Object.assign(margin, { weights: ['2/5', '2/5'] })), 'on the simplex'],
  ['a negative weight', ofMargin((margin) => Object.assign(margin, { weights: ['-2/5', '7/5'] })), 'on the simplex'],
  ['another length', ofMargin((margin) => Object.assign(margin, { squared: '1/4' })), 'the length of the combination'],
  ['a longer combination', ofMargin((margin) => Object.assign(margin, { weights: ['1/1', '0/1'], squared: '2/1' })), 'the max margin of'],
  ['a margin of some samples', ofDescent(({ margins }) => margins.shift()), 'that the data is separable'],
  [
    'another sample',
    ofDescent((witness) =>
      Object.assign(witness, {
        x: [
          ['1/1', '1/1'],
          ['1/8', '1/1'],
        ],
      }),
    ),
    'the length of the combination',
  ],
  ['another label', ofDescent((witness) => Object.assign(witness, { y: [1, 1] })), 'the length of the combination'],
  ['another start', ofDescent((witness) => Object.assign(witness, { start: ['2/1', '-9/8'] })), 'how much the loss rises'],
  ['a larger step', ofDescent((witness) => Object.assign(witness.steps, { eta: '8/1' })), 'eta < 2/beta'],
  ['a smaller step', ofDescent((witness) => Object.assign(witness.steps, { eta: '999999/1000000' })), 'how much the loss rises'],
  ['fewer steps', ofDescent((witness) => Object.assign(witness.steps, { count: 16 })), 'such a step'],
  ['a step before', ofCertificate((certificate) => certificate.step--), 'how much the loss rises'],
  ['a step after', ofCertificate((certificate) => certificate.step++), 'how much the loss rises'],
  ['a larger slack', ofCertificate((certificate) => Object.assign(certificate, { low: certificate.high })), 'how much the loss rises'],
  ['a smaller slack', ofCertificate((certificate) => Object.assign(certificate, { high: certificate.low })), 'how much the loss rises'],
  ['no such witness', (vectors) => Object.assign(vectors, { witnesses: vectors.witnesses.slice(0, 1) }), 'that there is a witness'],
];
