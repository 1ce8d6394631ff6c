import { cornersOf } from '../corners.js';
import { sparseMove } from '../moves.js';
import type { Strategy } from './strategy.js';

/** Elites and fresh draws taken to their corners: zeros, kinks, extreme scales, duplicate and opposite samples. */
export const corners: Strategy = {
  name: 'corners',
  summary: 'boundary cases around draws and elites: zeros, kinks, extreme scales, duplicate and opposite samples',
  prior: 0.25,
  burst(session, elites) {
    while (!session.over) {
      const base = elites.length > 0 && session.random.unit() < 0.5 ? session.random.pick(elites).input : session.draw().input;
      const around = cornersOf(base);
      // A few of many: all corners of one case resemble each other.
      for (let i = 0; i < 12 && !session.over; i++) {
        const corner = session.random.pick(around);
        session.evaluate(session.random.unit() < 0.3 ? sparseMove(corner, session.random, 1 / 4) : corner);
      }
    }
  },
};
