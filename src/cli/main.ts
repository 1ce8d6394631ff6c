#!/usr/bin/env node
/** The claimcheck command. */

import { runCommandLine } from './command-line.js';
import { guardStreams } from './streams.js';

const streams = guardStreams();
const code = await runCommandLine(process.argv.slice(2));
process.exitCode = streams.failed || code;
