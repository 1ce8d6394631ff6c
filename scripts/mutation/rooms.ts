/** Rooms of the sources, and the tests that are to notice a fault in one. */

/** A source that only proposes: what is taken from it is checked exactly before it is used. */
export interface Proposing {
  readonly file: string;
  /** The sources that take it and check it; no others import the source, but those that only propose too. */
  readonly checkedBy: readonly string[];
  readonly why: string;
}

/** The sources that only propose. A fault in one costs time, or an answer that is not found, and makes none wrong. */
export const PROPOSING: readonly Proposing[] = [
  {
    file: 'src/oracle/active-set-proposal.ts',
    checkedBy: ['src/oracle/max-margin.ts'],
    why: 'The exact method begins with the rows that are guessed to be active and drops or adds rows until the solution is right; the certificate of the answer is checked again.',
  },
  {
    file: 'src/oracle/dual-method.ts',
    checkedBy: [],
    why: 'Guesses the active rows for `active-set-proposal.ts`.',
  },
  {
    file: 'src/oracle/active-factors.ts',
    checkedBy: [],
    why: 'The factors of `dual-method.ts`.',
  },
  {
    file: 'src/oracle/enclosure.ts',
    checkedBy: ['src/oracle/max-margin.ts'],
    why: 'Every number of an enclosed answer is checked by `enclosure-certificate.ts`; where one is wrong, the exact method solves instead.',
  },
  {
    file: 'src/oracle/separator-proposal.ts',
    checkedBy: ['src/oracle/separability.ts'],
    why: 'A vector separates where the exact signs of all products say so; where they do not, the exact method decides.',
  },
  {
    file: 'src/oracle/linear-program.ts',
    checkedBy: [],
    why: 'The solver behind `separator-proposal.ts` and `ball-proposal.ts`.',
  },
  {
    file: 'src/oracle/ball-proposal.ts',
    checkedBy: ['src/oracle/ball-margin.ts'],
    why: 'Direction and weights are evaluated in integers: whatever they are, what is said of the margin holds, between wider bounds.',
  },
  {
    file: 'src/oracle/spectral-proposal.ts',
    checkedBy: ['src/oracle/spectral-margin.ts'],
    why: 'Matrix and weights are evaluated in integers: whatever they are, what is said of the margin holds, between wider bounds.',
  },
  {
    file: 'src/oracle/spectral-barrier.ts',
    checkedBy: [],
    why: 'The barrier that `spectral-proposal.ts` follows.',
  },
  {
    file: 'src/oracle/rough-directions.ts',
    checkedBy: ['src/oracle/separable-part.ts'],
    why: 'The samples on the right side of a direction are told by exact signs, and the exact test of separability decides on every part.',
  },
  {
    file: 'src/oracle/axes.ts',
    checkedBy: ['src/certify/invariant/lock.ts'],
    why: 'The axes of a box. Their inverse is enclosed, and a cycle is enclosed in a box of any axes.',
  },
  {
    file: 'src/oracle/lock-zones.ts',
    checkedBy: ['src/certify/coq/lock-zones.ts'],
    why: 'The zones stand in a file that Coq checks, with a lemma for each of the steps between them.',
  },
  {
    file: 'src/oracle/strike-cycle.ts',
    checkedBy: [
      'src/certify/invariant/lock.ts',
      'src/certify/coq/found-lock.ts',
      'src/paper/gradient-descent/theorem-3-2.cases.certificate.ts',
    ],
    why: 'A cycle is followed anew in enclosures, from a start that is looked at anew, and by the numbers of a file that Coq checks.',
  },
];

/**
 * The folder of properties/ that mirrors a source's. Certificates and proofs for Coq lie beside their claims, but are of `certify`, and what only
 * proposes is a room of its own.
 */
export function roomOf(file: string): string {
  if (PROPOSING.some((one) => one.file === file)) return 'proposals';
  return /\.(certificate|coq)\.ts$/.test(file) ? 'certify' : (file.split('/')[1] ?? '');
}

/** What vitest takes for the tests of a room. */
export function testsOfRoom(room: string): readonly string[] {
  // A proof for Coq that is not the one on record is noticed by its hash.
  if (room === 'certify') return ['properties/certify/', 'properties/record/proofs.test.ts'];
  if (room === 'proposals') return ['properties/oracle/', 'properties/certify/invariant/lock.test.ts'];
  // The chapters take minutes.
  return room === 'paper'
    ? [
        ...['amounts', 'drawn', 'evaluations', 'rounding-cases', 'setting', 'generators'].map((name) => `properties/paper/${name}`),
        '.parts.test',
      ]
    : [`properties/${room}/`];
}
