/** Bytes as text: no module of Node is needed, so that browsers read it too. */

/** The bytes that base64 stands for. @throws DOMException for text that is none */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
