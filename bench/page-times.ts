/**
 * How long the explorer takes: samples are dragged in Chromium, frames are timed, and the engine's first steps by the page itself.
 * `--write` puts the table into docs/how-to/report.md. The page has to be built.
 *
 * usage: tsx bench/page-times.ts [--write]
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import edition from '../editions/optimizers/index.js';
import { openBrowser, openPage } from '../properties/support/chromium.js';
import { withPart } from '../properties/support/marked-part.js';
import { firstSteps } from '../src/page/explorer/engine.js';
import { encoded, type Scene, type SceneModel, type SceneSample } from '../src/page/explorer/scene.js';

const { optimizers = [] } = edition;

const PAGE = 'docs/how-to/report.md';
/** Moves of the mouse, one a frame. */
const MOVES = 40;

/** Samples on two arcs, separable through the origin. */
function arcs(count: number): SceneSample[] {
  return Array.from({ length: count }, (_, i) => {
    const label = i % 2 === 0 ? 1 : -1;
    const angle = (label > 0 ? 0.2 : 2.6) + (1.1 * i) / count;
    return { at: [Number((2 * Math.cos(angle)).toFixed(2)), Number((2 * Math.sin(angle)).toFixed(2))], label };
  });
}

const scene = (count: number, model: SceneModel, starts: Scene['starts']): Scene => ({
  samples: arcs(count),
  model,
  optimizer: { kind: 'gd', eta: 0.5 },
  starts,
});

/** An optimizer of the second edition, which the page of that edition runs. */
const OWN: Scene = {
  ...scene(12, { kind: 'linear' }, [[2, 1]]),
  optimizer: { kind: 'own', name: 'Adam without epsilon', eta: 0.125 },
  vectors: { decay: [0.5], beta1: [0.9], beta2: [0.99] },
};

const SCENES: readonly (readonly [name: string, scene: Scene])[] = [
  ['ReLU neuron, 2 samples', scene(2, { kind: 'relu' }, [[2, 1]])],
  ['ReLU neuron, 12 samples', scene(12, { kind: 'relu' }, [[2, 1]])],
  [
    'network of 4 neurons, 12 samples',
    scene(12, { kind: 'network', outputWeights: [1, -1, 1, -1] }, [
      [1, 0.5],
      [-1, 0.5],
      [0.5, 1],
      [-0.5, 1],
    ]),
  ],
  ['Adam of the second edition, 12 samples', OWN],
];

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
const byValue = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** What one scene takes while a sample is dragged. */
interface Times {
  /** Milliseconds from frame to frame. */
  readonly frames: readonly number[];
  /** Milliseconds of the engine's first steps after each move. */
  readonly engine: readonly number[];
  /** Milliseconds of processor time of the page's own thread, a move: scripts, styles and layout, and not what other programs take. */
  readonly page: number;
}

async function measured(page: Page): Promise<Times> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Performance.enable', { timeDomain: 'threadTicks' });
  const processor = async (): Promise<number> => {
    const { metrics } = await inspector.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  await page.locator('.plane').evaluate((plane) => plane.scrollIntoView({ block: 'center' }));
  const box = await page.locator('.plane .sample .mark').first().boundingBox();
  if (box === null) throw new Error('the sample is not shown');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(`
    globalThis.times = { frames: [], engine: [] };
    let last = performance.now();
    const frame = (now) => { times.frames.push(now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
    new MutationObserver(() => times.engine.push(Number(document.documentElement.dataset.firstMilliseconds)))
      .observe(document.documentElement, { attributes: true, attributeFilter: ['data-first-milliseconds'] });
  `);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await processor();
  for (let move = 1; move <= MOVES; move++) {
    await page.mouse.move(x + 0.5 * move, y + 0.3 * move);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  const spent = (await processor()) - before;
  const times = (await page.evaluate('times')) as { frames: number[]; engine: number[] };
  await page.mouse.up();
  return { frames: byValue(times.frames), engine: byValue(times.engine), page: spent / MOVES };
}

/** Milliseconds of processor time that the engine's first steps take, in Node, whose JavaScript is that of Chromium. */
function processorOf(shown: Scene): number {
  for (let i = 0; i < 5; i++) firstSteps(shown, optimizers);
  const before = process.cpuUsage();
  for (let i = 0; i < MOVES; i++) firstSteps(shown, optimizers);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / MOVES;
}

async function row(browser: Browser, file: string, [name, shown]: (typeof SCENES)[number]): Promise<string> {
  const { page } = await openPage(browser, `${file}#explore=${encoded(shown)}`);
  await page
    .locator('.lamps > .summary')
    .filter({ hasText: /satisfied|violated|not met|No claim/ })
    .waitFor();
  // Where the page has to unpack its optimizers first.
  await page.locator('.plane .path').first().waitFor({ state: 'attached' });
  const { frames, engine, page: own } = await measured(page);
  await page.close();
  const cells = [
    processorOf(shown),
    own,
    quantile(engine, 0.5),
    quantile(engine, 0.95),
    quantile(frames, 0.5),
    quantile(frames, 0.95),
    frames.at(-1) ?? Number.NaN,
  ];
  return `| ${name} | ${cells.map((value) => value.toFixed(value < 10 ? 1 : 0)).join(' | ')} |`;
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-times-'));
const file = join(folder, 'explorer.html');
const browser = await openBrowser();
try {
  execFileSync(process.execPath, ['dist/cli/main.js', 'report', '--explorer', '--out', file]);
  const own = join(folder, 'own.html');
  execFileSync(process.execPath, [
    'dist/cli/main.js',
    'report',
    'adam/step',
    '--claims',
    'editions/optimizers',
    '--cases',
    '5',
    '--out',
    own,
  ]);
  const rows: string[] = [];
  for (const one of SCENES) rows.push(await row(browser, one[1].optimizer.kind === 'own' ? own : file, one));
  const table = [
    '| what is dragged | processor: first steps | the page | clock: first steps, median | 95 % | frame to frame, median | 95 % | longest |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
    `Milliseconds a move. Processor times are what a move costs by itself: the steps in the worker, and scripts, styles and layout in the page; pixels are filled in by other threads. Times by the clock include waiting: headless Chromium without a GPU, on ${availableParallelism()} processors with ${loadavg()[0]?.toFixed(1)} processes at work on average.`,
  ].join('\n');
  console.log(table);
  if (values.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'times', table));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
