import { describe, expect, it } from 'vitest';
import { builtHere } from '../support/cli.js';
import { CHECKS, file, guarded, optimizer, outcomes } from '../support/guard.js';

const GOOD = file('against-good.mjs', `export default ${optimizer('good', 'descend(p, g);')};`);
const LIST = file(
  'against-list.mjs',
  `import a from ${JSON.stringify(GOOD)}; export default [a, { ...a, name: 'b' }, { ...a, name: 'c' }];`,
);

const againstOf = async (subject: string, other: string) => {
  const { code, reports } = await guarded(subject, '--against', other);
  return { code, said: outcomes([...reports.values()][0])['regression/against'] };
};

describe('guard A --against B', () => {
  const scheduled = (name: string, step: string): string =>
    file(
      `${name}.mjs`,
      `export default { name: '${name}', algorithm: 'sgd', create({ stepSize }) { let k = 0;
        return { step(p, g) { const eta = typeof stepSize === 'function' ? stepSize(k) : stepSize; k++; ${step} } }; } };`,
    );
  const left = scheduled('left', 'for (let j = 0; j < p.length; j++) p[j] -= eta * g[j];');
  const right = scheduled('right', 'for (let j = 0; j < p.length; j++) p[j] = p[j] + -g[j] * eta;');
  const late = scheduled('late', 'for (let j = 0; j < p.length; j++) p[j] -= eta * g[j] * (k > 30 ? 1 + 1e-9 : 1);');

  it('passes where both take the same steps up to rounding', async () => {
    expect((await againstOf(left, right)).said).toContain('pass: 7 runs agree to rounding');
  });

  it('is broken where one differs, however late, with the steps that show it', async () => {
    const { said } = await againstOf(late, left);

    expect(said).toMatch(/^broken: differs from the other optimizer: after step \d+ coordinate \d is/);
  });

  it('refuses a list that is neither one nor as many', async () => {
    const { code, stderr } = await builtHere('guard', left, '--checks', CHECKS, '--against', LIST);

    expect(code).toBe(3);
    expect(stderr).toContain('holds 3 optimizers, where one is needed or as many as are judged (1)');
  });
});

describe('--require-checks', () => {
  it('exits 2 where fewer apply, and says how many', async () => {
    const { code, stderr } = await builtHere('guard', GOOD, '--checks', CHECKS, '--require-checks', '4');

    expect(code).toBe(2);
    expect(stderr).toContain('good: 3 checks apply, where --require-checks asks for 4');
    expect((await builtHere('guard', GOOD, '--checks', CHECKS, '--require-checks', '3')).code).toBe(0);
  });
});
