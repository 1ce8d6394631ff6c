/** The optimizers of an edition, checked before any is shown. */

import type { EditionOptimizer } from './claim.js';
import { isText } from './is-text.js';

/**
 * What is wrong with the optimizers of an edition, one line each.
 *
 * @param ids - of the claims of the edition.
 */
export function faultsOfOptimizers(optimizers: unknown, ids: ReadonlySet<string>): string[] {
  if (optimizers === undefined) return [];
  if (!Array.isArray(optimizers)) return ['edition: optimizers must be a list'];
  const names = optimizers.map((optimizer: Partial<EditionOptimizer> | undefined) => optimizer?.name);
  return optimizers.flatMap((optimizer: Partial<EditionOptimizer> | undefined, index) => {
    const { name, about, run, settings, claims, landmarks } = optimizer ?? {};
    return [
      ...(isText(name) ? [] : ['name must be a text that is not empty']),
      ...(isText(name) && names.indexOf(name) < index ? [`the name ${name} occurs twice`] : []),
      ...(typeof run === 'function' ? [] : ['run must be a function']),
      ...(areSettings(settings) ? [] : ['settings must be lists of numbers by name']),
      ...(about === undefined || isText(about) ? [] : ['about must be a text that is not empty']),
      ...(landmarks === undefined || typeof landmarks === 'function' ? [] : ['landmarks must be a function']),
      ...faultsOfIds(claims, ids),
    ].map((fault) => `edition: optimizers[${index}]: ${fault}`);
  });
}

function faultsOfIds(claims: unknown, ids: ReadonlySet<string>): string[] {
  if (claims === undefined) return [];
  if (!Array.isArray(claims)) return ['claims must be a list of ids'];
  return claims.filter((id) => !ids.has(id)).map((id) => `the edition has no claim ${JSON.stringify(id)}`);
}

function areSettings(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return false;
  return Object.values(settings).every((values) => Array.isArray(values) && values.every((value) => Number.isFinite(value)));
}
