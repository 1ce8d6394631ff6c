/** Whether a value is a text that is not empty. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
