/** A false claim with a certificate: across labels of separable data, x_i.x_j <= 0. */

import * as cc from 'claimcheck/claims';

/** The first two samples of unlike labels for which a condition holds. */
const unlikePair = ({ n, y }, condition) => {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (y[i] !== y[j] && condition(i, j)) return [i, j];
  return undefined;
};

/** Proof that a case violates the claim, on integers: two samples of unlike labels with a positive inner product. */
const prove = (at) => {
  const { arithmetic, data, gram } = at;
  const pair = unlikePair(data, (i, j) => gram[i][j].low > 0n);
  cc.mustHold(pair !== undefined, 'no inner product across labels is shown to be positive');
  const [i, j] = pair;
  return {
    hypotheses: [cc.separatorOf(at).hypothesis],
    step: 0,
    slack: arithmetic.bounds(arithmetic.negate(gram[i][j])),
    argument: [`x${j + 1}.x${i + 1} >= ${arithmetic.bounds(gram[i][j]).low} > 0, and their labels differ.`],
  };
};

export default [
  cc.defineClaim({
    id: 'notes/obtuse',
    source: 'Notes on inner products',
    statement: 'In linearly separable data x_i.x_j <= 0 for samples of unlike labels.',
    slack: '-1 where some inner product across labels is positive, else 1',
    kind: 'exact',
    cases: cc.separable().map(({ data, separator }) => ({ data, start: separator, steps: { kind: 'none' } })),
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const acute = unlikePair(data, (i, j) => cc.signOfDot(cc.sample(data, i), cc.sample(data, j)) > 0) !== undefined;
      return {
        hypotheses: [cc.isSeparable(data, parts)],
        conclusion: { slack: acute ? -1 : 1, rounding: 0, step: 0 },
        labels: [['pair', acute ? 'acute' : 'obtuse']],
      };
    },
    certify: cc.certifier(prove),
  }),
];
