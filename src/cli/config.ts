/** claimcheck.config.js: options that a project gives once, for every command that has them. */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';

/** The file that is looked for in the working directory. */
const CONFIG_FILE = 'claimcheck.config.js';

/** Adds the options to a command, and has the file give what the command line does not. */
export function addConfig(command: Command): void {
  command
    .option('--config <FILE>', `take from this file what no option says (default: ${CONFIG_FILE}, where there is one)`)
    .option('--no-config', `leave ${CONFIG_FILE} aside`)
    .hook('preAction', async (_, action) => {
      const { config } = action.opts<{ readonly config?: string | false }>();
      if (config === false || (config === undefined && !existsSync(CONFIG_FILE))) return;
      const { applyConfig } = await import('./applied-config.js');
      await applyConfig(action, config ?? CONFIG_FILE);
    });
}
