/** Judging a subject in another process by few messages, where its course can be foreseen. */

import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { Subject, SubjectOptions, SubjectState } from './check.js';
import { SubjectFailure } from './subject-failure.js';

/** What a reference instance was given, and what it made of it. */
interface Course {
  readonly options: SubjectOptions;
  start: Float64Array;
  readonly gradients: Float64Array[];
  readonly after: Float64Array[];
}

/** Parameters after each step of a course, as the subject took it in one go. */
type Taken = readonly Float64Array[];

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let j = 0; j < a.length; j++) if (!Object.is(a[j], b[j])) return false;
  return true;
}

/** The reference, with the course of each of its instances kept. */
function recording(reference: OptimizerUnderTest, courses: Course[]): OptimizerUnderTest {
  return {
    ...reference,
    create(options) {
      const state = reference.create(options);
      const course: Course = { options, start: new Float64Array(0), gradients: [], after: [] };
      courses.push(course);
      return {
        step(params, gradient) {
          if (course.after.length === 0) course.start = params.slice();
          course.gradients.push(gradient.slice());
          const pending = state.step(params, gradient);
          course.after.push(params.slice());
          return pending;
        },
      };
    },
  };
}

/** Whether the subject took a course as the reference did, to the bit. */
function agrees({ gradients, after }: Course, taken: Taken): boolean {
  return taken.length === gradients.length && after.every((params, k) => same(params, taken[k] ?? []));
}

/** Lets the subject take a course; undefined where it cannot in one go, or fails. */
function take(subject: Subject, { options, start, gradients }: Course): Taken | undefined {
  try {
    return subject.create(options).run?.(start, gradients);
  } catch (error) {
    // The failure may lie beyond what the subject will be asked for.
    if (error instanceof SubjectFailure) return undefined;
    throw error;
  }
}

/**
 * What judging the subject comes to. Judging depends on an optimizer by its steps alone. So the reference is judged first,
 * and the subject takes the course of the reference in one go: if it makes the same of it to the bit, the outcome is its own.
 * Otherwise it is judged itself, with the steps that are known already.
 *
 * @param judge - deterministic, and free of effects
 */
export function judgedTogether<T>(subject: Subject, reference: OptimizerUnderTest, judge: (optimizer: OptimizerUnderTest) => T): T {
  if (!subject.apart) return judge(subject);
  const courses: Course[] = [];
  const foreseen = judge(recording(reference, courses));
  const taken = courses.map((course) => take(subject, course));
  if (courses.every((course, i) => agrees(course, taken[i] ?? []))) return foreseen;
  let instances = 0;
  return judge({
    ...subject,
    create(options) {
      const i = instances++;
      const [course, known] = [courses[i], taken[i]];
      return course === undefined || known === undefined ? subject.create(options) : following(subject, options, course, known);
    },
  });
}

/** An instance that follows a course as long as it is asked for its steps, and goes on from there step by step. */
function following(subject: Subject, options: SubjectOptions, { start, gradients }: Course, after: Taken): SubjectState {
  let own: SubjectState | undefined;
  let k = 0;
  /** An instance that has taken the first k steps. */
  const brought = (): SubjectState => {
    const state = subject.create(options);
    if (k > 0) state.run?.(start, gradients.slice(0, k));
    return state;
  };
  return {
    step(params, gradient) {
      const known = after[k];
      const before = k === 0 ? start : (after[k - 1] ?? start);
      if (own === undefined && known !== undefined && same(params, before) && same(gradient, gradients[k] ?? [])) {
        params.set(known);
        k++;
        return;
      }
      own ??= brought();
      own.step(params, gradient);
    },
  };
}
