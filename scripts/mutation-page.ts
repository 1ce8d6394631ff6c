/** Writes the scores on record and the faults that change nothing into docs/reference/mutation.md: npx tsx scripts/mutation-page.ts */

import { readFileSync, writeFileSync } from 'node:fs';
import { withPart } from '../properties/support/marked-part.js';
import { equivalentTable, fullTable, missedTable, proposingTable, scoreTable } from './mutation/tables.js';

const PAGE = 'docs/reference/mutation.md';

const parts = [
  ['full runs', fullTable()],
  ['scores', scoreTable()],
  ['missed faults', missedTable()],
  ['proposals', proposingTable()],
  ['faults that change nothing', equivalentTable()],
] as const;
writeFileSync(
  PAGE,
  parts.reduce((page, [mark, part]) => withPart(page, mark, part), readFileSync(PAGE, 'utf8')),
);
