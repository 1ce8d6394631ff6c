/** Gradient descent on one neuron or a network from strike to strike: see docs/explanation/log-time.md. */

export { followEvents } from './engine.js';
export type { EventResult } from './report.js';
