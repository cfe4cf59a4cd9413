// What a run keeps is small and what it throws away is much: its heap may grow by half, not fourfold, before it is swept, and the
// young part of it to 4 MB, not to 32. Measured over 100 MB of logs full of calls (npm run bench): 127 MB resident, and 144 with
// a second thread, instead of 213, for a tenth more time. A tool that runs on the PBX must not take what the PBX needs.
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Both halves of the young part; with less of it, what lives for a moment is taken for what lives for long, and kept. */
const YOUNG_BYTES = 4_000_000;
const LOOK_EVERY_MS = 20;

/** Young part of a thread's heap; the rest is as large as it gets. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 6 };

/** Keeps the heap small; its young part as small as it is. */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
  doubleYoung(false);
}

/** What is up for days pays for its room longer than for its speed: the heap is swept once it has grown by a seventh. */
export function keepHeapSmallest(): void {
  setFlagsFromString("--heap-growing-percent=15");
}

/** Lets the young part grow to its size while the process runs. A thread that starts lets it grow on: so it is looked at for as long. */
export function letYoungGrow(): void {
  setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
    doubleYoung((young?.space_size ?? YOUNG_BYTES) < YOUNG_BYTES);
  }, LOOK_EVERY_MS).unref();
}

/** V8 doubles it, where much of it stays, unless the factor is 1. */
function doubleYoung(may: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`);
}
