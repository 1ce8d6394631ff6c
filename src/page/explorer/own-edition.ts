/** What a page holds of an edition of one's own. */

import type { LinkedModules } from '../../modules/linked.js';
import { inflated } from '../inflate.js';
import type { OwnOptimizer } from './messages.js';
import type { Scene } from './scene.js';

/** What the report wrote of an own edition; undefined on a page about the paper, and on one with the explorer alone. */
export interface OwnEdition {
  readonly edition: string;
  readonly module: string;
  readonly linked: LinkedModules;
  /** Numbers that cases of the edition have, as one of them has them. */
  readonly vectors: NonNullable<Scene['vectors']>;
  readonly optimizers: readonly OwnOptimizer[];
}

/** The edition of this page. */
export async function ownEdition(): Promise<OwnEdition | undefined> {
  const zipped = document.getElementById('own-claims')?.textContent ?? '';
  return zipped === '' ? undefined : JSON.parse(await (await inflated(zipped)).text());
}
