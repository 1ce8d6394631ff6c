/** What invariants and enclosures give, by their ends in units of the arithmetic: certificates round them to doubles, or leave them out. */

import { closedRun } from '../../src/certify/enclosure/closed-run.js';
import { type Descended, descent } from '../../src/certify/enclosure/descent.js';
import { type EnclosedRun, tail } from '../../src/certify/enclosure/display.js';
import { comparison, eq13, eq14, eq15, eq15By } from '../../src/certify/enclosure/distance-displays.js';
import { enumerate, enumerateStaying } from '../../src/certify/enclosure/enumeration.js';
import { lemF3 } from '../../src/certify/enclosure/log-loss-display.js';
import { marginVector } from '../../src/certify/enclosure/margin.js';
import { firstNetwork, networkOf, networkStep, partitionsOf, squaredWeights } from '../../src/certify/enclosure/network-path.js';
import { oneDirection } from '../../src/certify/enclosure/one-direction.js';
import { regionOf, squaredReach } from '../../src/certify/enclosure/region.js';
import { dataSettingOf, dot, type Setting, settingOf } from '../../src/certify/enclosure/setting.js';
import { constantStep, powersOf, rateOf } from '../../src/certify/enclosure/step-size.js';
import { faceOf } from '../../src/certify/invariant/face.js';
import { faceSearch } from '../../src/certify/invariant/face-kept.js';
import { kinkBox } from '../../src/certify/invariant/kink.js';
import { lockFrom } from '../../src/certify/invariant/lock.js';
import { settledPositives } from '../../src/certify/invariant/settled-positives.js';
import { tidyPartitions } from '../../src/certify/invariant/tidy-partitions.js';
import { Undecided } from '../../src/certify/undecided.js';
import type { Case } from '../../src/data/case.js';
import { everySample } from '../../src/data/dataset.js';
import { guessLock } from '../../src/oracle/strike-cycle.js';
import { largestRise, rise } from '../../src/paper/gradient-descent/theorem-3-2.descent.certificate.js';
import { unboundedSum } from '../../src/paper/gradient-descent/theorem-3-2.gradient.certificate.js';
import { witnessOf } from './certify.js';
import { shortHash } from './evaluations.js';
import { furtherAboutRay, keptAboutRay } from './face-cases.js';
import { quickLock } from './limit-cases.js';
import { neighboursOf, spread } from './neighbours.js';
import { onLine } from './on-line.js';

/** Something that is enclosed: of which cases, and how. */
export interface Enclosure {
  readonly cases: readonly Case[];
  /** Bits after the binary point, taken in turn; {@link BITS} by default. */
  readonly bits?: readonly number[];
  readonly of: (input: Case, bits: number) => unknown;
}

/** From a unit that decides to one that only shows. */
const BITS = [8, 12, 20, 40];

/** What an enclosure gives, case by case. */
function valuesOf({ cases, bits = BITS, of }: Enclosure): readonly unknown[] {
  return cases.map((input, place) => decided(() => of(input, bits[place % bits.length]!)));
}

/** A value, or what it was that could not be decided. */
function decided(value: () => unknown): unknown {
  try {
    return value();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return error.message;
  }
}

/** Some cases, and so many neighbours of each. */
function around(inputs: readonly Case[], most: number): readonly Case[] {
  return inputs.flatMap((input) => [input, ...spread(neighboursOf(input), most)]);
}

/** The iterates of gradient descent at some steps: from the first step on their inner products are intervals. */
function iteratesAt(at: Setting, slope: number, steps: readonly number[]): readonly Descended[] {
  const found: Descended[] = [];
  for (const iterate of descent(at, constantStep(at).eta, slope)) {
    if (steps.includes(iterate.k)) found.push(iterate);
    if (found.length === steps.length) break;
  }
  return found;
}

function keptFrom(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  const search = faceSearch(at);
  return iteratesAt(at, 0, [0, 1, 4]).map((iterate) =>
    [() => kinkBox(at, iterate), () => search.test(iterate), () => settledPositives(at).test(iterate)].map(decided),
  );
}

function followed(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  return [0, 0.5, 1].map((slope) => decided(() => iteratesAt(at, slope, [0, 1, 2, 5])));
}

function faceValues(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  const face = faceOf(at, at.data.positives);
  if (face === undefined) return undefined;
  const here = face.coordinates(at.products);
  const ofSample = (k: number): unknown => [
    face.along(k),
    face.beyond(k),
    face.coordinatesOf(k),
    face.inner(here, face.coordinatesOf(k)),
    everySample(at.data).map((l) => face.beside(k, l)),
  ];
  return { ...face, here, ofSamples: everySample(at.data).map(ofSample) };
}

function lockOf(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  const guess = guessLock(at.data, input.start, constantStep(at).eta);
  return guess && lockFrom(at, guess);
}

/** By each of the ways in which expectations are enclosed. */
function expectations(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  const startSquare = dot(at.arithmetic, input.start, input.start);
  return [enumerate, enumerateStaying, oneDirection].map((way) => decided(() => way(at, startSquare)));
}

