// What was told of calls that are still being read of, so that each finding is told once and a verdict that changes is told as
// a correction. A verdict must stand for a moment before it is told, for the other log may be about to say more.

import type { Call } from "../calls/call.js";
import { MAX_OPEN_HALVES } from "../calls/limits.js";
import type { TimedEvent } from "../calls/timed-event.js";
import { BoundedMap } from "../io/bounded-map.js";
import type { News, Said } from "../report/news.js";
import type { CallRow, Finding } from "../report/schema.js";

/**
 * How long a verdict stands before it is told. Two files that are looked at ten times a second are both read past the deciding
 * line by then; it leaves room for the rest of the second within which a finding is to be out.
 */
const STANDS_MS = 400;

/** Calls that are remembered: a finding of a call that was forgotten meanwhile may be told twice. */
const MAX_OPEN = 4 * MAX_OPEN_HALVES;

interface Telling {
  readonly said: Said | null;
  readonly next: Said | null;
  readonly sinceMs: number;
}

/** Follows what was told of each call, by the line that its verdict rested on: ids come and go as a call is put together. */
export class Told {
  /** By the place of a call's first line. */
  readonly #open = new BoundedMap<string, Telling>(MAX_OPEN);

  /** Calls of which something was told, or waits to be. */
  get openCount(): number {
    return this.#open.size;
  }

  /** True where some verdict waits to be told. */
  get isWaiting(): boolean {
    for (const { said, next } of this.#open.values()) if (said?.code !== next?.code) return true;
    return false;
  }

  /** True where something was told of the call, or waits to be. */
  isOpen(call: Call): boolean {
    return this.#open.has(this.#keyOf(call));
  }

  /** Takes the verdict on a call as it is now, null where nothing is wrong with it; returns what is to be told of it. */
  weigh(call: Call, row: CallRow | null, nowMs: number): News | null {
    const key = this.#keyOf(call);
    const finding = row && definite(row);
    const next = finding && { code: finding.code, name: finding.name };
    const before = this.#open.get(key);
    const said = before?.said ?? null;
    if (said === null && next === null) {
      this.#open.delete(key);
      return null;
    }
    const sinceMs = before && before.next?.code === next?.code ? before.sinceMs : nowMs;
    // a fault that has gone is put right by the last word on the call
    const isDue = row !== null && said?.code !== next?.code && nowMs - sinceMs >= STANDS_MS;
    this.#open.set(key, { said: isDue ? next : said, next, sinceMs });
    return isDue ? { call: row, finding, supersedes: said, isFinal: false } : null;
  }

  /** Takes the last word on a call; returns what is left to tell. */
  close(call: Call, row: CallRow): News[] {
    const said = this.#open.get(this.#keyOf(call))?.said ?? null;
    // of each half, where both were told of before they were joined
    for (const timed of call.events) this.#open.delete(placeOf(timed));
    const cause = definite(row);
    const changed = said !== null && said.code !== cause?.code;
    const news = row.findings
      .filter((finding) => said === null || finding.code !== said.code || finding !== cause)
      .map(
        (finding): News => ({
          call: row,
          finding,
          supersedes: changed && finding === cause ? said : null,
          isFinal: true,
        }),
      );
    return changed && cause === null ? [{ call: row, finding: null, supersedes: said, isFinal: true }, ...news] : news;
  }

  #keyOf(call: Call): string {
    const [first] = call.events;
    // halves that are joined later have each a first line of their own
    const open = call.events.find((timed) => this.#open.has(placeOf(timed)));
    return first === undefined ? "" : placeOf(open ?? first);
  }
}

/** Where an event stands. */
function placeOf({ event }: TimedEvent): string {
  return `${event.sourceIndex}:${event.line}`;
}

/** The finding that names the cause, where one is confirmed or likely. */
function definite({ diagnosis, findings }: CallRow): Finding | null {
  if (diagnosis.confidence === "possible" || diagnosis.cause === "none") return null;
  return findings.find(({ name }) => name === diagnosis.cause) ?? null;
}
