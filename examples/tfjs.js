// All optimizers of TensorFlow.js: npx claimcheck guard examples/tfjs.js
import * as tf from '@tensorflow/tfjs';
import { tfjsOptimizers } from 'claimcheck/tfjs';

await tf.setBackend('cpu');
tf.enableProdMode(); // no banner

export default tfjsOptimizers(tf);
