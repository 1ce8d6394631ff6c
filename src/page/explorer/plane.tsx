/** The plane: samples to drag, activation cells, the gradient field, the path and its limit. */

import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Landmark } from '../../claim/claim.js';
import { largest, pairs } from '../../numerics/lists.js';
import { sectors } from '../../picture/cells.js';
import { placed, together } from '../../picture/labels.js';
import { dots, polyline } from '../../picture/outline.js';
import { numerals } from '../../picture/ticks.js';
import type { Handle } from './alter.js';
import { FieldLines } from './field-lines.js';
import type { Continued, FirstSteps, Moment } from './moments.js';
import type { Reference } from './references.js';
import type { Point, Scene } from './scene.js';
import { SeparatorLine } from './separator.js';
import { useView } from './view.js';

/** Side of the square in the picture's own units. */
const SIDE = 480;
const NEURON_COLOURS = 4;
/** Numbers on an edge, about. */
const TICKS = 5;
const CORNER = 24;

/** The classes of a direction that others are compared with: of its neuron or norm, or by its place in the list. */
export function referenceKind({ neuron, norm }: Reference, place: number): string {
  if (norm !== undefined) return `norm-${norm}`;
  return neuron === undefined ? `reference-${place}` : `target neuron-${neuron % NEURON_COLOURS}`;
}

interface Props {
  readonly scene: Scene;
  readonly first: FirstSteps | undefined;
  readonly continued: Continued | undefined;
  /** What directions are compared with. */
  readonly references: readonly Reference[];
  /** Half the side of what is shown. */
  readonly half: number;
  readonly showField: boolean;
  /** Parameters at the moment of the slider. */
  readonly now: readonly number[] | undefined;
  onMove(handle: Handle, to: Point, isFinal: boolean): void;
  onFlip(index: number): void;
  onRemove(index: number): void;
}

