/**
 * What a check of relations or claims comes after: where the update law is broken, these would only say so again in other
 * words. Without a published rule there is no update law, and they stand alone.
 */
export const AFTER_LAW: readonly string[] = [
  'protocol/finite',
  'protocol/determinism',
  'law/rule',
  'law/scale',
  'law/schedule',
  'law/dimension',
  'law/long',
];
