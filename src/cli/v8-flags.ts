// How V8 is to run: a tool that runs on the PBX must not take what the PBX needs, neither memory nor the other processors.
import { setFlagsFromString } from "node:v8";

/**
 * What a run keeps is small and what it throws away is much: its heap may grow by half, not fourfold, before it is swept, and the
 * young part of it stays as small as V8 begins it. And a rule that runs some thousand times is not worth a compiler that takes
 * longer: V8 optimises what has run six times as long as it would ask for, and puts a third of the code into it that it would. That
 * was a third of a run's processor time. The young part is swept some thousand times: to wake other threads for each costs more
 * than they help.
 */
export function setV8Flags(): void {
  setFlagsFromString("--heap-growing-percent=50");
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--interrupt-budget=400000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=300");
  setFlagsFromString("--no-parallel-scavenge");
}

/** What is up for days pays for its room longer than for its speed: the heap is swept once it has grown by a seventh. */
export function keepHeapSmallest(): void {
  setFlagsFromString("--heap-growing-percent=15");
}
