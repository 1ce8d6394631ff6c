/** The scene that is shown, with those before it and those that were undone. */

import { useRef, useState } from 'preact/hooks';
import type { Scene } from './scene.js';

/** Scenes that `undo` returns to. */
const MOST_KEPT = 100;

/** A scene and its past and future. */
export interface History {
  readonly scene: Scene;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Takes a scene and lets `undo` return to the one before, or to that before a move began. */
  change(next: Scene): void;
  /** Shows a scene in the midst of a move. */
  move(next: Scene): void;
  isMoving(): boolean;
  undo(): void;
  redo(): void;
}

/** A history that begins with one scene. */
export function useHistory(first: () => Scene): History {
  const [scene, setScene] = useState(first);
  const [past, setPast] = useState<readonly Scene[]>([]);
  const [future, setFuture] = useState<readonly Scene[]>([]);
  const before = useRef<Scene>();
  return {
    scene,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (next) => {
      const left = before.current ?? scene;
      setPast((old) => [...old.slice(1 - MOST_KEPT), left]);
      before.current = undefined;
      setFuture([]);
      setScene(next);
    },
    move: (next) => {
      before.current ??= scene;
      setScene(next);
    },
    isMoving: () => before.current !== undefined,
    undo: () => {
      const last = past.at(-1);
      if (last === undefined) return;
      setPast(past.slice(0, -1));
      setFuture([scene, ...future]);
      setScene(last);
    },
    redo: () => {
      const [next, ...rest] = future;
      if (next === undefined) return;
      setFuture(rest);
      setPast([...past, scene]);
      setScene(next);
    },
  };
}
