/** The linear model: the baseline that the paper builds on, and the results that it cites. */

import type { Claim } from '../../claim/claim.js';
import { descent } from './linear.descent.js';
import { linearDirection } from './linear.direction.js';
import { anyStepSize, smallStepSize } from './linear.global.js';
import { cyclicDirection } from './nacson.cyclic-direction.js';
import { cyclicSgd } from './nacson.cyclic-sgd.js';
import { normalizedGradientDescent } from './nacson.normalized-gd.js';
import { linearLandscape } from './section-3-1.linear-landscape.js';
import { errorConstant } from './soudry.constant.js';
import { lossRate } from './soudry.loss.js';
import { lossConstant } from './soudry.loss-constant.js';
import { residual } from './soudry.residual.js';

/** Claims about the linear model. */
export const linearModelClaims: readonly Claim[] = [
  descent,
  anyStepSize,
  smallStepSize,
  linearDirection,
  linearLandscape,
  lossRate,
  lossConstant,
  normalizedGradientDescent,
  cyclicSgd,
  cyclicDirection,
  residual,
  errorConstant,
];
