/** The cases of a run that took longest to judge: what a verify spends its time on. */

/** A case by its place, and how long it took. */
export interface TimedCase {
  /** Id of the claim. */
  readonly id: string;
  /** The data set that it is on, unless it was generated. */
  readonly data?: string;
  /** Its number among the cases of the claim on that data set, or among the generated ones, from 0. */
  readonly case: number;
  /** Time to judge it, with a second way to follow its run where one was asked for. */
  readonly seconds: number;
}

/** Cases that are told. */
const TOLD = 10;

/** The ten slowest, slowest first. */
export function slowest(cases: readonly TimedCase[]): TimedCase[] {
  return [...cases].sort((a, b) => b.seconds - a.seconds).slice(0, TOLD);
}
