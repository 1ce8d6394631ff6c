/** Writes the scores on record and the faults that change nothing into docs/reference/mutation.md: npx tsx scripts/mutation-page.ts */

import { readFileSync, writeFileSync } from 'node:fs';
import { withPart } from '../properties/support/marked-part.js';
import { equivalentTable, scoreTable } from './mutation/tables.js';

const PAGE = 'docs/reference/mutation.md';

const page = withPart(readFileSync(PAGE, 'utf8'), 'scores', scoreTable());
writeFileSync(PAGE, withPart(page, 'faults that change nothing', equivalentTable()));
