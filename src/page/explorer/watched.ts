/** Which vectors of a case a claim reads: a page asks for those alone. */

import type { Case } from '../../data/case.js';

/** The same case, which adds the names of its vectors to `read` as they are read. */
export function watched(input: Case, read: Set<string>): Case {
  const { vectors } = input;
  if (vectors === undefined) return input;
  return {
    ...input,
    vectors: new Proxy(vectors, {
      get(target, name) {
        if (typeof name !== 'string' || !Object.hasOwn(target, name)) return undefined;
        read.add(name);
        return target[name];
      },
    }),
  };
}
