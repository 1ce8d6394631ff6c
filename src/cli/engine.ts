/** --engine: the work of a command on other machines. What carries it out is loaded only when it is asked for. */

import type { BurstJob } from '../hunt/search/burst.js';
import type { BurstResult } from '../hunt/search/result.js';
import type { Engine, EngineOptions } from '../queue/engine.js';
import { printable } from '../text/printable.js';
import type { Done, Job } from '../verify/chunk.js';
import { redisUrl } from './options.js';

/** The option of commands that have an engine. */
export const ENGINE_OPTION = [
  '--engine <URL>',
  'have the work done by claimcheck worker on other machines, by way of Redis at redis://HOST:PORT',
  redisUrl,
] as const;

type Asked = Omit<EngineOptions, 'tell'>;

/** Says on stderr what a person has to know. */
export function tellOnStderr(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** The engine of `verify`. @throws InputError */
export async function verifyEngine(asked: Asked): Promise<Engine<Job, Done>> {
  const [{ openEngine }, { VERIFY }] = await Promise.all([import('../queue/engine.js'), import('../queue/trade.js')]);
  return openEngine(VERIFY, { ...asked, tell: tellOnStderr });
}

/** The engine of `hunt`. @throws InputError */
export async function huntEngine(asked: Asked): Promise<Engine<BurstJob, BurstResult>> {
  const [{ openEngine }, { HUNT }] = await Promise.all([import('../queue/engine.js'), import('../queue/trade.js')]);
  return openEngine(HUNT, { ...asked, tell: tellOnStderr });
}
