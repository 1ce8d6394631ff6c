/** What a worker thread does for `verify`. */

import { inThread } from '../judge/workers.js';
import { done } from './chunk.js';

export default inThread(done);