/** The picture with everything that can be dragged in it. */
export function Plane(props: Props): JSX.Element {
  const { scene, first, showField, now } = props;
  const svg = useRef<SVGSVGElement>(null);
  const held = useRef<Handle>();
  const view = useView(svg, SIDE);
  // While a part is looked at, it stays where it is, whatever frame a changed scene would have.
  const whole = useRef(props.half);
  if (view.isWhole) whole.current = props.half;
  const [baseX, baseY] = [scaleLinear([-whole.current, whole.current], [0, SIDE]), scaleLinear([-whole.current, whole.current], [SIDE, 0])];
  const [x, y] = [view.transform.rescaleX(baseX), view.transform.rescaleY(baseY)];
  /** Half the side of what is seen, and a distance from the origin beyond which nothing is. */
  const half = whole.current / view.transform.k;
  const far = Math.hypot(largest(x.domain().map(Math.abs)), largest(y.domain().map(Math.abs)));
  const isSeen = ([a, b]: Point): boolean => [x(a), y(b)].every((place) => place >= 0 && place <= SIDE);

  const labels = scene.samples.flatMap(({ at }, i) => (isSeen(at) ? [{ text: `x${i + 1}`, at: [x(at[0]), y(at[1])] as const }] : []));
  const names = placed(together(labels), {
    left: 0,
    top: 0,
    side: SIDE,
    marks: scene.starts.map(([a, b]) => [x(a), y(b)] as const),
  });
  const show = (at: Point) => (): void => {
    if (!isSeen(at)) view.centre(baseX(at[0]), baseY(at[1]));
  };

  const pointAt = (event: PointerEvent): Point => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return [0, 0];
    const round = (value: number): number => Math.round((value / half) * 200) * (half / 200);
    const digits = 3 + Math.max(0, Math.ceil(Math.log10(view.transform.k)));
    const snapped = (value: number): number => Number(round(value).toPrecision(digits));
    return [
      snapped(x.invert(((event.clientX - box.left) / box.width) * SIDE)),
      snapped(y.invert(((event.clientY - box.top) / box.height) * SIDE)),
    ];
  };
  const take = (handle: Handle) => (event: PointerEvent) => {
    held.current = handle;
    svg.current?.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent): void => {
    if (held.current !== undefined) props.onMove(held.current, pointAt(event), false);
  };
  const drop = (event: PointerEvent): void => {
    if (held.current !== undefined) props.onMove(held.current, pointAt(event), true);
    held.current = undefined;
  };
  const byKey = (handle: Handle & { readonly index: number }, at: Point) => (event: KeyboardEvent) => {
    const step = (event.shiftKey ? 10 : 1) * (half / 100);
    const moves: Readonly<Record<string, Point>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const move = moves[event.key];
    if (move !== undefined)
      props.onMove(handle, [Number((at[0] + move[0]).toPrecision(6)), Number((at[1] + move[1]).toPrecision(6))], true);
    else if (handle.kind === 'sample' && (event.key === 'Enter' || event.key === ' ')) props.onFlip(handle.index);
    else if (handle.kind === 'sample' && (event.key === 'Delete' || event.key === 'Backspace')) props.onRemove(handle.index);
    else return;
    event.preventDefault();
  };

  return (
    <div class="plane-view">
      <svg
        ref={svg}
        class="plane"
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="group"
        tabindex={0}
        aria-label="The plane of samples and weights; arrow keys move what is seen of it, + and - zoom, 0 shows all"
        onKeyDown={(event) => {
          if (view.key(event)) event.preventDefault();
        }}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
      >
        {scene.model.kind === 'relu' && <Cells scene={scene} far={far} x={x} y={y} />}
        <line class="zero" x1={0} x2={SIDE} y1={y(0)} y2={y(0)} />
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={SIDE} />
        <Ticks x={x} y={y} />
        {showField && first !== undefined && (
          <FieldLines field={first.field} spacing={first.half} half={Math.max(half, whole.current)} x={x} y={y} />
        )}
        {scene.model.kind !== 'linear' &&
          scene.samples.map(({ at, label }, i) => <Kink key={i} at={at} label={label} far={far} x={x} y={y} />)}
        {props.references.map((reference, i) => (
          <Ray
            key={reference.name}
            kind={`reference ${referenceKind(reference, i)}`}
            at={reference.at}
            far={far}
            x={x}
            y={y}
            name={reference.name}
          />
        ))}
        {props.continued?.limits.map(
          (limit, k) =>
            limit !== undefined && (
              <Ray key={k} kind={`limit neuron-${k % NEURON_COLOURS}`} at={limit} far={far} x={x} y={y} name="limit direction" />
            ),
        )}
        {scene.separator !== undefined && (
          <SeparatorLine
            at={scene.separator}
            half={half}
            far={far}
            x={x}
            y={y}
            onTake={(by) => take({ kind: 'separator', by })}
            onTurn={(to) => props.onMove({ kind: 'separator', by: 'handle' }, to, true)}
          />
        )}
        {first?.landmarks.map((landmark) => (
          <Mark key={landmark.name} landmark={landmark} x={x} y={y} />
        ))}
        {first !== undefined && <Paths scene={scene} first={first} continued={props.continued} x={x} y={y} />}
        {scene.samples.map(({ at, label }, i) => (
          <g
            key={`sample ${i}`}
            class={`handle sample ${label > 0 ? 'positive' : 'negative'}`}
            tabindex={0}
            role="button"
            aria-label={`x${i + 1}: sample labelled ${label > 0 ? '+1' : '-1'} at ${at.join(', ')}; arrow keys move it, Enter flips its label, Delete removes it`}
            onPointerDown={take({ kind: 'sample', index: i })}
            onFocus={show(at)}
            onDblClick={() => props.onFlip(i)}
            onKeyDown={byKey({ kind: 'sample', index: i }, at)}
          >
            <circle class="grip" cx={x(at[0])} cy={y(at[1])} r={16} />
            {label > 0 ? (
              <circle class="mark" cx={x(at[0])} cy={y(at[1])} r={8} />
            ) : (
              <rect class="mark" x={x(at[0]) - 7} y={y(at[1]) - 7} width={14} height={14} />
            )}
            {scene.starts.length > 1 && <Active at={at} now={now} x={x(at[0])} y={y(at[1])} />}
          </g>
        ))}
        {scene.starts.map((at, k) => (
          <g
            key={`start ${k}`}
            class={`handle start neuron-${k % NEURON_COLOURS}`}
            tabindex={0}
            role="button"
            aria-label={`start${scene.starts.length > 1 ? ` of neuron ${k + 1}` : ''}, at ${at.join(', ')}; arrow keys move it`}
            onFocus={show(at)}
            onPointerDown={take({ kind: 'start', index: k })}
            onKeyDown={byKey({ kind: 'start', index: k }, at)}
          >
            <circle class="grip" cx={x(at[0])} cy={y(at[1])} r={16} />
            <path class="mark" d={`M${x(at[0])} ${y(at[1]) - 9}l9 9l-9 9l-9-9z`} />
          </g>
        ))}
        {names.map(({ text, x: left, y: base, at: [from, to], distance }) => (
          <g key={text} class="label">
            {distance > 1 && <line x1={from} y1={to} x2={Math.max(left, Math.min(from, left + 7 * text.length))} y2={base - 4} />}
            <text x={left} y={base}>
              {text}
            </text>
          </g>
        ))}
        {now !== undefined &&
          scene.starts.map((_, k) => {
            const [a = 0, b = 0] = now.slice(2 * k, 2 * k + 2);
            const size = Math.max(Math.abs(a), Math.abs(b));
            const shrink = size > whole.current ? (0.97 * whole.current) / size : 1;
            return <circle key={`now ${k}`} class={`now neuron-${k % NEURON_COLOURS}`} cx={x(a * shrink)} cy={y(b * shrink)} r={6} />;
          })}
      </svg>
      <p class="view-buttons">
        <button type="button" aria-label="Zoom in" onClick={view.zoomIn}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={view.zoomOut}>
          −
        </button>
        <button type="button" disabled={view.isWhole} onClick={view.whole}>
          Show all
        </button>
        <span>Two fingers or Ctrl and the wheel zoom; drag an empty place to move.</span>
      </p>
    </div>
  );
}

