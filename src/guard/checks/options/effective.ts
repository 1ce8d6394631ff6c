/** What options make of a gradient and a step size before the algorithm sees them. */

import type { Shapes } from '../../reference/convention.js';
import { sizeOf } from '../../reference/convention.js';
import type { Setting } from './settings.js';

/** How a program clips and in which order it regularises. */
export interface Manner {
  readonly name: string;
  /** Added to a norm before the division: 1e-6 in `torch.nn.utils.clip_grad_norm_`. */
  readonly besideNorm: number;
  /** Whether weight decay is added to the clipped gradient, to the given one and clipped with it, or not to gradients at all. */
  readonly decay: 'after' | 'before' | 'beside';
}

/** What `torch.nn.utils.clip_grad_norm_` adds to a norm before it divides. */
export const BESIDE_NORM = 1e-6;

/** The manners in use, the plainest first. */
export const MANNERS: readonly Manner[] = [
  { name: 'clipped, then regularised', besideNorm: 0, decay: 'after' },
  { name: 'clipped by the norm plus 1e-6 (PyTorch), then regularised', besideNorm: BESIDE_NORM, decay: 'after' },
  { name: 'regularised, then clipped', besideNorm: 0, decay: 'before' },
  { name: 'regularised, then clipped by the norm plus 1e-6 (PyTorch)', besideNorm: BESIDE_NORM, decay: 'before' },
];

function clipped(gradient: readonly number[], most: number, beside: number): number[] {
  const norm = Math.sqrt(gradient.reduce((sum, x) => sum + x * x, 0));
  const factor = Math.min(1, most / (norm + beside));
  return gradient.map((x) => factor * x);
}

function clippedByPart(gradient: readonly number[], shapes: Shapes, most: number, beside: number): number[] {
  let from = 0;
  return shapes.flatMap((shape) => {
    const part = gradient.slice(from, from + sizeOf(shape));
    from += sizeOf(shape);
    return clipped(part, most, beside);
  });
}

function clip(
  gradient: readonly number[],
  { clipValue, clipNorm, clipGlobalNorm }: Setting,
  shapes: Shapes,
  { besideNorm }: Manner,
): number[] {
  let result = [...gradient];
  if (typeof clipValue === 'number') result = result.map((x) => Math.max(-clipValue, Math.min(clipValue, x)));
  if (typeof clipNorm === 'number') result = clippedByPart(result, shapes, clipNorm, besideNorm);
  if (typeof clipGlobalNorm === 'number') result = clipped(result, clipGlobalNorm, besideNorm);
  return result;
}

/** The gradient that the plain algorithm is due to see: ascending changes its sign, then it is clipped and regularised. */
export function effectiveGradient(
  gradient: readonly number[],
  params: ArrayLike<number>,
  setting: Setting,
  shapes: Shapes,
  manner: Manner,
): number[] {
  const lambda = typeof setting.weightDecay === 'number' ? setting.weightDecay : 0;
  const signed = setting.maximize === true ? gradient.map((x) => -x) : gradient;
  const regularised = (vector: readonly number[]): number[] =>
    lambda === 0 || manner.decay === 'beside' ? [...vector] : vector.map((x, j) => x + lambda * params[j]!);
  return manner.decay === 'before'
    ? clip(regularised(signed), setting, shapes, manner)
    : regularised(clip(signed, setting, shapes, manner));
}

/** eta_k / (1 + k d). */
export function effectiveStepSize(stepSize: number, k: number, { learningRateDecay }: Setting): number {
  return typeof learningRateDecay === 'number' ? stepSize / (1 + k * learningRateDecay) : stepSize;
}
