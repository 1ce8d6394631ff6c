/** A claim by its outside alone, for threads that load it and do not judge it. */
export const claims = [{ id: 'planted/true', method: 'exact', cases: { generate: () => {} }, evaluate: () => {} }];
