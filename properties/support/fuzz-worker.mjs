/** Runs the built command in this thread, one command line after another, with what it prints thrown away but for its errors. */

import { parentPort } from 'node:worker_threads';
import { runCommandLine } from '../../dist/cli/command-line.js';

let said = '';
process.stdout.write = () => true;
process.stderr.write = (text) => {
  said += text;
  return true;
};

parentPort.on('message', async (args) => {
  said = '';
  const code = await runCommandLine(args);
  parentPort.postMessage({ code, said });
});
