/** Thrown where a certifier cannot decide what it needs: there is then no certificate, and nothing is said about the claim. */
export class Undecided extends Error {
  override readonly name: string = 'Undecided';
}

/** Thrown where more bits would not help either. */
export class OutOfReach extends Undecided {
  override readonly name = 'OutOfReach';
}

/** Goes on only if the condition holds; else throws {@link Undecided} with what could not be decided. */
export function mustHold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Undecided(what);
}
