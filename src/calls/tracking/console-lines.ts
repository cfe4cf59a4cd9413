// What a console leaves out. It prints warnings with time and C- id, and the VERBOSE lines of the same call without either
// (main/asterisk.c:set_header). So a line with a C- id may name no channel, and the line with the channel no C- id. Their order
// ties them, where one call only is possible.

import type { CallEvent, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { LINGER_MS } from "../limits.js";
import { type OpenHalves, type Owner, onlyOne } from "./open-halves.js";

/** What a channel's thread prints right after a message that names no channel. */
const NEXT_OF: Partial<Record<EventType, EventType>> = {
  "moh-class-missing": "moh-started",
  "audiosocket-failed": "spawn-exited",
  "rtp-socket-error": "bridge-left",
  "dialplan-app-failed": "spawn-exited",
};

/** The line that names them comes next, so never more threads than this are between two lines. */
const MAX_UNNAMED = 64;

/** The line that names the channel is written at once. */
const NAMED_WITHIN_MS = 1_000;

/** What {@link ConsoleLines} remembers. */
export type ConsoleMemory = ConsoleLines["memory"];

/** Ties the lines of a console that name only half of what a line of a file names. */
export class ConsoleLines {
  readonly #open: OpenHalves;
  /** Halves of a C- id whose channel is not known yet. */
  readonly #unnamed = new Set<HalfCall>();
  /** True if dialplan steps come without time or C- id. */
  #isConsole = false;

  /** @param open The calls that are up. */
  constructor(open: OpenHalves) {
    this.#open = open;
  }

  /** Notes whether this is a console. */
  note(event: CallEvent): void {
    if (event.type === "dialplan") this.#isConsole = event.wallMs === null && event.logCallId === null;
  }

  /**
   * Takes an event of a half. Ties a C- id that has no name yet to the name that must come next without a C- id, provided only
   * one waits for it.
   * @returns the half of that C- id. Null if there is none.
   */
  unnamedPartOf(half: HalfCall, event: CallEvent): HalfCall | null {
    if (event.channelName === null && NEXT_OF[event.type] && half.channelNames.length === 0) this.#unnamed.add(half);
    for (const first of this.#unnamed) if (this.#unnamed.size > MAX_UNNAMED) this.#unnamed.delete(first);
    if (event.channelName === null || event.thread !== null || this.#unnamed.size === 0) return null;
    const due = [...this.#unnamed].filter(({ events, channelNames }) => {
      const last = events.at(-1)?.event;
      return channelNames.length === 0 && last !== undefined && NEXT_OF[last.type] === event.type;
    });
    for (const waiting of due) this.#unnamed.delete(waiting);
    const [only] = due;
    return only &&
      due.length === 1 &&
      only !== half &&
      half.firstWallMs <= only.firstWallMs &&
      half.lastWallMs - only.lastWallMs <= NAMED_WITHIN_MS
      ? only
      : null;
  }

  /** The call that a warning stands among, if it names no channel. Null if several are up, or one whose channel is not known. */
  callAmongSteps({ wallMs, channelName }: CallEvent): HalfCall | null {
    if (!this.#isConsole || wallMs === null || channelName !== null) return null;
    let only: HalfCall | null = null;
    for (const half of this.#open) {
      if (half.ended) continue;
      if (only !== null || half.channelNames.length === 0) return null;
      only = half;
    }
    return only;
  }

  /** The call without a C- id that is around a line with one, if there is only one. */
  callAround({ logCallId, wallMs }: CallEvent): Owner | null {
    if (logCallId === null) return null;
    const half = onlyOne(
      this.#open,
      ({ logCallIds, firstWallMs, lastWallMs }) =>
        logCallIds.length === 0 && (wallMs === null || (firstWallMs <= wallMs && wallMs <= lastWallMs + LINGER_MS)),
    );
    return half && { half, inferredFrom: "the only call up; a console names no C- id in its other lines" };
  }

  /** Forgets a half that is dropped. */
  forget(half: HalfCall): void {
    this.#unnamed.delete(half);
  }

  /** Forgets all halves that are put away. */
  forgetClosed(): void {
    for (const half of this.#unnamed) if (!this.#open.has(half)) this.#unnamed.delete(half);
  }

  clear(): void {
    this.#unnamed.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { unnamed: [...this.#unnamed], isConsole: this.#isConsole };
  }

  /** Restores the state that an earlier run left. */
  recall({ unnamed, isConsole }: ConsoleMemory): void {
    for (const half of unnamed) this.#unnamed.add(half);
    this.#isConsole = isConsole;
  }
}
