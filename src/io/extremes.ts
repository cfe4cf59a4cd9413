// The largest and the smallest of lists that a log decides the length of: `Math.max(...list)` passes each number as an
// argument, and a hundred thousand of them overflow the stack.

/** The largest number, or `least` if none is larger. */
export function largest(numbers: Iterable<number>, least: number): number {
  let found = least;
  for (const number of numbers) if (number > found) found = number;
  return found;
}

/** The smallest number, or `most` if none is smaller. */
export function smallest(numbers: Iterable<number>, most: number): number {
  let found = most;
  for (const number of numbers) if (number < found) found = number;
  return found;
}
