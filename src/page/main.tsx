/** The page's scripts: filters and buttons on the claims that are in it already, and the explorer. */

import { render } from 'preact';
import { optimizersOf } from './explorer/begin.js';
import { Explorer } from './explorer/explorer.js';
import { ownEdition } from './explorer/own-edition.js';
import { shownClaims } from './report/claims.js';
import { fill } from './report/copies.js';
import { Filters } from './report/filters.js';
import './style.css';

document.documentElement.classList.add('scripted');

const own = ownEdition();
const claims = shownClaims().then((all) => new Map(all.map((claim) => [claim.id, claim])));
for (const section of document.querySelectorAll<HTMLDetailsElement>('details.claim')) {
  section.addEventListener('toggle', async () => {
    placeStatement(section);
    const claim = (await claims).get(section.dataset.id ?? '');
    if (section.open && claim !== undefined) fill(section, claim, optimizersOf(await own));
  });
}

/** Has the statement in the line of a closed section, and at the top of an open one, where it can be selected and scrolled. */
function placeStatement(section: HTMLDetailsElement): void {
  const statement = section.querySelector('summary > .statement, .body > .statement');
  if (statement === null) return;
  if (section.open) section.querySelector('.body')?.prepend(statement);
  else section.querySelector('summary')?.append(statement);
}

/** Opens the section that the address names. */
function openNamed(): void {
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}
addEventListener('hashchange', openNamed);

const filters = document.getElementById('filters');
if (filters !== null) render(<Filters />, filters);
const explorer = document.getElementById('explorer');
if (explorer !== null) {
  explorer.replaceChildren();
  openNamed();
  void own.then((edition) => render(<Explorer own={edition} />, explorer));
}
