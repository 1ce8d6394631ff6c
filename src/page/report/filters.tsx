/** The filters above the claims: each narrows the list, and the count says what is left. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const FACETS = ['chapter', 'verdict', 'reading', 'evidence', 'defect'] as const;
type Facet = (typeof FACETS)[number];

const sections = (): HTMLDetailsElement[] => Array.from(document.querySelectorAll<HTMLDetailsElement>('details.claim'));
const facetOf = (section: HTMLElement, facet: Facet): string => section.dataset[facet] ?? '';

/** The filters; they hide and show the sections of the page. */
export function Filters(): JSX.Element {
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Facet, string>>>>({});
  const [words, setWords] = useState('');
  const [count, setCount] = useState(0);
  const all = sections();
  useEffect(() => {
    const wanted = words
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let left = 0;
    for (const section of sections()) {
      const text = section.textContent?.toLowerCase() ?? '';
      const isShown =
        FACETS.every((facet) => !chosen[facet] || facetOf(section, facet) === chosen[facet]) && wanted.every((word) => text.includes(word));
      section.hidden = !isShown;
      if (isShown) left++;
    }
    for (const chapter of document.querySelectorAll<HTMLElement>('section.chapter'))
      chapter.hidden = chapter.querySelector('details.claim:not([hidden])') === null;
    setCount(left);
  }, [chosen, words]);
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Search <input type="search" value={words} onInput={({ currentTarget }) => setWords(currentTarget.value)} />
      </label>
      {FACETS.map((facet) => {
        const values = [...new Set(all.map((section) => facetOf(section, facet)))].filter((value) => value !== '');
        return values.length < 2 ? null : (
          <label key={facet}>
            {facet}{' '}
            <select value={chosen[facet] ?? ''} onChange={({ currentTarget }) => setChosen({ ...chosen, [facet]: currentTarget.value })}>
              <option value="">all</option>
              {values.map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </select>
          </label>
        );
      })}
      <output aria-live="polite">
        {count} of {all.length} claims
      </output>
    </form>
  );
}
