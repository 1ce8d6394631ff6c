/**
 * What stands for fast-check in the explorer's worker, which judges cases and draws none: a value that can be called, read and
 * constructed, and comes to itself each time. Claims make their draws when they are defined; the real library is a third of the worker.
 */
const NOTHING: unknown = new Proxy(function draw() {}, {
  // A value with `then` would be waited for.
  get: (_, key) => (key === 'then' || typeof key === 'symbol' ? undefined : NOTHING),
  apply: () => NOTHING,
  construct: () => NOTHING as object,
  has: () => true,
});

export default NOTHING;
