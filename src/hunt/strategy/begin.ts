import type { Elite, Point, Session } from '../session.js';

/** Share of the beginnings that are fresh draws though elites are known. */
const FRESH = 0.3;
const DRAWS = 6;

/** Where a local search sets out: one of the best elites, the better the likelier, or the best of a few fresh draws. */
export function beginning(session: Session, elites: readonly Elite[]): Point {
  const { random } = session;
  if (elites.length > 0 && random.unit() >= FRESH) {
    const sorted = [...elites].sort((a, b) => session.compare(a.standing, b.standing));
    return sorted[Math.min(random.below(sorted.length), random.below(sorted.length), random.below(sorted.length))]!;
  }
  let best = session.draw();
  for (let i = 1; i < DRAWS && !session.over; i++) {
    const other = session.draw();
    if (session.compare(other.standing, best.standing) < 0) best = other;
  }
  return best;
}
