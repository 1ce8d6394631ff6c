import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { weigh } from '../../src/judge/confirmation.js';
import { claims } from '../../src/paper/edition.js';
import { picture } from '../../src/picture/picture.js';
import { readStoredCase } from '../../src/record/case-files.js';
import { drawingOf } from '../../src/replay/drawing.js';
import { explain } from '../../src/replay/explanation.js';
import { record } from '../../src/replay/recording.js';
import { schemas } from '../../src/report/schema.js';
import { commanded } from '../support/cli.js';
import { claimOf } from '../support/judging.js';
import { everyNth, fewOrMany, STATISTICAL } from '../support/long-suite.js';
import { verdictsOfTests } from '../support/pasted-tests.js';
import { scratch } from '../support/scratch.js';

const WITNESS = 'fixtures/witnesses/prop-2.json';
const DESCENT = 'fixtures/witnesses/thm-3.2_descent.json';

const { folder, file } = scratch();

/** Texts and marks of a picture, whose elements must be closed in the order in which they were opened. */
function drawn(svg: string): { texts: string[]; count(marks: string): number } {
  const open: string[] = [];
  for (const [, closing, name = '', alone] of svg.matchAll(/<(\/?)([\w-]+)[^<>]*?(\/?)>/g)) {
    if (closing) expect(open.pop()).toBe(name);
    else if (!alone) open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  return {
    texts: [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text),
    count: (marks) => svg.split(` class="${marks}"`).length - 1,
  };
}

/** What is asked of three witnesses, all at once of each. */
const written = (name: string): string => join(folder, name);
const replayed = {
  witness: await commanded('replay', WITNESS, '--test', written('prop-2.test.ts')),
  descent: await commanded('replay', DESCENT, '--svg', written('descent.svg')),
  cases: await commanded('replay', 'fixtures/witnesses/thm-3.2_cases.json', '--svg', written('cases.svg')),
};

describe('replay', () => {
  it('reproduces a stored witness and explains it', () => {
    const { code, stdout } = replayed.witness;

    expect(code).toBe(0);
    expect(stdout).toContain('no sample is active: SGD stays there for ever');
    expect(stdout).toContain('reproduces to the bit');
  });

  it('exits 1 when the stored outcome is not what comes out', async () => {
    const stored = JSON.parse(readFileSync(WITNESS, 'utf8'));
    const path = file(
      'tampered.json',
      JSON.stringify({ ...stored, outcome: { ...stored.outcome, slack: stored.outcome.slack * (1 + 2 ** -50) } }),
    );

    const { code, stdout } = await commanded('replay', path, '--json', '-');

    expect(code).toBe(1);
    expect(schemas.replay.parse(JSON.parse(stdout)).reproduces).toBe(false);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['another format', '{"format":"x","version":2}', 'field format'],
    [
      'a claim that does not exist',
      JSON.stringify({ ...JSON.parse(readFileSync(WITNESS, 'utf8')), claim: 'prop-3' }),
      'no claim is called "prop-3"',
    ],
    ['a label 2', JSON.stringify({ ...JSON.parse(readFileSync(WITNESS, 'utf8')), data: { x: [[1], [2]], y: [1, 2] } }), 'field data.y[1]'],
    [
      'a ragged data set',
      JSON.stringify({ ...JSON.parse(readFileSync(WITNESS, 'utf8')), data: { x: [[1], [2, 3]], y: [1, -1] } }),
      'sample 1 has 2 features',
    ],
  ])('refuses %s', async (name, text, part) => {
    const path = file(`${name.replaceAll(' ', '-')}.json`, text);

    const { code, stderr } = await commanded('replay', path);

    expect(code).toBe(3);
    expect(stderr).toContain(part);
  });

  it('refuses a start that does not fit the data, and a device that never ends', async () => {
    const short = file('short.json', JSON.stringify({ ...JSON.parse(readFileSync(WITNESS, 'utf8')), start: [1] }));

    const start = await commanded('replay', short);
    const device = await commanded('replay', '/dev/zero');

    expect([start.code, device.code]).toEqual([3, 3]);
    expect(start.stderr).toContain('field start: has 1 numbers, not 2');
    expect(device.stderr).toBe('claimcheck: /dev/zero: is longer than 8 MB (8388608 bytes), the most that is read\n');
  });
});

describe('the explanation of a case', () => {
  it('shows a separator, the iterates around the step, and the other claims that the case breaks', () => {
    const { stdout } = replayed.descent;

    // The run of this witness climbs to the kink of x2 and crosses it in the step from w_130.
    expect(stdout).toMatch(/u = \(1, -0\.4142\d+\) has least y_i u\.x_i = 0\.4142/);
    const row = (k: number): number[] => {
      const line = stdout.split('\n').find((text) => new RegExp(`^ +>? +${k} +\\(`).test(text))!;
      return line
        .slice(line.indexOf(')') + 1)
        .trim()
        .split(/ +/)
        .map(Number);
    };
    expect(row(130)[1]).toBeLessThan(0);
    expect(row(131)[1]).toBeGreaterThan(0);
    expect(row(131)[2]).toBeGreaterThan(row(130)[2]!);
    expect(stdout).toMatch(/Also refuted by this case:[\s\S]*thm-3\.2\/gradient \(slack -/);
    expect(stdout).not.toMatch(/Also refuted by this case:[\s\S]*thm-3\.2\/descent/);
  });

  it('names the samples that SGD draws', () => {
    const { stdout } = replayed.witness;

    expect(stdout).toMatch(/ 3 +\(-1, -0\.500000\).* x1$/m);
  });

  it('follows an asymptotic claim in log time', () => {
    const { stdout } = replayed.cases;

    expect(stdout).toMatch(/10000\.0 +log-time +\(9998\.7/);
    expect(stdout).toMatch(/evidence certified\n[\s\S]*Contradiction\./);
  });

  const witnesses = readdirSync('fixtures/witnesses');
  const tried = fewOrMany(
    everyNth(4, witnesses, (name) => name.split('-')[0] ?? ''),
    witnesses,
  );

  it.each(tried)('of %s ends in a violation that reproduces', STATISTICAL, (name) => {
    const { input, outcome } = readStoredCase(join('fixtures/witnesses', name));
    const claim = claimOf(input.claim);

    // What else a case refutes takes longer to find than all the rest.
    const others = fewOrMany([claim], claims);
    const text = explain(claim, input, weigh(claim, input), record(claim, input, outcome.step), others).join('\n');

    expect(text).toContain(`Conclusion: violated, slack ${outcome.slack} at step ${outcome.step}`);
    expect(text).not.toMatch(/undefined|\bfailed\b/);
  });
});

describe('replay --svg', () => {
  const descent = readFileSync(written('descent.svg'), 'utf8');
  const cases = readFileSync(written('cases.svg'), 'utf8');

  it('draws samples, kinks, iterates and title, in light and dark', () => {
    const { texts, count } = drawn(descent);

    expect(replayed.descent.code).toBe(0);
    expect(texts).toEqual(expect.arrayContaining(['x1', 'x2', 'thm-3.2/descent is violated at step 130', 'iterates to step 200']));
    // The legend shows one of each kind, and the enlargement has kinks and the path again.
    expect([count('sample positive'), count('sample negative')]).toEqual([2, 2]);
    expect([count('kink positive'), count('kink negative'), count('kink either')]).toEqual([2, 2, 1]);
    expect([count('start neuron-0'), count('iterate neuron-0')]).toEqual([3, 3]);
    // In the plane, in its enlargement and in the legend; the claim itself looks at steps alone.
    expect(count('ray limit')).toBe(3);
    expect(descent).toContain('@media (prefers-color-scheme: dark)');
    expect(descent).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('marks the step that breaks the claim, in the plane, enlarged, and beside the loss and the angle', () => {
    const { texts, count } = drawn(descent);

    expect(texts).toEqual(
      expect.arrayContaining([
        'step 130',
        'steps around 130, enlarged',
        'loss, against ln t',
        'angle to the last iterate in degrees, against ln t',
      ]),
    );
    // A ring and an arrow in both planes, a ring in the legend, a line in both charts.
    expect(count('marked')).toBe(7);
    // The iterate is told once in the plane, and with its number in the enlargement.
    expect(texts).toEqual(expect.arrayContaining(['128', '129', '130', '131', '132']));
  });

  it('shades the separable region and what no sample is active in', () => {
    const { count } = drawn(descent);

    expect([count('cell separable'), count('cell dead')].every((shaded) => shaded >= 2)).toBe(true);
    expect(count('cell part')).toBe(0);
  });

  it('tells in words what it shows', () => {
    expect(descent).toContain('<title>thm-3.2/descent is violated at step 130</title>');
    expect(descent).toMatch(/<desc>Samples labelled \+1: x1 \(1, 1\)\. Samples labelled -1: x2 \(0, 1\)\..*After 200 steps they are \(4\./);
  });

  it('draws the first steps of a run in log time, and the direction that it tends to', () => {
    const { texts, count } = drawn(cases);

    expect(count('ray limit')).toBe(2);
    expect(count('ray reference')).toBe(4);
    expect(count('marked')).toBe(0);
    expect(texts).toEqual(expect.arrayContaining(['direction at ln t = 1,000,000', 'iterates to step 300']));
    expect(cases).toMatch(/they point to \(1\.0+, -?[\d.e-]+\) at the horizon/);
  });

  it('escapes what it is given', () => {
    const { input, outcome } = readStoredCase(DESCENT);

    const svg = picture(drawingOf('<b>&"', input, record(claimOf(input.claim), input, outcome.step), outcome.step));

    expect(drawn(svg).texts).toContain('&lt;b&gt;&amp;&quot;');
  });

  it('draws one feature on an axis below its loss, and more than two in the plane of the direction and the tightest sample', async () => {
    const stored = JSON.parse(readFileSync(DESCENT, 'utf8'));
    const solid = {
      ...stored,
      outcome: undefined,
      data: { x: stored.data.x.map((row: number[]) => [...row, 0.5]), y: stored.data.y },
      start: [...stored.start, 0],
    };
    const flat = await commanded('replay', 'fixtures/witnesses/prop-2_eq-25.json', '--svg', written('flat.svg'));
    const deep = await commanded('replay', file('solid.json', JSON.stringify(solid)), '--svg', written('deep.svg'));

    const [one, three] = ['flat.svg', 'deep.svg'].map((name) => drawn(readFileSync(written(name), 'utf8')));

    expect([flat.code, deep.code]).toEqual([0, 0]);
    expect(one?.texts).toContain('w, against ln t');
    expect(one?.texts).toContain('samples x and weights w');
    expect(one?.count('landscape')).toBe(2);
    expect(three?.texts).toEqual(
      expect.arrayContaining(['along the direction at the end', expect.stringMatching(/^what x[12] has beside it$/)]),
    );
    // Kinks are planes there, which no line shows.
    expect(three?.count('kink positive')).toBe(0);
  });
});

describe('replay --test', () => {
  it('writes a test that passes as it stands, and fails on another slack', () => {
    const asWritten = readFileSync(written('prop-2.test.ts'), 'utf8');

    const told = verdictsOfTests({ asWritten, altered: asWritten.replace(/"slack": -0\.\d/, '"slack": -0.9') });

    expect(told).toEqual({ asWritten: 'passed', altered: 'failed' });
  });
});
