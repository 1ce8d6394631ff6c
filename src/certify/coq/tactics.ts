/** Tactics of files for Coq that are made of others, one for each part of what is to be shown. */

/** `constructor` for each element of a list, with a tactic for each. */
export function forEach(tactics: readonly string[]): string {
  return tactics.reduceRight((rest, tactic) => `constructor; [${tactic} | ${rest}]`, 'constructor');
}

/** Conjuncts, each with its tactic. */
export function conjunction(tactics: readonly string[]): string {
  return tactics.reduceRight((rest, tactic) => (rest === '' ? tactic : `split; [${tactic} | ${rest}]`), '');
}
