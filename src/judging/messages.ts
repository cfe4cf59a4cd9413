// What the thread that reads and the one that judges say to each other.
import type { GivenClocks } from "../calls/clock.js";
import type { Batch } from "./batch.js";
import type { AllJudged, DeskSetup } from "./desk.js";
import type { MovedRows } from "./kept-rows.js";

/** Numbers that both threads see: how many batches were judged so far, by which the reading one waits, */
export const JUDGED_COUNT = 0;
/** 1 once the judging one is there, */
export const HAS_COME = 1;
/** and 1 once it judges nothing more. */
export const HAS_GONE = 2;
export const STATE_LENGTH = 3;

/** What the judging thread begins with. */
export interface ThreadSetup extends DeskSetup {
  readonly given: GivenClocks;
  readonly state: Int32Array;
}

/** To the judging thread: something to judge, or that nothing more will come. */
export type ToJudge = Batch | "finish";

/** From it. */
export type FromJudge =
  | { readonly what: "lines"; readonly lines: string }
  /** Not all can be kept: why. */
  | { readonly what: "failure"; readonly reason: Pick<NodeJS.ErrnoException, "code" | "message"> }
  | { readonly what: "finished"; readonly judged: Omit<AllJudged, "rows">; readonly rows: MovedRows };
