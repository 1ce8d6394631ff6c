/** Which steps and which values of ln t a trajectory is reported at. */

/** 1, 2, 5, 10, 20, 50, ... up to `last`, and `last` itself; step 0 first. */
export function logSpacedSteps(last: number): number[] {
  const steps = [0];
  for (let decade = 1; decade <= last; decade *= 10)
    for (const factor of [1, 2, 5]) if (factor * decade < last) steps.push(factor * decade);
  if (last > 0) steps.push(last);
  return steps;
}
