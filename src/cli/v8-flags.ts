// How V8 is to run. A tool that runs on the PBX must not take what the PBX needs, neither memory nor the other processors.
import { setFlagsFromString } from "node:v8";

/**
 * A run keeps little and throws away much. Its heap may grow by three fifths, not fourfold, before it is collected, and its young
 * generation stays at 4 MB. V8 optimises only code that has run half as long again as by default, and inlines a third of what it
 * would: much of a run's code is not worth the slower compiler. The young generation is collected thousands of times, and waking
 * other threads for each costs more than they help.
 */
export function setV8Flags(): void {
  setFlagsFromString("--heap-growing-percent=60");
  setFlagsFromString("--min-semi-space-size=4");
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--interrupt-budget=100000");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=300");
  setFlagsFromString("--no-parallel-scavenge");
}

/**
 * A process that is up for days pays for its memory longer than for its speed: the heap is collected once it has grown by a
 * seventh.
 */
export function keepHeapSmallest(): void {
  setFlagsFromString("--heap-growing-percent=15");
}
