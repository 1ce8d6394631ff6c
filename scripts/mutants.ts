/** Small faults that can be planted in TypeScript sources as the formatter writes them. */

/** One fault: a stretch of the source and what stands there instead. */
export interface Mutant {
  readonly offset: number;
  readonly from: string;
  readonly to: string;
}

/** What is looked for, with what it becomes; a pattern's first group is what is replaced. */
const RULES: readonly (readonly [pattern: RegExp, to: string | ((from: string) => string)])[] = [
  [/ (===) /g, '!=='],
  [/ (!==) /g, '==='],
  [/ (<=) /g, '<'],
  [/ (>=) /g, '>'],
  [/ (<) /g, '<='],
  [/ (>) /g, '>='],
  [/ (&&) /g, '||'],
  [/ (\|\|) /g, '&&'],
  [/ (\+) /g, '-'],
  [/ (-) /g, '+'],
  [/ (\*) /g, '/'],
  [/\.(every)\(/g, 'some'],
  [/\.(some)\(/g, 'every'],
  [/\.(low)\b/g, 'high'],
  [/\.(high)\b/g, 'low'],
  [/(?<![\w.])(least)\(/g, 'greatest'],
  [/(?<![\w.])(greatest)\(/g, 'least'],
  [/(?<![\w.])(leastOf)\(/g, 'greatestOf'],
  [/(?<![\w.])(greatestOf)\(/g, 'leastOf'],
  [/Math\.(min)\(/g, 'max'],
  [/Math\.(max)\(/g, 'min'],
  [/(?<=[(\s[])(\d+n)(?=[\s,;)\]])/g, (from) => `${BigInt(from.slice(0, -1)) + 1n}n`],
  [/ [<>=+*/-]+ (\d+(?:\.\d+)?)(?=[\s,;)\]])/g, (from) => String(Number(from) + 1)],
  [/(?<=[(\s])(!)(?=[\w(])/g, ''],
  [/(?<=[(,\s=:?])(-)(?=[\w(])/g, ''],
  [/(?<=\breturn )(true)\b/g, 'false'],
  [/(?<=\breturn )(false)\b/g, 'true'],
];

/** Lines on which nothing runs. */
const IDLE = /^(import |export type |type |\s*readonly |\s*\w+\??: [\w<>[\] |]+;$)/;

/** The faults of a source, by where they are; comments and texts have none. */
export function mutantsOf(source: string): readonly Mutant[] {
  const code = withoutTexts(source)
    .split('\n')
    .map((line) => (IDLE.test(line) ? ' '.repeat(line.length) : line))
    .join('\n');
  const found = RULES.flatMap(([pattern, to]) =>
    [...code.matchAll(pattern)].flatMap((match): Mutant[] => {
      const from = match[1] ?? '';
      const offset = match.index + match[0].indexOf(from);
      return [{ offset, from, to: typeof to === 'string' ? to : to(from) }];
    }),
  );
  return found.sort((a, b) => a.offset - b.offset);
}

/** The source with a fault in it. */
export function planted(source: string, { offset, from, to }: Mutant): string {
  return source.slice(0, offset) + to + source.slice(offset + from.length);
}

/** Comments, strings and templates blanked, at the same length. */
function withoutTexts(source: string): string {
  const texts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  return source.replace(texts, (text) => text.replace(/[^\n]/g, ' '));
}
