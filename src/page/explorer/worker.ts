/** The engines in a thread of their own, so that nothing blocks the page. */

import type { Claim, EditionOptimizer } from '../../claim/claim.js';
import { isNotACase } from '../../claim/not-a-case.js';
import { judgeCase } from '../../claim/outcome.js';
import { standardParts } from '../../claim/parts.js';
import { caseFile, parseCaseFile } from '../../data/case-file.js';
import { InputError } from '../../data/input-error.js';
import { stringify } from '../../data/json-number.js';
import { claims, findClaim } from '../../paper/edition.js';
import { continued, firstSteps } from './engine.js';
import type { Answer, Lamp, Request } from './messages.js';
import { ownEditionOf } from './own-modules.js';
import { ownOf } from './own-run.js';
import { sceneOfCase } from './own-scene.js';
import { caseOf, LIMITS, type Scene } from './scene.js';
import { watched } from './watched.js';

/** Chapters whose claims are judged on a scene, by its model. */
const CHAPTERS: Readonly<Record<Scene['model']['kind'], readonly string[]>> = {
  linear: ['linear model'],
  relu: ['gradient descent'],
  leaky: ['leaky ReLU'],
  network: ['networks'],
};

const post = (answer: Answer): void => postMessage(answer);
/** Lets waiting messages in. */
const breathe = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds without a move after which the rest is computed. */
const REST = 80;
/** Milliseconds of verdicts that are told at once: the page draws itself for each message. */
const TOGETHER = 50;

let newest = 0;

addEventListener('message', ({ data: request }: MessageEvent<Request>): void => {
  newest = Math.max(newest, request.run);
  answer(request).catch((error: unknown) => post({ kind: 'fault', run: request.run, text: String(error) }));
});

async function answer(request: Request): Promise<void> {
  const { run } = request;
  switch (request.kind) {
    case 'scene':
      return request.part === 'first' ? begin(request.scene, run) : goOn(request.scene, run, request.isMoving);
    case 'own':
      ready = takeOwn(request);
      return ready;
    case 'certify': {
      const lines = certificateLines(request.scene, request.id);
      return post({ kind: 'certificate', run, id: request.id, lines });
    }
    case 'load':
      return load(request.name, request.text, run);
    case 'save': {
      const input = { claim: request.id, ...caseOf(request.scene) };
      return post({ kind: 'saved', run, id: request.id, text: `${stringify(caseFile(input, undefined, request.edition))}\n` });
    }
  }
}

/** Claims of the page's own edition, and its optimizers. */
let own: readonly Claim[] = [];
let ownOptimizers: readonly EditionOptimizer[] = [];
/** When they are unpacked, where the page has some: no scene is answered before. */
let ready: Promise<void> = Promise.resolve();

async function takeOwn({ run, modules, exported, edition }: Extract<Request, { kind: 'own' }>): Promise<void> {
  try {
    const found = await ownEditionOf(modules, exported, edition);
    [own, ownOptimizers] = [found.claims, found.optimizers ?? []];
    post({ kind: 'own', run });
  } catch (error) {
    post({ kind: 'own', run, fault: String(error) });
  }
}

function timed<T>(work: () => T): { readonly result: T; readonly milliseconds: number } {
  const began = performance.now();
  return { result: work(), milliseconds: performance.now() - began };
}

async function begin(scene: Scene, run: number): Promise<void> {
  // Of moves that came while the last one was at work, the newest alone is answered.
  await breathe();
  await ready;
  if (run !== newest) return;
  const first = timed(() => firstSteps(scene, ownOptimizers));
  post({ kind: 'first', run, first: first.result, milliseconds: first.milliseconds });
}

async function goOn(scene: Scene, run: number, isMoving: boolean): Promise<void> {
  // What takes longer waits for the hand to rest: a later move would wait for it.
  await breathe(isMoving ? REST : 0);
  await ready;
  if (run !== newest) return;
  const later = timed(() => continued(scene, ownOptimizers));
  post({ kind: 'continued', run, continued: later.result, milliseconds: later.milliseconds });
  const began = performance.now();
  let lamps: Lamp[] = [];
  let told = began;
  for (const claim of claimsFor(scene)) {
    await breathe();
    if (run !== newest) return;
    const lamp = lampOf(claim, scene);
    if (lamp !== undefined) lamps.push(lamp);
    if (performance.now() - told < TOGETHER) continue;
    post({ kind: 'lamps', run, lamps });
    [lamps, told] = [[], performance.now()];
  }
  post({ kind: 'lamps', run, lamps });
  post({ kind: 'judged', run, milliseconds: performance.now() - began });
}

