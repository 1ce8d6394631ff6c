/** The claims of one's own that a page holds, made from the texts of their modules. */

import * as kit from 'claimcheck/claims';
import type { Edition } from '../../claim/claim.js';
import { defineEdition } from '../../claim/define.js';
import type { LinkedModule, LinkTarget } from '../../modules/linked.js';
import draws from './no-draws.js';

/** Where modules find what claims are written with. */
const SHARED = { claims: 'claimcheckClaims', draws: 'claimcheckDraws' } as const;

const addressOf = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

/**
 * Runs the modules, each from a blob that imports those before it, and takes what the last one exports, claims with the optimizers that they are about.
 *
 * @throws what the modules throw, and DefinitionError.
 */
export async function ownEditionOf(modules: readonly LinkedModule[], exported: string, name: string): Promise<Edition> {
  Object.assign(globalThis, { [SHARED.claims]: kit, [SHARED.draws]: draws });
  const shared = {
    claims: addressOf(`export const { ${Object.keys(kit).join(', ')} } = globalThis.${SHARED.claims};`),
    draws: addressOf(`export default globalThis.${SHARED.draws};`),
  };
  const addresses: string[] = [];
  const address = (target: LinkTarget): string => (typeof target === 'number' ? (addresses[target] ?? '') : shared[target]);
  for (const { pieces, targets } of modules)
    addresses.push(addressOf(pieces.map((piece, i) => `${piece}${targets[i] === undefined ? '' : address(targets[i])}`).join('')));
  const entry = addresses.at(-1) ?? '';
  const value: unknown = (await import(/* @vite-ignore */ entry))[exported];
  return defineEdition(Array.isArray(value) ? { name, title: name, claims: value } : (value as Edition));
}
