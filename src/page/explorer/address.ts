/** The scene in the page's address, by which it is shared. */

import { useEffect, useRef } from 'preact/hooks';
import { decoded, encoded, type Scene } from './scene.js';

const PREFIX = '#explore=';
/** Milliseconds of rest before the address follows: browsers refuse too many changes. */
const ADDRESS_AFTER = 250;

/** The scene that the address holds, if it does. */
export const sceneOfAddress = (): Scene | undefined =>
  location.hash.startsWith(PREFIX) ? decoded(location.hash.slice(PREFIX.length)) : undefined;

/** An address of this page that holds a scene. */
export const linkTo = (scene: Scene): string => `${location.href.replace(/#.*$/, '')}${PREFIX}${encoded(scene)}`;

/** Lets the address follow the scene, and tells a scene that is put into it. */
export function useAddress(scene: Scene, onScene: (shared: Scene) => void): void {
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
      onScene(shared);
      document.getElementById('explore')?.scrollIntoView();
    };
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  });
}
