/** Parts of a page that scripts write, between two marks that readers do not see. */

/** The page with what stands between `<!-- mark -->` and `<!-- end of mark -->` replaced. @throws RangeError where a mark is missing */
export function withPart(page: string, mark: string, part: string): string {
  const [open, close] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from < 0 || to < from) throw new RangeError(`the page has no part between ${open} and ${close}`);
  return `${page.slice(0, from + open.length)}\n\n${part}\n\n${page.slice(to)}`;
}
