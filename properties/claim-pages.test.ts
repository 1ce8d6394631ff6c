import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIM_PAGES, claimPages, claimPictures } from '../scripts/claim-pages.js';

describe('docs/claims', () => {
  const pages = claimPages();

  it.each([...pages.keys()])('%s is what the claims and the record say (npx tsx scripts/claim-pages.ts writes it)', (name) => {
    expect(readFileSync(join(CLAIM_PAGES, name), 'utf8')).toBe(pages.get(name));
  });

  it('has the pictures that its pages show, as the witnesses are drawn now', () => {
    const pictures = claimPictures();
    const shown = [...pages.values()].flatMap((text) => [...text.matchAll(/\(pictures\/([^)]+)\)/g)].map(([, file]) => file));

    expect(shown.sort()).toEqual([...pictures.keys()].sort());
    expect(readdirSync(join(CLAIM_PAGES, 'pictures')).sort()).toEqual([...pictures.keys()].sort());
    for (const [name, text] of pictures) expect(readFileSync(join(CLAIM_PAGES, 'pictures', name), 'utf8')).toBe(text);
  });
});
