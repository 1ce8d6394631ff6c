import type { Strategy } from './strategy.js';

/** Independent draws of the claim's own generator: what fast-check alone would do, and what the excluded rate counts. */
export const random: Strategy = {
  name: 'random',
  summary: "independent draws of the claim's fast-check generator",
  prior: 0.2,
  independent: true,
  burst(session) {
    while (!session.over) session.draw();
  },
};
