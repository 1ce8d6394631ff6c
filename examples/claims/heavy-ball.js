/** An edition of one's own: three statements about the linear model with exponential loss, one of them false. */

import * as cc from 'claimcheck/claims';

/** Heavy ball with momentum 0.9: v <- 0.9 v + g, w <- w - eta v. */
const heavyBall = {
  name: 'heavy ball',
  algorithm: 'momentum',
  create({ dimension, stepSize }) {
    const velocity = new Float64Array(dimension);
    const step = (params, gradient) =>
      velocity.forEach((v, j) => {
        velocity[j] = 0.9 * v + gradient[j];
        params[j] -= stepSize * velocity[j];
      });
    return { step };
  },
};

/** A claim about each step of a run; `judge` gives the slack of a step and by how much rounding is enlarged. */
const claimOnSteps = (id, statement, slackInWords, optimizer, judge) =>
  cc.defineClaim({
    id,
    source: 'Notes on heavy ball',
    statement,
    slack: `${slackInWords}, smallest over the steps`,
    ...cc.onAnyData(cc.separable(), (source) =>
      cc.withStart(source).map(({ drawn, start }) => ({ data: drawn.data, start, steps: cc.constantSteps(1 / 64, 60) })),
    ),
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const [eta, B, slack] = [cc.eta(input), cc.radius(data), cc.slackRecord()];
      let curvature = 0;
      cc.eachStepOf(input, { data, model: parts.linear, optimizer }, (before, after) => {
        if (before.k === 0) curvature = eta * B ** 2 * before.loss;
        const [value, cancellation] = judge(before, after, eta * B * before.loss, B);
        slack.record(value, cc.gamma(8 * data.n * data.d) * (1 + cancellation), after.k);
      });
      const small = { ...cc.paper('small-step', 'eta B^2 L(w_0) <= 1/4'), slack: 1 / 4 - curvature };
      return cc.conclude([cc.isSeparable(data, parts), small], slack, { undecided: 'every step is lost in rounding' });
    },
  });

const FALL = '(L(w_k) - L(w_{k+1})) / L(w_k)';
const fall = (before, after, _, B) => [(before.loss - after.loss) / before.loss, cc.norm(before.w) * B];
const room = (before, after, most) => [1 - cc.distance(before.w, after.w) / most, cc.norm(before.w) / most];

export default cc.defineEdition({
  name: 'heavy-ball',
  title: 'Notes on heavy ball',
  claims: [
    claimOnSteps('notes/gd', 'Gradient descent never raises the loss.', FALL, cc.gradientDescent, fall),
    claimOnSteps('notes/heavy-ball', 'Heavy ball never raises the loss.', FALL, heavyBall, fall),
    claimOnSteps('notes/step', 'A step moves w by at most eta B L(w_k).', '1 - |step| / (eta B L)', cc.gradientDescent, room),
  ],
});
