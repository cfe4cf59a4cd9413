// How V8 is to run. A tool that runs on the PBX must not take what the PBX needs, neither memory nor the other processors.
import { setFlagsFromString } from "node:v8";

/** A flag, and the first and last major version of V8 that is known to have it. */
interface Flag {
  readonly flag: string;
  readonly from: number;
  readonly to: number;
}

/** Node 20 has V8 11, Node 22 has 12, Node 24 has 13, Node 26 has 14. */
const ALL = { from: 11, to: 14 };

/**
 * A run keeps little and throws away much. Its heap may grow by three fifths, not fourfold, before it is collected, and its young generation
 * stays as small as it begins. V8 optimises only code that has run half as long again as by default, and inlines a third of what it
 * would: much of a run's code is not worth the slower compiler. The young generation is collected thousands of times, and waking
 * other threads for each costs more than they help.
 */
const OF_A_RUN: readonly Flag[] = [
  { flag: "--heap-growing-percent=60", ...ALL },
  { flag: "--semi-space-growth-factor=1", ...ALL },
  { flag: "--interrupt-budget=100000", from: 11, to: 11 },
  { flag: "--max-inlined-bytecode-size-cumulative=300", ...ALL },
  { flag: "--no-parallel-scavenge", ...ALL },
];

/**
 * A process that is up for days pays for its memory longer than for its speed: the heap is collected once it has grown by a
 * seventh.
 */
const OF_FOLLOWING: readonly Flag[] = [{ flag: "--heap-growing-percent=15", ...ALL }];

/** Sets the flags of any run. */
export function setV8Flags(): void {
  setKnown(OF_A_RUN);
}

/** Sets those of a run that does not end. */
export function keepHeapSmallest(): void {
  setKnown(OF_FOLLOWING);
}

/** V8 prints an error on standard error for a flag that it does not have. A run is right without any of them. */
function setKnown(flags: readonly Flag[]): void {
  const major = Number.parseInt(process.versions.v8, 10);
  for (const { flag, from, to } of flags) if (major >= from && major <= to) setFlagsFromString(flag);
}