/** Numbers along the lower and the left edge. */
function Ticks({ x, y }: { readonly x: ScaleLinear<number, number>; readonly y: ScaleLinear<number, number> }): JSX.Element {
  return (
    <g class="ticks">
      {ticksOf(x).map(({ text, place }) => (
        <g key={`x ${text}`}>
          <line x1={place} x2={place} y1={SIDE} y2={SIDE - 5} />
          <text x={place} y={SIDE - 8} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      {ticksOf(y).map(({ text, place }) => (
        <g key={`y ${text}`}>
          <line x1={0} x2={5} y1={place} y2={place} />
          <text x={8} y={place + 4}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Round numbers and where they are, but for corners. */
function ticksOf(scale: ScaleLinear<number, number>): { readonly text: string; readonly place: number }[] {
  const values = scale.ticks(TICKS);
  return pairs(numerals(values), values.map(scale))
    .map(([text, place]) => ({ text, place }))
    .filter(({ place }) => place > CORNER && place < SIDE - CORNER);
}

interface ActiveProps {
  readonly at: Point;
  readonly now: readonly number[] | undefined;
  readonly x: number;
  readonly y: number;
}

/** A dot for each neuron of a network that is active on a sample, in its colour. */
function Active({ at, now = [], x, y }: ActiveProps): JSX.Element {
  const neurons = Array.from({ length: now.length / 2 }, (_, k) => k);
  const active = neurons.filter((k) => (now[2 * k] ?? 0) * at[0] + (now[2 * k + 1] ?? 0) * at[1] > 0);
  return (
    <>
      {active.map((k) => (
        <circle
          key={k}
          class={`active neuron-${k % NEURON_COLOURS}`}
          cx={x + 14 * Math.cos((Math.PI / 4) * (2 * k + 1))}
          cy={y + 14 * Math.sin((Math.PI / 4) * (2 * k + 1))}
          r={3.5}
        />
      ))}
    </>
  );
}

type Scale = (value: number) => number;

interface Drawing {
  /** A distance from the origin that is beyond what is seen. */
  readonly far: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** The sectors in which the same samples are active. */
function Cells({ scene, far, x, y }: Drawing & { readonly scene: Scene }): JSX.Element {
  // Sides of a sector's outline come as near as half their ends.
  const corner = (angle: number): string => `${x(2 * far * Math.cos(angle))} ${y(2 * far * Math.sin(angle))}`;
  return (
    <g>
      {sectors(scene.samples.map(({ at, label }) => ({ point: at, label }))).map(({ from, middle, to, kind }) => (
        <path key={from} class={`cell ${kind}`} d={`M${x(0)} ${y(0)}L${corner(from)}L${corner(middle)}L${corner(to)}Z`} />
      ))}
    </g>
  );
}

function Kink({ at: [a, b], label, far, x, y }: Drawing & { readonly at: Point; readonly label: number }): JSX.Element | null {
  const length = Math.hypot(a, b);
  if (length === 0) return null;
  const [u, v] = [(-b / length) * far, (a / length) * far];
  return <line class={`kink ${label > 0 ? 'positive' : 'negative'}`} x1={x(-u)} y1={y(-v)} x2={x(u)} y2={y(v)} />;
}

function Ray({ kind, at, far, x, y, name }: Drawing & { readonly kind: string; readonly at: Point; readonly name: string }): JSX.Element {
  return (
    <line class={`ray ${kind}`} x1={x(0)} y1={y(0)} x2={x(at[0] * far)} y2={y(at[1] * far)}>
      <title>{name}</title>
    </line>
  );
}

/** An outline, or a cross at a point. */
function Mark({ landmark: { name, points }, x, y }: Pick<Drawing, 'x' | 'y'> & { readonly landmark: Landmark }): JSX.Element {
  const places = points.map(([a = 0, b = 0]): Point => [x(a), y(b)]);
  const [[left, top] = [0, 0]] = places;
  const outline = places.length > 1 ? `${polyline(places)}Z` : `M${left - 7} ${top - 7}l14 14m0 -14l-14 14`;
  return (
    <path class="landmark" d={outline}>
      <title>{name}</title>
    </path>
  );
}

interface PathsProps extends Pick<Drawing, 'x' | 'y'> {
  readonly scene: Scene;
  readonly first: FirstSteps;
  readonly continued: Continued | undefined;
}

/** The path of each neuron with a dot for each step; of an own optimizer, which is followed step by step, the path goes on without dots. */
function Paths({ scene, first, continued, x, y }: PathsProps): JSX.Element {
  const place = (w: readonly number[], k: number): Point => [x(w[2 * k] ?? 0), y(w[2 * k + 1] ?? 0)];
  const isInRange = ({ w }: Moment): boolean => w.every((entry) => Math.abs(entry) < 1e9);
  const finite = first.moments.filter(isInRange);
  const last = finite.at(-1)?.lnT ?? Number.POSITIVE_INFINITY;
  const further = scene.optimizer.kind === 'own' ? (continued?.moments ?? []) : [];
  const rest = further.filter((moment) => moment.lnT > last && isInRange(moment));
  return (
    <g>
      {scene.starts.map((_, k) => {
        const places = finite.map(({ w }) => place(w, k));
        return (
          <g key={k} class={`neuron-${k % NEURON_COLOURS}`}>
            <path class="path" d={polyline([...places, ...rest.map(({ w }) => place(w, k))])} />
            <path class="iterates" d={dots(places)} />
          </g>
        );
      })}
      {scene.starts.length === 1 && <path class="strikes" d={dots(first.strikes.map((at) => place(first.moments[at]?.w ?? [], 0)))} />}
    </g>
  );
}
