/** Rooms of the sources, and the tests that are to notice a fault in one. */

/**
 * The folder of properties/ that mirrors a source's. Certificates and proofs for Coq lie beside their claims, but are of `certify`.
 */
export function roomOf(file: string): string {
  return /\.(certificate|coq)\.ts$/.test(file) ? 'certify' : (file.split('/')[1] ?? '');
}

/** What vitest takes for the tests of a room. */
export function testsOfRoom(room: string): readonly string[] {
  // A proof for Coq that is not the one on record is noticed by its hash.
  if (room === 'certify') return ['properties/certify/', 'properties/record/proofs.test.ts'];
  // The chapters take minutes.
  return room === 'paper'
    ? ['properties/paper/evaluations', 'properties/paper/rounding-cases', 'properties/paper/setting', 'properties/paper/generators']
    : [`properties/${room}/`];
}
