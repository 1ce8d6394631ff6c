/** The explorer: a case under one's fingers, with its limit and the claims about it. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { firstScene, optimizersOf, withSettings } from './begin.js';
import { angles, Chart, type Curve, lnTAt, placeOf } from './charts.js';
import { Controls } from './controls.js';
import { openEngine } from './engine-worker.js';
import { Lamps } from './lamps.js';
import { Legend } from './legend.js';
import { Margins } from './margins.js';
import type { Answer, Lamp, Request } from './messages.js';
import type { Moment } from './moments.js';
import { OwnClaims } from './own-claims.js';
import type { OwnEdition } from './own-edition.js';
import { Partitions } from './partitions.js';
import { type Handle, Plane, referenceKind } from './plane.js';
import { DRAWN, decoded, encoded, OWN_STEPS, type Point, type Scene } from './scene.js';
import { separatorText, through, unit } from './separator.js';
import { NOTHING, type Shown, told } from './shown.js';

/** ln t to which each method is followed. */
const HORIZONS: Readonly<Record<Scene['optimizer']['kind'], number>> = { gd: 1e4, own: Math.log(OWN_STEPS), sgd: Math.log(DRAWN) };
const PREFIX = '#explore=';
/** Milliseconds of rest before the address follows: browsers refuse too many changes. */
const ADDRESS_AFTER = 250;

/** The scene that the address holds, if it does. */
const sceneOfAddress = (): Scene | undefined =>
  location.hash.startsWith(PREFIX) ? decoded(location.hash.slice(PREFIX.length)) : undefined;

