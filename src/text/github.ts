/** What GitHub Actions reads from a step: workflow commands on its output, and Markdown in its summary. */

import { printableLines } from './printable.js';

/** Text as a workflow command holds it; what others wrote cannot begin a command of its own. */
function escaped(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** A property of a workflow command. */
function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** An annotation, on one line. */
export function annotation(level: 'error' | 'warning', title: string, text: string): string {
  return `::${level} title=${property(title)}::${escaped(text)}`;
}

/** Text within a cell of a Markdown table. */
function cell(text: string): string {
  return printableLines(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** A table in Markdown, one line a row; the columns whose names end in `:` are of numbers. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [
    `| ${columns.map((name) => name.replace(/:$/, '')).join(' | ')} |`,
    `| ${columns.map((name) => (name.endsWith(':') ? '--:' : '---')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ];
}
