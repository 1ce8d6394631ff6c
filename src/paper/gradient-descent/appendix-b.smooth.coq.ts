/** The refutation of smoothness for all w for Coq: a lemma of the library has it of all data. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { writtenData } from '../../certify/coq/written-data.js';

/** Along a negative sample the gradient grows faster than any multiple of |w|. */
export const growsBeyondAnyForCoq = coqWriter((at) => ({
  lemmas: writtenData(at),
  tactics: [`intro claim. exact (never_smooth ${at.data.d}%nat data is_data (claim ${at.data.d}%nat data is_data)).`],
}));
