/** How a limit was read: the quantity at each horizon, and how far the two engines agree on the run. */

import type { Horizons } from '../claim/claim.js';
import type { EngineAgreement } from '../judge/agreement.js';
import { plainTable } from '../text/table.js';

/** The account in lines; none where there is nothing of the kind. */
export function limitLines(horizons: Horizons | undefined, agreement: readonly EngineAgreement[]): string[] {
  return [...(horizons === undefined ? [] : horizonLines(horizons)), ...(agreement.length === 0 ? [] : agreementLines(agreement))];
}

function horizonLines({ quantity, readings }: Horizons): string[] {
  const bounded = readings.some(({ within }) => within !== undefined);
  const table = plainTable(['ln t', 'value', ...(bounded ? ['to within'] : [])]);
  for (const { lnT, value, within } of readings)
    table.push([lnT.toPrecision(6), value.toPrecision(6), ...(within === undefined ? [] : [within.toPrecision(3)])]);
  return [`Read at these horizons: ${quantity}`, ...indented(table.toString())];
}

function agreementLines(agreement: readonly EngineAgreement[]): string[] {
  const table = plainTable(['t', 'followed by', 'distance of w', 'allowed', 'distance of w/|w|', '']);
  for (const { way, steps, distance, directions, allowed } of agreement) {
    const row = [
      steps < 1e15 ? steps : steps.toExponential(0),
      way,
      ...[distance, allowed, directions].map((value) => value.toPrecision(3)),
    ];
    table.push([...row, distance <= allowed ? '' : 'DISAGREE']);
  }
  const ways = agreement.some(({ way }) => way === 'events') ? 'step by step, then from strike to strike,' : 'step by step';
  return [
    `Followed ${ways} against the log-time engine, which takes over after 10^4 steps at the earliest:`,
    ...indented(table.toString()),
  ];
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
