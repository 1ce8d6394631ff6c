/** What goes over a queue, without a server: names of jobs, results apart from times, and the alarm. */

import { describe, expect, it } from 'vitest';
import { parseCompact, stringifyCompact } from '../../src/data/json-number.js';
import { shippedData } from '../../src/data/shipped.js';
import { burst } from '../../src/hunt/search/burst.js';
import { claims } from '../../src/paper/edition.js';
import { askedOf, jobOf, type Message, nameOf, packed, unpacked } from '../../src/queue/message.js';
import { ResultsDiffer } from '../../src/queue/results-differ.js';
import { HUNT, tradeOf, VERIFY } from '../../src/queue/trade.js';
import { done } from '../../src/verify/chunk.js';

const claim = claims.find(({ id }) => id === 'lem-f2')!;
const [on] = shippedData();
const job = { seed: 1, chunk: 2, size: 4 };

/** The name of a job of `verify`. */
const named = (what: object, code = 'code', id = claim.id): string => nameOf(code, 'verify', id, askedOf(what).asked);

describe('the name of a job', () => {
  it('does not depend on the time that it may take', () => {
    expect(named({ ...job, until: 5 })).toBe(named(job));
  });

  it.each([
    ['seed', { ...job, seed: 2 }],
    ['cases', { ...job, chunk: 3 }],
    ['number of cases', { ...job, size: 5 }],
    ['data', { ...job, on }],
    ['kind', { ...job, shrink: { claim: 'lem-f2' } }],
  ])('depends on the %s', (_, other) => {
    expect(named(other)).not.toBe(named(job));
  });

  it('depends on the code, the claim, and what the data set has in it', () => {
    const other = { ...on!, data: { ...on!.data, y: on!.data.y.map((label) => -label) } };

    expect(named(job, 'other code')).not.toBe(named(job));
    expect(named(job, 'code', 'lem-f3')).not.toBe(named(job));
    expect(named({ ...job, on: other })).not.toBe(named({ ...job, on }));
  });
});

describe('a message', () => {
  it('brings a job back as it was, with numbers that JSON does not have, and its data from elsewhere', () => {
    const shrink = { claim: claim.id, data: on!.data, start: [-0, Number.NaN, Number.POSITIVE_INFINITY], steps: { kind: 'none' } };
    const given = { ...job, on, shrink, until: 1234.5 };
    const { asked, until, data } = askedOf(given);
    const message: Message = { task: 'verify', claim: claim.id, key: 'key', asked };

    const back = unpacked(JSON.parse(JSON.stringify(packed(message))));

    expect(JSON.stringify(packed(message))).not.toContain(`"on":{"name":"${on!.name}","data"`);
    expect(jobOf(back, data?.data, until)).toEqual(given);
  });
});

describe('results', () => {
  it('of a chunk come apart into what follows from the job and times, and together again', () => {
    const result = done(claim, job);
    const { content, beside } = VERIFY.apart(result);

    expect(stringifyCompact(content)).not.toContain('seconds');
    expect(Object.keys(beside).sort()).toEqual(['seconds', 'slowest']);
    expect(VERIFY.together(parseCompact(stringifyCompact(content)), beside)).toEqual(result);
    expect(stringifyCompact(VERIFY.apart(done(claim, job)).content)).toBe(stringifyCompact(content));
  });

  it('that time cut are told from whole ones', () => {
    const asked = { claim: claim.id, strategy: 'random', seed: 's', evaluations: 3, elites: [] };

    expect(VERIFY.isWhole(done(claim, { ...job, until: 0 }))).toBe(false);
    expect(VERIFY.isWhole(done(claim, job))).toBe(true);
    expect(HUNT.isWhole(burst(claim, { ...asked, until: 0 }))).toBe(false);
    expect(HUNT.isWhole(burst(claim, asked))).toBe(true);
  });

  it('are of a kind that there is', () => {
    expect(tradeOf('hunt')).toBe(HUNT);
    expect(() => tradeOf('guard')).toThrow('no work is called guard');
  });
});

describe('the alarm', () => {
  it('names the job, the workers and what differs', () => {
    const stored = (hash: string, slack: string) => ({
      hash: hash.repeat(64),
      content: `{"result":{"slacks":[${'0.5,'.repeat(100)}${slack}]}}`,
      beside: `{"by":"host-${hash}:1"}`,
    });

    const { message } = new ResultsDiffer(`verify lem-f2, ${VERIFY.told(job)}`, 'claimcheck:result:k', [
      stored('a', '0.25'),
      stored('b', '0.75'),
    ]);

    expect(message).toContain('2 different results for one job, verify lem-f2, generated cases 41 to 44 of seed 1');
    expect(message).toMatch(/aaaaaaaaaaaa by host-a:1: \.\.\..*0\.25]}}$/m);
    expect(message).toMatch(/bbbbbbbbbbbb by host-b:1: \.\.\..*0\.75]}}$/m);
    expect(message).toContain('redis-cli del claimcheck:result:k');
  });
});
