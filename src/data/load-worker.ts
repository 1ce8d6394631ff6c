/** {@link parseData} in a thread, so that it can be given up. */

import { type Dataset, dataset } from './dataset.js';
import { InputError, type InputFault } from './input-error.js';
import { type LoadedData, type LoadOptions, parseData } from './load.js';

/** The content of a file, and how it is to be read. */
export interface LoadJob {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly options: LoadOptions;
}

/** The data, packed since lists of lists take long from thread to thread; or what is wrong with the file. */
export type LoadAnswer = { readonly loaded: Omit<LoadedData, 'data'> & { readonly packed: Dataset } } | { readonly fault: InputFault };

/** Answers in the thread that calls. */
export default function answer({ bytes, file, options }: LoadJob): LoadAnswer {
  try {
    const { data, ...about } = parseData(bytes, file, options);
    return { loaded: { ...about, packed: dataset(data) } };
  } catch (error) {
    if (error instanceof InputError) return { fault: error.fault };
    throw error;
  }
}