/** The values of displays, and what they are made of, at the first step and at the last. */
function displayed(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  const { alpha, count } = powersOf(at);
  const startSquare = dot(at.arithmetic, input.start, input.start);
  const { active } = regionOf(at);
  const { at: steps, etas, largestLoss } = closedRun(at, startSquare);
  const known = { startSquare, reachSquare: squaredReach(at, active), margin: marginVector(at, active), alpha };
  const of: EnclosedRun = { ...at, ...known, etas, largestLoss, acting: active, steps };
  const displays = [eq13, eq14, eq15, eq15By(({ data }) => data.n), lemF3(), lemF3(1), lemF3(0, 'all')];
  return [1, count].map((t) => [...displays.map((display) => decided(() => display(of, t))), tail(of, t), comparison(of, t)]);
}

function networkSteps(input: Case, bits: number): unknown {
  const at = networkOf(dataSettingOf(input, bits));
  const pulls = new Map(everySample(at.data).map((i) => [i, rateOf(at)]));
  const seen: unknown[] = [];
  let iterate = firstNetwork(at);
  for (let k = 0; k < 4; k++) {
    const partitions = partitionsOf(iterate);
    seen.push(
      iterate,
      partitions.map((each) => [each, squaredWeights(at, each)]),
      tidyPartitions(at, iterate),
    );
    iterate = networkStep(at, iterate, pulls);
  }
  return seen;
}

/** What is wrong with descent, by the first rise and by the largest, and with the bounded sum. */
function rises(input: Case, bits: number): unknown {
  const at = settingOf(input, bits);
  return [rise, largestRise, unboundedSum].map((prove) => decided(() => prove(at)));
}

/** Two active positives, and others, each with its label. */
function inPlane(others: readonly (readonly [number, number, 1 | -1])[], count: number): Case {
  return {
    claim: 'prop-1/eq-13',
    data: { x: [[0.5, 0], [0.25, 0.5], ...others.map(([a, b]) => [a, b])], y: [1, 1, ...others.map(([, , label]) => label)] },
    start: [0.0625, 0.3125],
    steps: { kind: 'power', alpha: 0.75, count },
    vectors: { u: [0.5, -0.25] },
  };
}

/** Short runs that wake a negative, some of them by steps that are too large at first. */
const rising = ['thm-3.2/descent', 'thm-3.2/gradient'].flatMap((id) =>
  [1, 1.75, 2].map((eta): Case => ({ ...witnessOf(id), steps: { kind: 'constant', eta, count: 48 } })),
);
/** The same about two kinks, all positives having a part beside both or one of them beside one alone. */
const besideTwo = [-1, -0.5, 0].map(
  (part): Case => ({
    claim: 'thm-3.2/gradient',
    data: {
      x: [
        [1, -1, -1],
        [1, -1, part],
        [0, -1, 0],
        [0, 0, -1],
      ],
      y: [1, 1, -1, -1],
    },
    start: [2, 0, 0],
    steps: { kind: 'constant', eta: 1.5, count: 72 },
  }),
);

const aboutRay = [...keptAboutRay.map(([, input]) => input), ...furtherAboutRay];
const long = around([onLine(1, 1, 1.25, 0.25, 0.75, 8), onLine(2, 3, 0.75, 0.125, 0.5625, 8)], 12);
/** All draws lead out of the region, those of active samples by the kink of the other. */
const leavesAtOnce: Case = {
  ...inPlane([], 2),
  data: {
    x: [
      [0.5, 0],
      [-0.5, 0.0625],
    ],
    y: [1, 1],
  },
  start: [0.0625, 1],
};
const short = around(
  [
    inPlane([[-0.5, -0.5, -1]], 3),
    inPlane(
      [
        [-0.5, -0.5, -1],
        [-0.25, 0, 1],
      ],
      3,
    ),
    inPlane(
      [
        [-0.5, -0.125, -1],
        [1, -0.25, -1],
        [1, -0.25, -1],
      ],
      3,
    ),
  ],
  12,
);
const withSteps = [...long, ...short].filter(({ steps }) => steps.kind === 'power' && steps.count >= 1 && steps.count <= 8);

/** Where hashes of what they give are on record. */
export const ENCLOSURES = 'properties/certify/enclosures.json';

/** What is on record, by name. */
export const enclosures: Readonly<Record<string, Enclosure>> = {
  'what is kept beside kinks': { cases: around(aboutRay, 12), of: keptFrom },
  'iterates of gradient descent': { cases: around(aboutRay, 2), of: followed },
  'faces of limit directions': { cases: around(aboutRay, 4), of: faceValues },
  locks: { cases: [quickLock, ...neighboursOf(quickLock).filter(({ data }) => data === quickLock.data)], bits: [24], of: lockOf },
  expectations: { cases: [...withSteps, leavesAtOnce, onLine(1, 63, 1.25, 0.25, 0.75, 24)], of: expectations },
  displays: { cases: withSteps, of: displayed },
  'rises of the loss': { cases: [...around(rising, 20), ...besideTwo], of: rises },
  'steps of networks': { cases: around(['thm-4.1/direction', 'thm-4.1/reduction', 'sec-4.2/scope'].map(witnessOf), 16), of: networkSteps },
};

/** Hashes of what an enclosure gives, case by case. */
export function hashesOf(enclosure: Enclosure): string {
  return valuesOf(enclosure).map(shortHash).join(' ');
}
