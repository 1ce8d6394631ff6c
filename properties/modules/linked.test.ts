import { describe, expect, it } from 'vitest';
import { linkedModules } from '../../src/modules/linked.js';
import { scratch } from '../support/scratch.js';

const { folder, file } = scratch();
const linked = (module: string) => linkedModules({ module, exported: 'default' }, folder);

describe('a module for a page', () => {
  it('is cut at its imports, after those that it imports, each of which is held once', async () => {
    file('base.js', "import * as cc from 'claimcheck/claims';\nexport const one = cc.oneOf(1);\n");
    file('left.js', "export { one } from './base.js';\n");
    file(
      'top.js',
      'import { one } from \'./left.js\';\nimport { one as same } from "./base.js";\nexport default [one, same, "from \'./left.js\'"];\n',
    );

    const found = await linked('./top.js');

    if ('unfit' in found) throw new Error(found.unfit);
    const texts = found.modules.map(({ pieces, targets }) => pieces.map((piece, i) => `${piece}${targets[i] ?? ''}`).join(''));
    expect(texts).toEqual([
      "import * as cc from 'claims';\nexport const one = cc.oneOf(1);\n",
      "export { one } from '0';\n",
      // What is within a text is none.
      'import { one } from \'1\';\nimport { one as same } from "0";\nexport default [one, same, "from \'./left.js\'"];\n',
    ]);
  });

  it.each([
    ['asks for a module of Node', "import 'node:fs';", /^bad\.js imports node:fs$/],
    ['asks for another package', "import 'left-pad';", /^bad\.js imports left-pad$/],
    ['imports a file that is not there', "import './missing.js';", /^bad\.js imports \.\/missing\.js$/],
    ['imports at run time', "await import('./base.js');", /^bad\.js imports at run time$/],
    ['imports itself', "import './bad.js';", /^bad\.js imports itself by way of others$/],
  ])('is unfit where it %s', async (_, text, why) => {
    file('bad.js', text);

    expect(await linked('./bad.js')).toEqual({ unfit: expect.stringMatching(why) });
  });

  it('is unfit in TypeScript', async () => {
    file('typed.ts', 'export default [] as string[];');

    expect(await linked('./typed.ts')).toEqual({ unfit: 'typed.ts is not a module of plain JavaScript' });
  });
});
