// Do two files tell of the same events? Two hosts never print the same line: stamp, thread and message would have to agree.
import { largest } from "../io/extremes.js";
import type { Survey } from "./survey.js";

/** A single equal line may be chance: a console that connects, in the same second, on two hosts. */
const ENOUGH = 2;

/** True if lines from the head of one file are also in the other, which begins no later. */
export async function sharesLines(earlier: Survey, { head }: Survey): Promise<boolean> {
  const wanted = new Set(head.map((line) => Buffer.from(line, "utf8")));
  const enough = Math.min(ENOUGH, wanted.size);
  const longest = largest(
    [...wanted].map(({ length }) => length),
    0,
  );
  let found = 0;
  let before = Buffer.alloc(0);
  try {
    for await (const chunk of earlier.source.open()) {
      const bytes = Buffer.concat([before, chunk]);
      for (const line of wanted) {
        if (!bytes.includes(line)) continue;
        wanted.delete(line);
        found += 1;
      }
      if (found >= enough) return found > 0;
      before = bytes.subarray(-longest);
    }
  } catch {
    return false; // reading it later says what is wrong with it
  }
  return false;
}
