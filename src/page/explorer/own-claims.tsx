/** The claims of an edition of one's own: what the page holds of their module, and their verdicts on the case that is shown. */

import type { JSX } from 'preact';
import type { OwnEdition } from './own-edition.js';

interface Props {
  readonly own: OwnEdition;
  /** Why the module could not be run here. */
  readonly fault: string | undefined;
  onSave(id: string): void;
}

/** Says how the page has them, or why not, and saves the case that is shown for one of them. */
export function OwnClaims({ own, fault, onSave }: Props): JSX.Element {
  const { module, linked } = own;
  const ids = Array.from(document.querySelectorAll<HTMLElement>('details.claim'), ({ dataset }) => dataset.id ?? '');
  const why = 'unfit' in linked ? `${linked.unfit}, which a page cannot` : fault;
  return (
    <section class="own-claims" aria-labelledby="own-title">
      <h3 id="own-title">Claims of {module}</h3>
      {why === undefined ? (
        <p>
          The page holds the code of <code>{module}</code> and judges its claims on the case that is shown, in a worker that reaches no
          network.{' '}
          {own.optimizers.length > 0 &&
            'Below are those about the chosen optimizer; by gradient descent and SGD, the first two methods, all of them are judged. '}
          A claim without a verdict needs more than a case in the plane has.
        </p>
      ) : (
        <p>
          They are not judged here, but above by <code>verify</code>: {why}.
        </p>
      )}
      <details>
        <summary>Judge the case by the command</summary>
        <pre>npx claimcheck replay CASE.json --claims {module}</pre>
        <p class="buttons">
          {ids.map((id) => (
            <button key={id} type="button" onClick={() => onSave(id)}>
              Save for {id}
            </button>
          ))}
        </p>
      </details>
    </section>
  );
}
