/** What the thread of a trace does. */

import { parentPort, workerData } from 'node:worker_threads';
import { dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { network } from '../model/network.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { sight } from './sightings.js';
import type { ModelParts, Told, TracedRun } from './until-stopped.js';

function modelOf(parts: ModelParts): Model {
  if ('outputWeights' in parts) return network(parts.outputWeights);
  return parts.slope === 0 ? relu : parts.slope === 1 ? linear : leakyRelu(parts.slope);
}

const { data, model, start, descent } = workerData as TracedRun;
const tell = (told: Told): void => parentPort?.postMessage(told);
tell({ seen: sight(dataset(data), modelOf(model), start, descent, (sighting) => tell({ sighting })) });
