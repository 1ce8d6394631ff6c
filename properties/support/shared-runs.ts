import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Model } from '../../src/model/model.js';
import type { Trajectory, TrajectoryOptions } from '../../src/trajectory/log-time/index.js';

const followed = new Map<string, Trajectory>();
const numbers = new WeakMap<Model, number>();
let models = 0;

/** A number for each model: one that was altered is another, whatever its name. */
function numberOf(model: Model): number {
  const number = numbers.get(model) ?? ++models;
  numbers.set(model, number);
  return number;
}

/**
 * Follows a run once, however many claims ask for it: from one seed, claims with the same generator draw the same cases.
 * A run is a function of its options, which tests of the engine hold.
 */
function followedOnce(options: TrajectoryOptions): Trajectory {
  const { model, data, start, ...rest } = options;
  const key = JSON.stringify([numberOf(model), data.d, [...data.x], [...data.y], Array.from(start), rest], (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
  const known = followed.get(key);
  if (known !== undefined) return known;
  const trajectory = standardParts.trajectory(options);
  followed.set(key, trajectory);
  return trajectory;
}

const leaky = new Map<number, Model>();

/** One model for each slope. */
function leakyOf(slope: number): Model {
  const model = leaky.get(slope) ?? standardParts.leakyRelu(slope);
  leaky.set(slope, model);
  return model;
}

/** The standard parts, with runs in log time shared among all tests of a worker. */
export const sharingParts: Parts = { ...standardParts, leakyRelu: leakyOf, trajectory: followedOnce };
