/** A run against ln t: charts, the slider of the moment, and what is told of it in words. */

import type { JSX } from 'preact';
import { angles, Chart, type Curve, lnTAt, placeOf } from './charts.js';
import { Legend } from './legend.js';
import { Margins } from './margins.js';
import type { Moment } from './moments.js';
import { Partitions } from './partitions.js';
import { referenceKind } from './plane.js';
import type { Reference } from './references.js';
import { DRAWN, OWN_STEPS, type Scene } from './scene.js';
import { separatorText } from './separator.js';
import type { Shown } from './shown.js';

/** ln t to which each method is followed. */
const HORIZONS: Readonly<Record<Scene['optimizer']['kind'], number>> = { gd: 1e4, own: Math.log(OWN_STEPS), sgd: Math.log(DRAWN) };

/** A run as far as it is known, and the moment of the slider. */
export interface Seen {
  readonly moments: readonly Moment[];
  readonly horizon: number;
  /** ln t of the slider, at most the horizon. */
  readonly lnT: number;
  /** The last moment up to there. */
  readonly now: Moment | undefined;
}

/** What is seen of a run with the slider at ln t. */
export function seenAt({ optimizer }: Scene, shown: Shown, lnT: number): Seen {
  const moments = allMoments(shown);
  const horizon = HORIZONS[optimizer.kind];
  const at = Math.min(lnT, horizon);
  return { moments, horizon, lnT: at, now: moments.findLast((moment) => moment.lnT <= at) ?? moments[0] };
}

interface Props {
  readonly scene: Scene;
  readonly shown: Shown;
  readonly seen: Seen;
  /** What directions are compared with. */
  readonly references: readonly Reference[];
  readonly showField: boolean;
  onLnT(lnT: number): void;
}

/** Everything beside the plane. */
export function Series({ scene, shown, seen, references, showField, onLnT }: Props): JSX.Element {
  const { moments, horizon, lnT, now } = seen;
  const { first, continued } = shown;
  const losses: Curve[] = [
    { kind: 'loss', points: moments.filter((moment) => moment.lnT >= 0).map((moment) => [moment.lnT, lossShown(moment)]) },
  ];
  const directions: Curve[] = scene.starts.map((_, k) => ({ kind: `neuron-${k}`, points: angles(moments, k) }));
  const levels = references.map((reference, i) => ({
    name: reference.name,
    kind: referenceKind(reference, i),
    value: nearestTurn(
      (Math.atan2(reference.at[1], reference.at[0]) * 180) / Math.PI,
      directions[reference.neuron ?? 0]?.points.at(-1)?.[1] ?? 0,
    ),
  }));
  const largest = first?.largest ?? [];
  return (
    <div class="series">
      <Chart title="Loss against ln t" curves={losses} levels={[]} at={lnT} horizon={horizon} />
      <Chart title="Direction in degrees against ln t" curves={directions} levels={levels} at={lnT} horizon={horizon} />
      {now !== undefined && largest.length > 0 && (
        <Margins samples={scene.samples} largest={largest} moments={moments} at={lnT} now={now.w} horizon={horizon} />
      )}
      <label class="slider">
        Moment: ln t = {lnT < 100 ? lnT.toFixed(2) : lnT.toFixed(0)}
        <input
          type="range"
          min={0}
          max={1}
          step={0.001}
          value={placeOf(lnT, horizon)}
          aria-label="ln t"
          onInput={({ currentTarget }) => onLnT(lnTAt(Number(currentTarget.value), horizon))}
        />
      </label>
      {now !== undefined && <p class="now-text">w = {vectors(now.w)}</p>}
      <p class="limit-text">{limitText(scene, shown)}</p>
      {scene.model.kind === 'network' && now !== undefined && (
        <Partitions partitions={(continued?.references ?? first)?.partitions ?? []} outputWeights={scene.model.outputWeights} now={now.w} />
      )}
      <p class="separator-text">{separatorText(scene, first?.best)}</p>
      <Legend
        scene={scene}
        field={showField ? first?.field : undefined}
        references={references}
        landmarks={first?.landmarks ?? []}
        now={now?.w}
        marks={{
          strikes: scene.starts.length === 1 && (first?.strikes.length ?? 0) > 0,
          limit: continued?.limits.some((limit) => limit !== undefined) ?? false,
        }}
      />
    </div>
  );
}

function limitText({ optimizer }: Scene, { first, continued }: Shown): string {
  if (first === undefined) return '';
  const separable = first.separable ? '' : 'The data are not separable through the origin. ';
  const end = first.end === '' ? '' : `The run ${first.end}. `;
  return `${separable}${end}${continued?.text ?? (optimizer.kind === 'sgd' ? 'SGD is followed step by step alone.' : 'Following the limit …')}`;
}

/** The steps that are drawn, and after them what log time tells. */
function allMoments({ first, continued }: Shown): readonly Moment[] {
  const steps = first?.moments ?? [];
  const last = steps.at(-1)?.lnT ?? Number.NEGATIVE_INFINITY;
  return [...steps, ...(continued?.moments.filter(({ lnT }) => lnT > last) ?? [])];
}

const lossShown = ({ logLoss }: Moment): number => Math.exp(Math.min(logLoss, 300));

const nearestTurn = (angle: number, near: number): number => angle + 360 * Math.round((near - angle) / 360);

function vectors(w: readonly number[]): string {
  const points = Array.from({ length: w.length / 2 }, (_, k) => w.slice(2 * k, 2 * k + 2));
  return points.map((point) => `(${point.map((entry) => Number(entry.toPrecision(6))).join(', ')})`).join(' ');
}
