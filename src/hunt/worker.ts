/** What a worker thread does for `hunt`. */

import { inThread } from '../judge/workers.js';
import { burst } from './search/burst.js';

export default inThread(burst);
