import { describe, expect, it } from 'vitest';
import type { Lamp } from '../../src/page/explorer/messages.js';
import type { Continued, FirstSteps } from '../../src/page/explorer/moments.js';
import { NOTHING, type Told, told } from '../../src/page/explorer/shown.js';

const lamp = (id: string): Lamp => ({ id, statement: '', kind: 'satisfied', hypotheses: [], certifiable: false, isOwn: false, reads: [] });
const first = (run: number): Told => ({ kind: 'first', run, milliseconds: 1, first: { end: `first ${run}` } as FirstSteps });
const continued = (run: number): Told => ({ kind: 'continued', run, milliseconds: 1, continued: { text: `limit ${run}` } as Continued });
const lamps = (run: number, ...ids: string[]): Told => ({ kind: 'lamps', run, lamps: ids.map(lamp) });
const judged = (run: number): Told => ({ kind: 'judged', run, milliseconds: 1 });

const shownAfter = (...answers: Told[]) => {
  const { first: steps, continued: limit, lamps: all, isJudged, isOld } = answers.reduce(told, NOTHING);
  return { steps: steps?.end, limit: limit?.text, lamps: all.map(({ id }) => id), isJudged, isOld };
};

describe('what the explorer shows', () => {
  const complete = { steps: 'first 2', limit: 'limit 2', lamps: ['a', 'b'], isJudged: true, isOld: false };
  const before = [first(1), continued(1), lamps(1, 'old'), judged(1)] as const;

  it('is the same in whatever order the two workers answer', () => {
    const rest = [continued(2), lamps(2, 'a'), lamps(2, 'b'), judged(2)];

    for (let place = 0; place <= rest.length; place++)
      expect(shownAfter(...before, ...rest.slice(0, place), first(2), ...rest.slice(place))).toEqual(complete);
  });

  it('keeps the lamps of the scene before, marked as old, and drops its limit', () => {
    expect(shownAfter(...before, first(2))).toEqual({ steps: 'first 2', limit: undefined, lamps: ['old'], isJudged: false, isOld: true });
    expect(shownAfter(...before, first(2), continued(2))).toMatchObject({ limit: 'limit 2', lamps: ['old'], isOld: true });
    expect(shownAfter(...before, continued(2))).toMatchObject({ steps: 'first 1', limit: 'limit 2' });
  });
});
