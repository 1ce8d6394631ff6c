/** The page's scripts: filters and buttons on the claims that are in it already, and the explorer. */

import { render } from 'preact';
import { Explorer } from './explorer/explorer.js';
import { shownClaims } from './report/claims.js';
import { addButtons } from './report/copies.js';
import { Filters } from './report/filters.js';
import './style.css';

const byId = new Map(shownClaims().map((claim) => [claim.id, claim]));
for (const section of document.querySelectorAll<HTMLDetailsElement>('details.claim')) {
  const claim = byId.get(section.dataset.id ?? '');
  if (claim === undefined) continue;
  section.addEventListener('toggle', () => {
    if (section.open) addButtons(section, claim, section.dataset.chapter ?? '');
  });
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
  render(<Explorer />, explorer);
}
