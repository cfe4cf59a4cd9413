// What a run keeps is small and what it throws away is much: its heap may grow by half, not fourfold, before it is swept, and the
// young part of it stays as small as V8 begins it. A tool that runs on the PBX must not take what the PBX needs.
import { setFlagsFromString } from "node:v8";

/** Keeps the heap small. */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** What is up for days pays for its room longer than for its speed: the heap is swept once it has grown by a seventh. */
export function keepHeapSmallest(): void {
  setFlagsFromString("--heap-growing-percent=15");
}
