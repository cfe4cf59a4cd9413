// Where calls are judged. Rules are loaded only by the thread that judges.
import type { GivenClocks } from "../calls/clock.js";
import type { LogClocks } from "../calls/log-clocks.js";
import type { CallRow } from "../report/schema.js";
import type { DeskSetup, Judging, Print } from "./desk.js";
import type { ReadSoFar } from "./read-so-far.js";

/** What the user, or another part of the run, says of where. */
export interface Where {
  /** True where calls may be judged on a thread of their own while the logs are read. */
  readonly onTwoThreads?: boolean;
  /** Told of each call that is kept, as soon as it is judged. Judging then stays on this thread. */
  readonly learn?: (call: CallRow) => void;
  /** Told of findings, where they are wanted as lines, as soon as they stand. */
  readonly print?: Print;
}

/** Opens the judging, here or on a thread of its own. */
export async function openJudging(
  { onTwoThreads, learn, print = async () => undefined }: Where,
  setup: DeskSetup,
  clocks: LogClocks,
  given: GivenClocks,
  read: () => ReadSoFar,
): Promise<Judging> {
  if (onTwoThreads && !learn) {
    const { JudgingThread } = await import("./thread.js");
    return new JudgingThread(setup, clocks, given, read, print);
  }
  const { Desk } = await import("./desk.js");
  return new Desk(setup, clocks, read, print, learn);
}