/** Claims about single runs; those about expectations need many runs and are judged elsewhere. */
function claimsFor(scene: Scene): readonly Claim[] {
  const about = ownOf(scene, ownOptimizers)?.claims;
  const isAbout = ({ id }: Claim): boolean => about === undefined || about.includes(id);
  const single = own.filter(({ method }) => method === 'exact' || method === 'limit');
  return [...single.filter(isAbout), ...claimsOfPaper(scene)];
}

function claimsOfPaper({ model, optimizer }: Scene): readonly Claim[] {
  // No claim of the paper is about it.
  if (optimizer.kind === 'own') return [];
  if (optimizer.kind === 'sgd')
    return claims.filter(({ chapter, method, kind }) => chapter.startsWith('stochastic') && method === 'exact' && kind !== 'exact');
  return claims.filter(({ chapter, method }) => CHAPTERS[model.kind].includes(chapter) && (method === 'exact' || method === 'limit'));
}

/** A claim judged on the scene; undefined where the claim needs more than the scene has. */
function lampOf(claim: Claim, scene: Scene): Lamp | undefined {
  const read = new Set<string>();
  try {
    const { kind, evaluation } = judgeCase(claim, watched({ claim: claim.id, ...caseOf(scene) }, read), standardParts);
    const { conclusion, hypotheses, undecided } = evaluation;
    const names = [...new Map(hypotheses.map((one) => [one.name, one])).values()];
    const isMet = (name: string): boolean => hypotheses.every((one) => one.name !== name || one.slack >= 0);
    const note = undecided ?? conclusion?.note;
    return {
      id: claim.id,
      statement: claim.statement,
      kind,
      hypotheses: names.map(({ name, of }) => ({ name, of, isMet: isMet(name) })),
      ...(conclusion === undefined ? {} : { slack: conclusion.slack, step: conclusion.step }),
      ...(note === undefined ? {} : { note }),
      certifiable: kind === 'violated' && claim.certify !== undefined,
      isOwn: own.includes(claim),
      reads: [...read],
    };
  } catch (error) {
    if (isNotACase(error)) return undefined;
    if (!own.includes(claim)) throw error;
    // Code of others may fail on a case that it never met.
    return {
      id: claim.id,
      statement: claim.statement,
      kind: 'undecided',
      hypotheses: [],
      note: String(error),
      certifiable: false,
      isOwn: true,
      reads: [...read],
    };
  }
}

function certificateLines(scene: Scene, id: string): readonly string[] {
  const certificate = (own.find((claim) => claim.id === id) ?? findClaim(id))?.certify?.({ claim: id, ...caseOf(scene) });
  if (certificate === undefined) return ['No certificate of this case is known.'];
  const { hypotheses, step, precision, argument } = certificate;
  return [
    `By integers and intervals of ${precision} bits, at step ${step}:`,
    ...hypotheses.map(({ name, how }) => `${name}: ${how}`),
    ...argument,
  ];
}

function load(name: string, text: string, run: number): void {
  try {
    const { input } = parseCaseFile(text, name);
    const isOwn = own.some(({ id }) => id === input.claim);
    const scene = sceneOfCase(input, isOwn ? ownOptimizers : [], findClaim(input.claim)?.chapter ?? '');
    if (scene === undefined) throw new InputError('has no place in the plane: the explorer needs two features and a start', { file: name });
    if (scene.samples.length > LIMITS.samples)
      throw new InputError(`has ${scene.samples.length} samples; the explorer takes ${LIMITS.samples}`, { file: name });
    if (scene.starts.length > LIMITS.neurons)
      throw new InputError(`has ${scene.starts.length} neurons; the explorer takes ${LIMITS.neurons}`, { file: name });
    post({ kind: 'loaded', run, scene, claim: input.claim });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    post({ kind: 'fault', run, text: error.message });
  }
}
