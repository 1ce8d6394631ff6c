import { nth } from '../../numerics/lists.js';
import type { Elite, Point } from '../search/result.js';
import type { Session } from '../search/session.js';

const DRAWS = 6;

/** Where a local search sets out: one of the best elites, the better the likelier; where none are shown, the best of a few draws. */
export function beginning(session: Session, elites: readonly Elite[]): Point {
  const { random } = session;
  if (elites.length > 0) {
    const sorted = [...elites].sort((a, b) => session.compare(a.standing, b.standing));
    return nth(sorted, Math.min(random.below(sorted.length), random.below(sorted.length), random.below(sorted.length)));
  }
  let best = session.draw();
  for (let i = 1; i < DRAWS && !session.over; i++) {
    const other = session.draw();
    if (session.compare(other.standing, best.standing) < 0) best = other;
  }
  return best;
}

/** Chance that a search gives up its own point for an elite that is better, and for one that is better by far. */
const FOLLOW = { better: 0.3, far: 1 } as const;
/** A slack of at most this share of another is better by far. */
const FAR = 1 / 2;

/** The point that a search goes on from: its own, or now and then an elite that is better. */
export function goingOn(session: Session, own: Point, elites: readonly Elite[]): Point {
  const leader = elites.reduce<Point>((best, elite) => (session.compare(elite.standing, best.standing) < 0 ? elite : best), own);
  if (leader === own) return own;
  const before = session.depth(own);
  const after = session.depth(leader);
  const far = before === undefined || after === undefined || after <= FAR * before;
  return session.random.unit() < (far ? FOLLOW.far : FOLLOW.better) ? leader : own;
}
