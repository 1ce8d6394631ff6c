/** {@link separability} in a thread, so that it can be given up. */

import { dataset, type LabelledData } from '../data/dataset.js';
import { type Separability, separability } from './separability.js';

export default (data: LabelledData): Separability => separability(dataset(data));
