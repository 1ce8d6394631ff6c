/** What the explorer shows: data, model, optimizer and start in the plane, by value. */

import type { CaseContent } from '../../claim/claim.js';
import { fromBase64 } from '../../numerics/base64.js';

/** A point of the plane. */
export type Point = readonly [number, number];

/** A labelled sample in the plane. */
export interface SceneSample {
  readonly at: Point;
  readonly label: 1 | -1;
}

/** The models to choose from; output weights have an entry for each neuron. */
export type SceneModel =
  | { readonly kind: 'linear' }
  | { readonly kind: 'relu' }
  | { readonly kind: 'leaky'; readonly slope: number }
  | { readonly kind: 'network'; readonly outputWeights: readonly number[] };

/** Gradient descent at a constant step size, SGD with steps (k+1)^(-alpha), or an optimizer of the page's own edition by its name. */
export type SceneOptimizer =
  | { readonly kind: 'gd'; readonly eta: number }
  | { readonly kind: 'own'; readonly name: string; readonly eta: number }
  | { readonly kind: 'sgd'; readonly alpha: number; readonly seed: number };

/** Everything that a run in the explorer needs. */
export interface Scene {
  readonly samples: readonly SceneSample[];
  readonly model: SceneModel;
  readonly optimizer: SceneOptimizer;
  /** One start for each neuron. */
  readonly starts: readonly Point[];
  /** A direction u of length 1 that classifies x by the sign of u.x, where one is shown; runs do not depend on it. */
  readonly separator?: Point;
  /** Further vectors of a case by name, which claims of other editions read their settings from. */
  readonly vectors?: Readonly<Record<string, readonly number[]>>;
}

/** Steps that are taken at once, and drawn one by one. */
export const DRAWN = 1500;
/** Steps that an optimizer of the page's own edition is followed for. */
export const OWN_STEPS = 100_000;

/** Steps of a case made from a scene. */
const STEPS = 400;

/** The number of neurons of a scene's model. */
const neuronsOf = (model: SceneModel): number => (model.kind === 'network' ? model.outputWeights.length : 1);

/** Samples by name: `x1, x4`. */
export const namesOf = (samples: readonly number[]): string => samples.map((i) => `x${i + 1}`).join(', ');

/** A scene as the content of a case. */
export function caseOf({ samples, model, optimizer, starts, vectors }: Scene): CaseContent {
  return {
    data: { x: samples.map(({ at }) => [...at]), y: samples.map(({ label }) => label) },
    start: starts.flatMap((start) => [...start]),
    steps:
      optimizer.kind === 'sgd'
        ? { kind: 'power', alpha: optimizer.alpha, count: STEPS }
        : { kind: 'constant', eta: optimizer.eta, count: STEPS },
    ...(optimizer.kind === 'sgd' ? { seed: optimizer.seed } : {}),
    ...(model.kind === 'leaky' ? { slope: model.slope } : {}),
    ...(model.kind === 'network' ? { outputWeights: model.outputWeights } : {}),
    ...(vectors === undefined ? {} : { vectors }),
  };
}

/**
 * The scene of a case.
 *
 * @returns undefined for a case that has no place in the plane: other than two features, no start, or neurons that do not add up.
 */
export function sceneOf({ data, start, steps, slope, outputWeights, seed, vectors }: CaseContent, chapter: string): Scene | undefined {
  const neurons = outputWeights?.length ?? 1;
  if (data.x.some(({ length }) => length !== 2) || start.length !== 2 * neurons || steps.kind === 'none') return undefined;
  const point = (values: readonly number[], at: number): Point => [values[at] ?? 0, values[at + 1] ?? 0];
  const model: SceneModel =
    outputWeights !== undefined
      ? { kind: 'network', outputWeights }
      : slope !== undefined
        ? { kind: 'leaky', slope }
        : { kind: chapter === 'linear model' ? 'linear' : 'relu' };
  return {
    samples: data.x.map((row, i) => ({ at: point(row, 0), label: data.y[i] === 1 ? 1 : -1 })),
    model,
    optimizer: steps.kind === 'constant' ? { kind: 'gd', eta: steps.eta } : { kind: 'sgd', alpha: steps.alpha, seed: seed ?? 1 },
    starts: Array.from({ length: neurons }, (_, k) => point(start, 2 * k)),
    ...(vectors === undefined || !areVectors(vectors) ? {} : { vectors }),
  };
}

/** A scene as the fragment of an address. */
export function encoded(scene: Scene): string {
  const bytes = new TextEncoder().encode(JSON.stringify(scene));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const isFinitePoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every((entry) => Number.isFinite(entry));
const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

/** The limits of what a scene may hold. */
export const LIMITS = { samples: 24, neurons: 4, size: 1e6, eta: 1e6 } as const;

/** The scene that a fragment stands for; undefined for anything else. */
export function decoded(text: string): Scene | undefined {
  try {
    const bytes = fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isScene(value) ? value : undefined;
  } catch (error) {
    // What a person changed in the address may be neither base64 nor JSON.
    if (error instanceof SyntaxError || error instanceof DOMException) return undefined;
    throw error;
  }
}

const MOST_VECTORS = 32;
const LONGEST_NAME = 200;

const areVectors = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length <= MOST_VECTORS &&
  Object.values(value).every(
    (vector) => Array.isArray(vector) && vector.length <= MOST_VECTORS && vector.every((entry) => Number.isFinite(entry)),
  );

function isScene(value: unknown): value is Scene {
  if (typeof value !== 'object' || value === null) return false;
  const { samples, model, optimizer, starts, separator, vectors } = value as Partial<Scene>;
  if (vectors !== undefined && !areVectors(vectors)) return false;
  if (separator !== undefined && !(isFinitePoint(separator) && isWithin(Math.hypot(...separator), 0.999, 1.001))) return false;
  if (!Array.isArray(samples) || samples.length === 0 || samples.length > LIMITS.samples || !Array.isArray(starts)) return false;
  if (!samples.every(({ at, label }) => isFinitePoint(at) && (label === 1 || label === -1))) return false;
  return isModel(model) && isOptimizer(optimizer) && starts.length === neuronsOf(model) && starts.every(isFinitePoint);
}

function isModel(model: Partial<SceneModel> | undefined): model is SceneModel {
  if (model?.kind === 'linear' || model?.kind === 'relu') return true;
  if (model?.kind === 'leaky') return isWithin(model.slope, 0, 1);
  if (model?.kind !== 'network' || !Array.isArray(model.outputWeights)) return false;
  const { outputWeights } = model;
  return isWithin(outputWeights.length, 1, LIMITS.neurons) && outputWeights.every((weight) => Number.isFinite(weight) && weight !== 0);
}

function isOptimizer(optimizer: Partial<SceneOptimizer> | undefined): optimizer is SceneOptimizer {
  if (optimizer?.kind === 'own' && (typeof optimizer.name !== 'string' || optimizer.name.length > LONGEST_NAME)) return false;
  if (optimizer?.kind === 'gd' || optimizer?.kind === 'own') return isWithin(optimizer.eta, Number.MIN_VALUE, LIMITS.eta);
  return optimizer?.kind === 'sgd' && isWithin(optimizer.alpha, 0, 2) && Number.isSafeInteger(optimizer.seed);
}
