/**
 * What a thread of a pool runs: it imports the module that it is told and does the work by its default export.
 *
 * The pool loads its module by `require`. Of an ES module that is one synchronous step, and a thread that is ended in the middle of it
 * takes the whole process along. An import has no such step.
 */

import threads = require('node:worker_threads');

type Work = (job: unknown) => unknown;

const loading: Promise<{ readonly default: Work }> = import((threads.workerData as { readonly module: string }).module);
// Told by the first piece of work.
loading.catch(() => {});

export = async (job: unknown): Promise<unknown> => (await loading).default(job);
