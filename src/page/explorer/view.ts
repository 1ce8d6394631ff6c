/** The part of the plane that is seen: zoomed and moved by wheel, two fingers, mouse, keys and buttons. */

import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';

/** How far one can zoom out and in. */
const SCALES: [number, number] = [1 / 4, 40];
/** A turn of a key or a button. */
const BY_KEY = 1.25;
/** The share of the side that an arrow key moves the view by. */
const MOVE = 0.1;

/** A pinch has turns smaller than this, in pixels, each worth so many times that of a wheel. */
const SMALL_TURN = 40;
const PINCH = 10;

/** What is seen, and how to see something else; lengths are the picture's own units. */
export interface View {
  readonly transform: ZoomTransform;
  readonly isWhole: boolean;
  zoomIn(): void;
  zoomOut(): void;
  whole(): void;
  /** Moves a place of the unmoved picture into the middle. */
  centre(x: number, y: number): void;
  /** Takes a key that is not for what has the focus; tells whether it did. */
  key(event: KeyboardEvent): boolean;
}

/** Lets a square picture be zoomed and moved. Handles within it, of class `handle` or in a separator, keep their own drags. */
export function useView(svg: RefObject<SVGSVGElement>, side: number): View {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const behaviour = useMemo(
    () =>
      zoom<SVGSVGElement, unknown>()
        .extent([
          [0, 0],
          [side, side],
        ])
        .scaleExtent(SCALES)
        .filter(isForView)
        .wheelDelta(wheelDelta)
        .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => setTransform(event.transform)),
    [side],
  );
  useEffect(() => {
    if (svg.current === null) return;
    // A double click flips the label of a sample.
    select(svg.current).call(behaviour).on('dblclick.zoom', null);
  }, [behaviour]);

  const on = (act: (picture: ReturnType<typeof select<SVGSVGElement, unknown>>) => void): void => {
    if (svg.current !== null) act(select<SVGSVGElement, unknown>(svg.current));
  };
  const by = (factor: number): void => on((picture) => behaviour.scaleBy(picture, factor));
  const whole = (): void => on((picture) => behaviour.transform(picture, zoomIdentity));
  const shift = (a: number, b: number): void => on((picture) => behaviour.translateBy(picture, a / transform.k, b / transform.k));
  const moves: Readonly<Record<string, () => void>> = {
    '+': () => by(BY_KEY),
    '=': () => by(BY_KEY),
    '-': () => by(1 / BY_KEY),
    0: whole,
  };
  const shifts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => shift(MOVE * side, 0),
    ArrowRight: () => shift(-MOVE * side, 0),
    ArrowUp: () => shift(0, MOVE * side),
    ArrowDown: () => shift(0, -MOVE * side),
  };
  return {
    transform,
    isWhole: transform.k === 1 && transform.x === 0 && transform.y === 0,
    zoomIn: () => by(BY_KEY),
    zoomOut: () => by(1 / BY_KEY),
    whole,
    centre: (x, y) => on((picture) => behaviour.translateTo(picture, x, y)),
    key: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const act = moves[event.key] ?? (event.target === svg.current ? shifts[event.key] : undefined);
      act?.();
      return act !== undefined;
    },
  };
}

/** Powers of two that a turn of the wheel zooms by: a pinch, which browsers tell as one with Ctrl, comes in small turns. */
function wheelDelta({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  const turn = -deltaY * (deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.002 : 0.05);
  return ctrlKey && Math.abs(deltaY) < SMALL_TURN ? PINCH * turn : turn;
}

/**
 * Which events zoom or move: two fingers, since one scrolls the page; the wheel with Ctrl, as which browsers tell a pinch, or where the
 * picture has the focus; the mouse on an empty place.
 */
function isForView(this: SVGSVGElement, event: Event): boolean {
  if (event.type.startsWith('touch')) return (event as TouchEvent).touches.length > 1;
  const { ctrlKey, metaKey, button } = event as MouseEvent;
  if (event.type === 'wheel') return ctrlKey || metaKey || this.contains(document.activeElement);
  return !ctrlKey && button === 0 && event.target instanceof Element && event.target.closest('.handle, .separator') === null;
}