/** The whole explorer. */
export function Explorer({ own }: { readonly own: OwnEdition | undefined }): JSX.Element {
  const [scene, setScene] = useState(() => withSettings(sceneOfAddress() ?? firstScene(own), own));
  const [past, setPast] = useState<readonly Scene[]>([]);
  const [future, setFuture] = useState<readonly Scene[]>([]);
  const [shown, setShown] = useState<Shown>(NOTHING);
  const [message, setMessage] = useState('');
  const [showField, setShowField] = useState(true);
  const [lnT, setLnT] = useState(1e4);
  const [half, setHalf] = useState<number>();
  const [certificates, setCertificates] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const number = useRef(0);
  const before = useRef<Scene>();
  const listener = useRef<(answer: Answer) => void>(() => {});

  const [ownFault, setOwnFault] = useState<string>();
  const optimizers = useMemo(() => (ownFault === undefined ? optimizersOf(own) : []), [own, ownFault]);
  /** The vectors that claims were seen to read, by the method. */
  const reads = useRef<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

  const engine = useMemo(openEngine, []);
  const ask = (request: Request): void => void engine.then((open) => open.ask(request));

  useLayoutEffect(() => {
    void engine.then((open) => open.listen((answer) => listener.current(answer)));
  }, [engine]);

  useLayoutEffect(() => {
    listener.current = (answer) => {
      if (answer.run < number.current && answer.kind !== 'loaded' && answer.kind !== 'fault' && answer.kind !== 'own') return;
      switch (answer.kind) {
        case 'first':
          document.documentElement.dataset.firstMilliseconds = String(answer.milliseconds);
          setShown((old) => told(old, answer));
          break;
        case 'lamps':
          reads.current = withReads(reads.current, methodOf(scene), answer.lamps);
          setShown((old) => told(old, answer));
          break;
        case 'continued':
        case 'judged':
          setShown((old) => told(old, answer));
          break;
        case 'certificate':
          setCertificates((old) => new Map(old).set(answer.id, answer.lines));
          break;
        case 'own':
          setOwnFault(answer.fault);
          break;
        case 'loaded':
          change(answer.scene);
          setMessage(`Loaded a case of ${answer.claim}.`);
          break;
        case 'saved':
          download(`${answer.id.replace(/[^\w.-]/g, '_')}.json`, answer.text);
          break;
        case 'fault':
          setMessage(answer.text);
          break;
      }
    };
  });

  // Before the scene, which may be by an optimizer of theirs.
  useLayoutEffect(() => {
    if (own !== undefined && 'modules' in own.linked) ask({ kind: 'own', run: number.current, ...own.linked, edition: own.edition });
  }, [own]);

  // Before the next frame: what is shown of the scene before is never taken for this one's.
  useLayoutEffect(() => {
    number.current += 1;
    setCertificates((old) => (old.size === 0 ? old : new Map()));
    setShown((old) => ({ ...old, isJudged: false }));
    ask({ kind: 'scene', run: number.current, scene, isMoving: before.current !== undefined, part: 'rest' });
    // No run depends on the separator.
  }, [scene.samples, scene.model, scene.optimizer, scene.starts, scene.vectors]);

  const isOpened = useRef(false);
  useEffect(() => {
    // The address of a page just opened may name a claim.
    if (!isOpened.current) {
      isOpened.current = true;
      return;
    }
    const written = setTimeout(() => history.replaceState(null, '', `${PREFIX}${encoded(scene)}`), ADDRESS_AFTER);
    return () => clearTimeout(written);
  }, [scene]);

  useEffect(() => {
    const open = (): void => {
      const shared = sceneOfAddress();
      if (shared === undefined) return;
      change(shared);
      document.getElementById('explore')?.scrollIntoView();
    };
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  });

  /** Takes a scene and lets `undo` return to the one before. */
  const change = (next: Scene): void => {
    setPast((old) => [...old.slice(-99), before.current ?? scene]);
    before.current = undefined;
    setFuture([]);
    setHalf(undefined);
    setMessage('');
    setScene(withSettings(next, own));
  };
  const undo = (): void => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast(past.slice(0, -1));
    setFuture([scene, ...future]);
    setScene(last);
  };
  const redo = (): void => {
    const [next, ...rest] = future;
    if (next === undefined) return;
    setFuture(rest);
    setPast([...past, scene]);
    setScene(next);
  };

  const frame = half ?? shown.first?.half ?? 3;
  const move = (handle: Handle, to: Point, isFinal: boolean): void => {
    const next = moved(scene, handle, to);
    // The frame stays while something is dragged.
    setHalf(frame);
    before.current ??= scene;
    if (isFinal) change(next);
    else setScene(next);
  };
  const flip = (index: number): void =>
    change({
      ...scene,
      samples: scene.samples.map((sample, i) => (i === index ? { ...sample, label: sample.label === 1 ? -1 : 1 } : sample)),
    });
  const remove = (index: number): void => {
    if (scene.samples.length > 1) change({ ...scene, samples: scene.samples.filter((_, i) => i !== index) });
  };

  const copyLink = (): void => {
    const link = `${location.href.replace(/#.*$/, '')}${PREFIX}${encoded(scene)}`;
    navigator.clipboard.writeText(link).then(
      () => setMessage('The link is copied.'),
      () => setMessage(link),
    );
  };

  const chosen = optimizers.find(({ name }) => scene.optimizer.kind === 'own' && name === scene.optimizer.name);
  const settings = new Set([...Object.keys(chosen?.settings ?? {}), ...(reads.current.get(methodOf(scene)) ?? [])]);
  const moments = allMoments(shown);
  const horizon = HORIZONS[scene.optimizer.kind];
  const lnTShown = Math.min(lnT, horizon);
  const now = moments.findLast((moment) => moment.lnT <= lnTShown) ?? moments[0];
  const losses: Curve[] = [
    { kind: 'loss', points: moments.filter((moment) => moment.lnT >= 0).map((moment) => [moment.lnT, lossShown(moment)]) },
  ];
  const directions: Curve[] = scene.starts.map((_, k) => ({ kind: `neuron-${k}`, points: angles(moments, k) }));
  const references = shown.continued?.references ?? shown.first;
  const directionsShown = references?.directions ?? [];
  const levels = directionsShown.map((reference, i) => ({
    name: reference.name,
    kind: referenceKind(reference, i),
    value: nearestTurn(
      (Math.atan2(reference.at[1], reference.at[0]) * 180) / Math.PI,
      directions[reference.neuron ?? 0]?.points.at(-1)?.[1] ?? 0,
    ),
  }));

  const sceneNow = useRef(scene);
  sceneNow.current = scene;
  // The same element while nothing of it changes: it is most of the page.
  const lamps = useMemo(
    () => (
      <Lamps
        lamps={shown.lamps}
        isReady={shown.isJudged}
        isOld={shown.isOld}
        certificates={certificates}
        onCertify={(id) => ask({ kind: 'certify', run: number.current, scene: sceneNow.current, id })}
        onSave={(id) => {
          const isOwn = shown.lamps.some((lamp) => lamp.id === id && lamp.isOwn);
          const edition = isOwn && own !== undefined ? { edition: own.edition } : {};
          ask({ kind: 'save', run: number.current, scene: sceneNow.current, id, ...edition });
        }}
      />
    ),
    [shown.lamps, shown.isJudged, shown.isOld, certificates, own],
  );

  return (
    <div class="explorer">
      <p>
        The picture is the plane of samples x and weights w. A model learns the labels +1 and -1 by gradient descent from the start on, step
        by step and then on a logarithmic scale of time to t = e<sup>10000</sup>. Drag samples, the start and the separator, or move them
        with the arrow keys; a double click flips a label.
      </p>
      <Controls
        scene={scene}
        canUndo={past.length > 0}
        canRedo={future.length > 0}
        showField={showField}
        best={shown.first?.best?.at}
        optimizers={optimizers}
        settings={settings}
        onScene={change}
        onUndo={undo}
        onRedo={redo}
        onField={setShowField}
        onFile={(file) => {
          if (file.size > 1e6) setMessage(`${file.name} is larger than 1 MB, which no case in the plane is.`);
          else void file.text().then((text) => ask({ kind: 'load', run: number.current, name: file.name, text }));
        }}
        onLink={copyLink}
      />
      {chosen?.about !== undefined && <p class="about">{chosen.about}</p>}
      <p class="message" role="status">
        {message}
      </p>
      <div class="views">
        <Plane
          scene={scene}
          first={shown.first}
          continued={shown.continued}
          references={directionsShown}
          half={frame}
          showField={showField}
          now={now?.w}
          onMove={move}
          onFlip={flip}
          onRemove={remove}
        />
        <div class="series">
          <Chart title="Loss against ln t" curves={losses} levels={[]} at={lnTShown} horizon={horizon} />
          <Chart title="Direction in degrees against ln t" curves={directions} levels={levels} at={lnTShown} horizon={horizon} />
          {now !== undefined && (shown.first?.largest ?? []).length > 0 && (
            <Margins
              samples={scene.samples}
              largest={shown.first?.largest ?? []}
              moments={moments}
              at={lnTShown}
              now={now.w}
              horizon={horizon}
            />
          )}
          <label class="slider">
            Moment: ln t = {lnTShown < 100 ? lnTShown.toFixed(2) : lnTShown.toFixed(0)}
            <input
              type="range"
              min={0}
              max={1}
              step={0.001}
              value={placeOf(lnTShown, horizon)}
              aria-label="ln t"
              onInput={({ currentTarget }) => setLnT(lnTAt(Number(currentTarget.value), horizon))}
            />
          </label>
          {now !== undefined && <p class="now-text">w = {vectors(now.w)}</p>}
          <p class="limit-text">{limitText(scene, shown)}</p>
          {scene.model.kind === 'network' && now !== undefined && (
            <Partitions partitions={references?.partitions ?? []} outputWeights={scene.model.outputWeights} now={now.w} />
          )}
          <p class="separator-text">{separatorText(scene, shown.first?.best)}</p>
          <Legend
            scene={scene}
            field={showField ? shown.first?.field : undefined}
            references={directionsShown}
            landmarks={shown.first?.landmarks ?? []}
            now={now?.w}
            marks={{
              strikes: scene.starts.length === 1 && (shown.first?.strikes.length ?? 0) > 0,
              limit: shown.continued?.limits.some((limit) => limit !== undefined) ?? false,
            }}
          />
        </div>
      </div>
      {own !== undefined && (
        <OwnClaims
          own={own}
          fault={ownFault}
          onSave={(id) => ask({ kind: 'save', run: number.current, scene, id, edition: own.edition })}
        />
      )}
      {lamps}
    </div>
  );
}

/** The method of a scene by name. */
const methodOf = ({ optimizer }: Scene): string => (optimizer.kind === 'own' ? `own:${optimizer.name}` : optimizer.kind);

/** What was seen to be read, with what the claims of some lamps read. */
function withReads(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  method: string,
  lamps: readonly Lamp[],
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(before).set(method, new Set([...(before.get(method) ?? []), ...lamps.flatMap(({ reads }) => reads)]));
}

/** The scene with something in it at another place. */
function moved(scene: Scene, handle: Handle, to: Point): Scene {
  if (handle.kind === 'separator')
    return { ...scene, separator: handle.by === 'handle' ? unit(to) : through(to, scene.separator ?? [1, 0]) };
  const { kind, index } = handle;
  return kind === 'sample'
    ? { ...scene, samples: scene.samples.map((sample, i) => (i === index ? { ...sample, at: to } : sample)) }
    : { ...scene, starts: scene.starts.map((start, k) => (k === index ? to : start)) };
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

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
