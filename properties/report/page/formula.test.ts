import { describe, expect, it } from 'vitest';
import { claims } from '../../../src/paper/edition.js';
import { statementHtml, statementLatex } from '../../../src/report/page/formula.js';

describe('formulas of statements', () => {
  it.each([
    ['the loss: L(w_{k+1}) <= L(w_k) at every step', 'the loss: $L(w_{k+1}) \\le  L(w_k)$ at every step'],
    ['for every t w_t.x2 < 0, and so on', 'for every $t$ $w_t\\cdot x_{2} < 0$, and so on'],
    ['eta_k = (k+1)^(-alpha) for k = 0, 1, ...', '$\\eta _k = (k+1)^{-\\alpha }$ for $k = 0, 1, \\dots $'],
    ['argmin_{|w|=1} max_{i in I+} w.x_i', '$\\operatorname{arg\\,min} _{|w|=1} \\max _{i \\in  I_{+}} w\\cdot x_i$'],
    ['some w has a share of 50% of a max-margin direction', 'some $w$ has a share of 50\\% of a max-margin direction'],
    ['from L(w_16) to 2^-20 and 2^10', 'from $L(w_{16})$ to $2^{-20}$ and $2^{10}$'],
    ['|v^_t,j| <= b1^2 / beta2 in the l-infinity norm', '$|\\hat{v}_{t,j}| \\le  b_{1}^2 / \\beta _{2}$ in the $l_{\\infty}$ norm'],
    ['drawn from {1, ..., n} with replacement', 'drawn from $\\{1, \\dots , n\\}$ with replacement'],
  ])('are told from prose in "%s"', (statement, latex) => {
    expect(statementLatex(statement)).toBe(latex);
  });

  it('become MathML', () => {
    expect(statementHtml('where w_t.x > 0.')).toBe(
      'where <math><mrow><msub><mi>w</mi><mi>t</mi></msub><mo>⋅</mo><mi>x</mi><mo>&gt;</mo><mn>0</mn></mrow></math>.',
    );
  });

  it('leave markup of a statement as text', () => {
    expect(statementHtml('a <b>bold</b> word')).not.toContain('<b>');
  });

  it.each(['_', '^', 'w_', 'x^^2 = 1', 'sqrt( = 2', 'E[. = \\'])('stay as they are written where "%s" is no formula', (text) => {
    const html = statementHtml(`where ${text} is`);

    expect(html).toMatch(/^where .*is$/);
    expect(html).not.toContain('temml-error');
  });

  it('can be read in every statement of the paper', () => {
    const unreadable = claims.filter(({ statement }) => /<code>/.test(statementHtml(statement)));

    expect(unreadable.map(({ id }) => id)).toEqual([]);
  });

  it('leave no formula of the paper in plain text', () => {
    // Subscripts and powers are formulas wherever they stand.
    const left = claims.filter(({ statement }) => /[_^][\w{(+]/.test(statementHtml(statement).replace(/<math[\s\S]*?<\/math>/g, '')));

    expect(left.map(({ id }) => id)).toEqual([]);
  });
});
