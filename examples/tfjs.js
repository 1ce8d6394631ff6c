// All optimizers of TensorFlow.js: npx claimcheck guard examples/tfjs.js
import * as tf from '@tensorflow/tfjs';
import { tfjsOptimizers } from 'claimcheck/tfjs';

await tf.setBackend('cpu');

export default tfjsOptimizers(tf);
