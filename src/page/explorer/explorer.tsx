/** The explorer: a case under one's fingers, with its limit and the claims about it. */

import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { linkTo, sceneOfAddress, useAddress } from './address.js';
import { flipped, type Handle, moved, without } from './alter.js';
import { firstScene, optimizersOf, withSettings } from './begin.js';
import { Controls } from './controls.js';
import { openEngine } from './engine-worker.js';
import { useHistory } from './history.js';
import { Lamps } from './lamps.js';
import type { Answer, Lamp, Request } from './messages.js';
import { OwnClaims } from './own-claims.js';
import type { OwnEdition } from './own-edition.js';
import { Plane } from './plane.js';
import type { Point, Scene } from './scene.js';
import { Series, seenAt } from './series.js';
import { NOTHING, type Shown, told } from './shown.js';

/** The whole explorer. */
export function Explorer({ own }: { readonly own: OwnEdition | undefined }): JSX.Element {
  const past = useHistory(() => withSettings(sceneOfAddress() ?? firstScene(own), own));
  const { scene } = past;
  const [shown, setShown] = useState<Shown>(NOTHING);
  const [message, setMessage] = useState('');
  const [showField, setShowField] = useState(true);
  const [lnT, setLnT] = useState(1e4);
  const [half, setHalf] = useState<number>();
  const [certificates, setCertificates] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const number = useRef(0);
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
    ask({ kind: 'scene', run: number.current, scene, isMoving: past.isMoving(), part: 'rest' });
    // No run depends on the separator.
  }, [scene.samples, scene.model, scene.optimizer, scene.starts, scene.vectors]);

  /** Takes a scene and lets `undo` return to the one before. */
  const change = (next: Scene): void => {
    past.change(withSettings(next, own));
    setHalf(undefined);
    setMessage('');
  };
  useAddress(scene, change);

  const frame = half ?? shown.first?.half ?? 3;
  const move = (handle: Handle, to: Point, isFinal: boolean): void => {
    const next = moved(scene, handle, to);
    // The frame stays while something is dragged.
    setHalf(frame);
    past.move(next);
    if (isFinal) change(next);
  };
  const remove = (index: number): void => {
    if (scene.samples.length > 1) change(without(scene, index));
  };

  const copyLink = (): void => {
    const link = linkTo(scene);
    navigator.clipboard.writeText(link).then(
      () => setMessage('The link is copied.'),
      () => setMessage(link),
    );
  };

  const chosen = optimizers.find(({ name }) => scene.optimizer.kind === 'own' && name === scene.optimizer.name);
  const settings = new Set([...Object.keys(chosen?.settings ?? {}), ...(reads.current.get(methodOf(scene)) ?? [])]);
  const seen = seenAt(scene, shown, lnT);
  const references = (shown.continued?.references ?? shown.first)?.directions ?? [];

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
        canUndo={past.canUndo}
        canRedo={past.canRedo}
        showField={showField}
        best={shown.first?.best?.at}
        optimizers={optimizers}
        settings={settings}
        onScene={change}
        onUndo={past.undo}
        onRedo={past.redo}
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
          references={references}
          half={frame}
          showField={showField}
          now={seen.now?.w}
          onMove={move}
          onFlip={(index) => change(flipped(scene, index))}
          onRemove={remove}
        />
        <Series scene={scene} shown={shown} seen={seen} references={references} showField={showField} onLnT={setLnT} />
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

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
