/** Parts of a page that scripts write, between two marks that readers do not see. */

/** Where the part between `<!-- mark -->` and `<!-- end of mark -->` begins and ends. @throws RangeError where a mark is missing */
function bounds(page: string, mark: string): readonly [number, number] {
  const [open, close] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from < 0 || to < from) throw new RangeError(`the page has no part between ${open} and ${close}`);
  return [from + open.length, to];
}

/** What stands between the marks, without the empty lines around it. @throws RangeError where a mark is missing */
export function partOf(page: string, mark: string): string {
  return page.slice(...bounds(page, mark)).trim();
}

/** The page with what stands between the marks replaced. @throws RangeError where a mark is missing */
export function withPart(page: string, mark: string, part: string): string {
  const [from, to] = bounds(page, mark);
  return `${page.slice(0, from)}\n\n${part}\n\n${page.slice(to)}`;
}
