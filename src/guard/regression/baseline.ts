/** Recorded trajectories by subject. */

import type { SubjectEntry } from '../result.js';
import type { Recorded, RecordedProblem } from './record.js';

/** Recorded problems by subject name. */
export type Baseline = Map<string, SubjectEntry & { readonly problems: readonly RecordedProblem[] }>;

/** Puts a subject's trajectories into a baseline, in place of older ones. */
export function keepTrajectories(baseline: Baseline, subject: SubjectEntry, { problems }: Recorded): void {
  baseline.set(subject.name, {
    ...subject,
    problems: problems.map(({ id, points, stepsToLoss }) => ({ id, points, stepsToLoss })),
  });
}
