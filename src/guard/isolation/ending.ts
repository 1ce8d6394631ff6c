/** What the end of a judging process says about the subject. */

import type { CheckOutcome } from '../check.js';
import { collapsed } from '../judge-check.js';
import type { Ending } from './judge-process.js';

/** The ending in words. */
export function describeEnding(ending: Ending): string {
  if ('exit' in ending) {
    const words = /heap out of memory/.test(ending.lastWords) ? ' out of memory' : '';
    return `ended the process (${ending.exit})${words}`;
  }
  switch (ending.limit) {
    case 'call':
      return `${ending.step === 0 ? 'create' : `step ${ending.step}`} had not returned after ${ending.seconds} s`;
    case 'check':
      return `not finished after ${ending.seconds} s and ${ending.calls} calls (--timeout gives it longer)`;
    case 'memory':
      return `used ${Math.round(ending.bytes / 2 ** 20)} MB of memory`;
    case 'stalled':
      return `gave no sign for ${ending.seconds} s`;
  }
}

/** The outcome of a check in which the process ended: a slow subject is undecided, anything else a finding. */
export function outcomeOfEnding(ending: Ending): CheckOutcome {
  const note = describeEnding(ending);
  return 'limit' in ending && ending.limit === 'check' ? { verdict: 'undecided', slack: Number.NaN, note } : collapsed(note);
}
