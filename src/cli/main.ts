#!/usr/bin/env node
/** The claimcheck command. */

import { runCommandLine } from './command-line.js';

process.exitCode = await runCommandLine(process.argv.slice(2));
