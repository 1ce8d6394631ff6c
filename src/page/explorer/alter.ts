/** A scene with one thing in it altered by hand. */

import type { Point, Scene } from './scene.js';

/** What can be moved: a sample or a start, by its index, or the separator by its handle or its line. */
export type Handle =
  | { readonly kind: 'sample' | 'start'; readonly index: number }
  | { readonly kind: 'separator'; readonly by: 'handle' | 'line' };

/** A direction of length 1, with entries that an address can hold. */
export function unit([a, b]: Point): Point {
  const length = Math.hypot(a, b);
  if (!(length > 0)) return [1, 0];
  return [Number((a / length).toPrecision(12)), Number((b / length).toPrecision(12))];
}

/** The direction turned counter-clockwise. */
export function turned([a, b]: Point, degrees: number): Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return unit([cos * a - sin * b, sin * a + cos * b]);
}

/** The separator whose line goes through a point, on the side that it had. */
function through([a, b]: Point, old: Point): Point {
  const side = old[1] * a - old[0] * b >= 0 ? 1 : -1;
  return a === 0 && b === 0 ? old : unit([-side * b, side * a]);
}

/** The scene with each sample on the separator's positive side labelled +1, and -1 elsewhere. */
export function labelledBy(scene: Scene, [a, b]: Point): Scene {
  return { ...scene, samples: scene.samples.map(({ at }) => ({ at, label: a * at[0] + b * at[1] > 0 ? 1 : -1 })) };
}

/** The scene with something in it at another place. */
export function moved(scene: Scene, handle: Handle, to: Point): Scene {
  if (handle.kind === 'separator')
    return { ...scene, separator: handle.by === 'handle' ? unit(to) : through(to, scene.separator ?? [1, 0]) };
  const { kind, index } = handle;
  return kind === 'sample'
    ? { ...scene, samples: scene.samples.map((sample, i) => (i === index ? { ...sample, at: to } : sample)) }
    : { ...scene, starts: scene.starts.map((start, k) => (k === index ? to : start)) };
}

/** The scene with the other label for a sample. */
export function flipped(scene: Scene, index: number): Scene {
  return {
    ...scene,
    samples: scene.samples.map((sample, i) => (i === index ? { ...sample, label: sample.label === 1 ? -1 : 1 } : sample)),
  };
}

/** The scene without a sample. */
export function without(scene: Scene, index: number): Scene {
  return { ...scene, samples: scene.samples.filter((_, i) => i !== index) };
}
