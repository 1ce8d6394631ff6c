/** What checks of options come after: nothing but that the subject can be run at all. */
export const AFTER_PROTOCOL: readonly string[] = ['protocol/finite', 'protocol/determinism', 'protocol/instances'];
