import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMAND_MODULES } from '../../src/cli/commands.js';
import { sentencesOf, wordsIn } from '../support/prose.js';

const MOST_WORDS = 40;

/** All commands with their options, as the help has them. */
const program = new Command();
for (const { load } of COMMAND_MODULES) (await load())(program, () => {});

describe('the help', () => {
  it.each(program.commands.map((command) => [command.name(), command] as const))(
    `of %s has sentences of at most ${MOST_WORDS} words`,
    (_, command) => {
      const texts = [command, ...command.options, ...command.registeredArguments].map((of) =>
        typeof of.description === 'function' ? of.description() : of.description,
      );

      expect(command.description()).not.toBe('');
      expect(texts.flatMap(sentencesOf).filter((sentence) => wordsIn(sentence) > MOST_WORDS)).toEqual([]);
    },
  );

  it('has every command', () => {
    const named = COMMAND_MODULES.flatMap(({ summaries }) => summaries.map(({ name }) => name));

    expect(program.commands.map((command) => command.name())).toEqual(named);
  });
});
