/** Buttons in each claim's section that copy it as a command, JSON, Markdown, LaTeX or a test, or open its witness in the explorer. */

import type { Case } from '../../data/case.js';
import { testText } from '../../replay/test-text.js';
import type { OwnOptimizer } from '../explorer/messages.js';
import { sceneOfCase } from '../explorer/own-scene.js';
import { encoded } from '../explorer/scene.js';
import type { ShownClaim } from './claims.js';

/** What can be copied of a claim, by the name of its button. */
function copiesOf(claim: ShownClaim, command: string): readonly (readonly [name: string, text: string])[] {
  const { id, source, statement, latex, verdict, evidence, reading, witness } = claim;
  const weight = evidence === undefined ? verdict : `${verdict} (${evidence})`;
  return [
    ['command', command],
    ['Markdown', `**\`${id}\`** (${source}, ${reading}): ${statement}\n\nVerdict: ${weight}. \`${command}\`\n`],
    ['LaTeX', `% ${id}: ${weight}\n\\begin{quote}\n${latex}\n\\end{quote}\n`],
    ...(witness === undefined ? [] : [['JSON', `${JSON.stringify(witness, null, 2)}\n`] as const]),
    ...(witness === undefined
      ? []
      : [['test', testText({ claim: id, verdict: 'violated', json: JSON.stringify(witness, null, 2) })] as const]),
  ];
}

/** Adds its details and the buttons to a section when it is opened for the first time; `optimizers` are those of the page's own edition. */
export function fill(section: HTMLDetailsElement, claim: ShownClaim, optimizers: readonly OwnOptimizer[]): void {
  const command = section.querySelector('.command');
  if (command === null || section.querySelector('.buttons') !== null) return;
  const row = document.createElement('p');
  row.className = 'buttons';
  for (const [name, text] of copiesOf(claim, command.textContent ?? '')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Copy ${name}`;
    button.addEventListener('click', () => {
      const said = (word: string) => () => {
        button.textContent = word;
        setTimeout(() => {
          button.textContent = `Copy ${name}`;
        }, 1500);
      };
      navigator.clipboard.writeText(text).then(said('Copied'), said('Not copied: no access'));
    });
    row.append(button);
  }
  const scene = claim.witness === undefined ? undefined : sceneOfCase(claim.witness as Case, optimizers, section.dataset.chapter ?? '');
  if (scene !== undefined) {
    const link = document.createElement('a');
    link.href = `#explore=${encoded(scene)}`;
    link.textContent = 'Open in the explorer';
    row.append(link);
  }
  command.after(row);
  const details = section.querySelector('.details');
  if (details !== null) details.innerHTML = claim.details;
  const reason = section.querySelector('.reason');
  if (reason !== null) reason.innerHTML = claim.reason;
  for (const reading of section.querySelectorAll<HTMLElement>('[data-statement]')) {
    const statement = document.getElementById(reading.dataset.statement ?? '')?.querySelector('.statement');
    if (statement != null) reading.append(statement.cloneNode(true));
  }
  scrollWide(section);
}

/** Lets what a formula makes wider than the page be scrolled, by keys too. */
function scrollWide(section: HTMLElement): void {
  const texts = Array.from(section.querySelectorAll<HTMLElement>('.body p, .body li, .body .statement'));
  // All are read before any is changed: each change would have the page laid out anew.
  for (const text of texts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)) {
    text.classList.add('wide');
    text.tabIndex = 0;
  }
}
