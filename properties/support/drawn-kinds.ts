/** What the paper's own generators draw, each by itself: claims draw some of it seldom. */

import fc from 'fast-check';
import { combes } from '../../src/paper/generators/combes.js';
import { edge } from '../../src/paper/generators/edge.js';
import { example1, example2 } from '../../src/paper/generators/examples.js';
import { localRegion } from '../../src/paper/generators/local-region.js';
import { localSliding } from '../../src/paper/generators/local-sliding.js';
import { locks } from '../../src/paper/generators/locks.js';
import { longCases } from '../../src/paper/generators/long-case.js';
import { mirrored } from '../../src/paper/generators/mirrored.js';
import { obtuseKinks } from '../../src/paper/generators/obtuse-kinks.js';
import { outside } from '../../src/paper/generators/outside.js';
import { quickLocks } from '../../src/paper/generators/quick-locks.js';
import { stableCases } from '../../src/paper/generators/stable-case.js';
import { tippedCases } from '../../src/paper/generators/tipped.js';
import { sharingNetwork, trainedNetwork } from '../../src/paper/generators/trained-network.js';
import { pushedRuns } from '../../src/paper/gradient-descent/relu-runs.js';
import { mixedCases, networkCases, randomCases, settlingCases } from '../../src/paper/networks/network-cases.js';
import { heldBackCases } from '../../src/paper/stochastic/held-back.js';
import { stayingCases } from '../../src/paper/stochastic/staying-case.js';
import { hash } from './hashes.js';

/** Where their hashes are on record. */
export const DRAWN_KINDS = 'properties/paper/drawn-kinds.json';

const REGIONS = ['separable', 'local'] as const;
const LENGTH = { steps: 10 };

/** By name. */
export const KINDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  combes: combes(),
  edge: edge(),
  'example 1': example1(),
  'example 2': example2(),
  'local region': localRegion(),
  'local sliding': localSliding(),
  locks: locks(),
  mirrored: mirrored(),
  'obtuse kinks': obtuseKinks(),
  outside: outside(),
  'quick locks': quickLocks(),
  'pushed runs': pushedRuns,
  'stable cases': stableCases(combes(), { regions: REGIONS }),
  'slow stable cases': stableCases(combes(), { regions: REGIONS, slow: true }),
  'still stable cases': stableCases(combes(), { regions: REGIONS, still: true, anyReach: true }),
  'long cases': longCases({ regions: REGIONS }),
  'long cases with few samples': longCases({ regions: REGIONS, silent: 'few', horizons: 'shorter' }),
  'staying cases': stayingCases(),
  'open staying cases': stayingCases({ still: true, open: true }),
  'held back': heldBackCases({ lengths: [80, 87], edges: [15, 18], counts: [1_000_000] }),
  tipped: tippedCases({ positives: [1, 2], negatives: [1, 4] }),
  'trained networks': trainedNetwork(),
  'sharing networks': sharingNetwork(),
  'networks on clusters': networkCases(LENGTH),
  'random networks': randomCases(LENGTH),
  'mixed networks': mixedCases(LENGTH),
  'settling networks': settlingCases(LENGTH),
};

/** What the first draws of a kind are, as a hash. */
export function kindHash(kind: fc.Arbitrary<unknown>): string {
  return hash(fc.sample(kind, { seed: 5, numRuns: 150 }));
}
