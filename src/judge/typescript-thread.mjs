/** What a worker thread imports first where the tool runs from its source: on Node 20 `--import tsx` leaves `import()` in a thread as it is. */
import { register } from 'tsx/esm/api';

register();
