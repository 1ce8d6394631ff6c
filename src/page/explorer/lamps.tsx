/** Each claim as a lamp: what it is on the case that is shown. */

import type { JSX } from 'preact';
import type { Lamp } from './messages.js';

const SIGNS: Readonly<Record<Lamp['kind'], readonly [sign: string, text: string]>> = {
  violated: ['✗', 'violated'],
  satisfied: ['✓', 'satisfied'],
  undecided: ['?', 'undecided'],
  discarded: ['–', 'hypotheses not met'],
};

const ORDER = Object.keys(SIGNS) as Lamp['kind'][];

interface Props {
  readonly lamps: readonly Lamp[];
  readonly isReady: boolean;
  /** Whether they are those of the case before. */
  readonly isOld: boolean;
  readonly certificates: ReadonlyMap<string, readonly string[]>;
  onCertify(id: string): void;
  onSave(id: string): void;
}

/** The lamps, the violated ones first. */
export function Lamps({ lamps, isReady, isOld, certificates, onCertify, onSave }: Props): JSX.Element {
  // Own claims first, then the violated ones.
  const sorted = [...lamps].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <section class="lamps" aria-labelledby="lamps-title">
      <h3 id="lamps-title">Claims on this case</h3>
      <p>Statements about such a run, judged on this one. The slack is how far it is from breaking a statement: below 0 it does.</p>
      <p class="summary" aria-live="polite">
        {isReady ? summary(lamps) : 'Judging …'}
      </p>
      <ul class={isOld ? 'old' : ''} aria-busy={!isReady}>
        {sorted.map((lamp) => (
          <li key={lamp.id} class={`lamp ${lamp.kind} ${lamp.isOwn ? 'own' : ''}`}>
            <details>
              <summary>
                <span class="sign" aria-hidden="true">
                  {SIGNS[lamp.kind][0]}
                </span>{' '}
                <code>{lamp.id}</code> <span class="what">{SIGNS[lamp.kind][1]}</span>
                {lamp.kind !== 'discarded' && lamp.slack !== undefined && <span class="slack"> slack {lamp.slack.toPrecision(3)}</span>}{' '}
                <span class="statement">{lamp.statement}</span>
              </summary>
              {lamp.hypotheses.length > 0 && (
                <ul class="hypotheses">
                  {lamp.hypotheses.map(({ name, of, isMet }) => (
                    <li key={name}>
                      {isMet ? 'met' : 'not met'}: {name} <span class="note">({of === 'paper' ? "the paper's" : "the method's"})</span>
                    </li>
                  ))}
                </ul>
              )}
              {lamp.note !== undefined && <p class="note">{lamp.note}</p>}
              <p class="buttons">
                <button type="button" onClick={() => onSave(lamp.id)}>
                  Save as a case of this claim
                </button>
                {lamp.certifiable && (
                  <button type="button" onClick={() => onCertify(lamp.id)}>
                    Prove it
                  </button>
                )}
              </p>
              {certificates.get(lamp.id)?.map((text, i) => (
                <p key={i} class="certificate">
                  {text}
                </p>
              ))}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function summary(lamps: readonly Lamp[]): string {
  const counts = ORDER.map((kind) => [lamps.filter((lamp) => lamp.kind === kind).length, SIGNS[kind][1]] as const).filter(
    ([count]) => count > 0,
  );
  return counts.length === 0 ? 'No claim is about such a case.' : `${counts.map(([count, text]) => `${count} ${text}`).join(', ')}.`;
}
