/** The claims of an edition of one's own, which the explorer does not judge but saves cases for. */

import type { JSX } from 'preact';

/** Where the claims of this page come from; undefined on a page about the paper, and on one with the explorer alone. */
function ownEdition(): { readonly edition: string; readonly module: string } | undefined {
  const { edition, module } = document.getElementById('own-claims')?.dataset ?? {};
  return edition === undefined || module === undefined ? undefined : { edition, module };
}

interface Props {
  onSave(id: string, edition: string): void;
}

/** Says why they are not judged here, and how to judge them on the case that is shown. */
export function OwnClaims({ onSave }: Props): JSX.Element | null {
  const own = ownEdition();
  if (own === undefined) return null;
  const ids = Array.from(document.querySelectorAll<HTMLElement>('details.claim'), ({ dataset }) => dataset.id ?? '');
  return (
    <section class="own-claims" aria-labelledby="own-title">
      <h3 id="own-title">Claims of this page</h3>
      <p>
        They are not judged here, but above by <code>verify</code>: their code is in <code>{own.module}</code>, which may ask for modules of
        Node, and the page holds no code but claimcheck's. The claims below are those of the paper. Save the case for one of your own and
        judge it by
      </p>
      <pre>npx claimcheck replay CASE.json --claims {own.module}</pre>
      <p class="buttons">
        {ids.map((id) => (
          <button key={id} type="button" onClick={() => onSave(id, own.edition)}>
            Save for {id}
          </button>
        ))}
      </p>
    </section>
  );
}
