/** claimcheck schema: the JSON Schema of what a command writes, or of a case file. */

import { Argument, type Command } from 'commander';
import { jsonSchema, type SchemaName, schemas } from '../report/schema.js';

/** Adds the command to the program. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of what a command writes, or of a case file')
    .addArgument(new Argument('<NAME>', 'which').choices(Object.keys(schemas)))
    .action((name: SchemaName) => {
      process.stdout.write(`${JSON.stringify(jsonSchema(name), null, 2)}\n`);
    });
}
