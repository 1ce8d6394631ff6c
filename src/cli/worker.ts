/** claimcheck worker: does the work of commands on other machines. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { serve } from '../queue/serve.js';
import { counted } from '../text/layout.js';
import { CLAIMS_OPTION, type EditionFlags, openEdition } from './edition.js';
import { tellOnStderr } from './engine.js';
import { onInterruption } from './interruption.js';
import { redisUrl, wholeNumber } from './options.js';

interface WorkerFlags extends EditionFlags {
  readonly engine: string;
  readonly jobs: number;
  readonly lease: number;
}

/** Adds the command to the program. */
export function addWorker(program: Command, exit: (code: number) => void): void {
  program
    .command('worker')
    .description('do the work of verify and hunt with --engine, until SIGTERM or Ctrl-C; exit 0 when the jobs under way are done then')
    .requiredOption('--engine <URL>', 'the Redis server that jobs come by, redis://HOST:PORT', redisUrl)
    .option(...CLAIMS_OPTION)
    .option('--jobs <J>', 'jobs at a time, each in a thread', wholeNumber(1, 256), availableParallelism())
    .option('--lease <SECONDS>', 'time without a sign of life after which the jobs of a worker go to others', wholeNumber(1, 3600), 30)
    .action(async (flags: WorkerFlags) => exit(await runWorker(flags)));
}

async function runWorker(flags: WorkerFlags): Promise<number> {
  const { edition, source } = await openEdition(flags);
  const { engine: url, jobs, lease } = flags;
  const stopped = new Promise<void>((resolve) => onInterruption(resolve));
  const { queue, server, stop } = await serve({ url, source, edition, jobs, lease, tell: tellOnStderr });
  tellOnStderr(`takes jobs of edition ${edition.name}, code ${queue}, from ${server}, ${counted(jobs, 'job')} at a time`);
  await stopped;
  tellOnStderr('ends with the jobs under way; a second signal ends it at once');
  await stop();
  return 0;
}
