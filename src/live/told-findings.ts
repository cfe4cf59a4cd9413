// Keeps track of what was reported about calls that are still being read, so that each finding is reported once and a changed
// verdict is reported as a correction. A verdict must stand for a moment first, since the other log may be about to say more.

import type { Call } from "../calls/call.js";
import { MAX_OPEN_HALVES } from "../calls/limits.js";
import type { TimedEvent } from "../calls/timed-event.js";
import { BoundedMap } from "../io/bounded-map.js";
import type { TitlesOf } from "../report/ndjson.js";
import type { News, Said } from "../report/news.js";
import type { CallRow, Finding } from "../report/schema.js";

/**
 * How long a verdict stands before it is reported. By then two files that are polled ten times a second have both been read past
 * the deciding line. It leaves room for the rest of the second within which a finding is to be out.
 */
const STANDS_MS = 400;

/** Calls that are remembered. A finding about a call that was forgotten meanwhile may be reported twice. */
const MAX_OPEN = 4 * MAX_OPEN_HALVES;

/** Lines of a call. */
type Lines = readonly Pick<TimedEvent, "event">[];

interface Telling {
  readonly said: Said | null;
  readonly next: Said | null;
  readonly sinceMs: number;
}

/** Tracks what was reported about each call, by the line behind its verdict: ids come and go while a call is assembled. */
export class ToldFindings {
  /** By the place of a call's first line. */
  readonly #open = new BoundedMap<string, Telling>(MAX_OPEN);
  readonly #titlesOf: TitlesOf;

  /** @param titlesOf What a finding of the rows that it is given recommends. */
  constructor(titlesOf: TitlesOf) {
    this.#titlesOf = titlesOf;
  }

  /** Calls with something reported, or waiting to be. */
  get openCount(): number {
    return this.#open.size;
  }

  /** True if some verdict waits to be reported. */
  get isWaiting(): boolean {
    for (const { said, next } of this.#open.values()) if (said?.code !== next?.code) return true;
    return false;
  }

  /** True if something about the call was reported, or waits to be. */
  isOpen(events: Lines): boolean {
    return this.#open.size > 0 && events.some((line) => this.#open.has(placeOf(line)));
  }

  /** Takes the present verdict on a call, null if nothing is wrong with it. Returns what to report about it. */
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
    // a fault that has gone is corrected by the final word on the call
    const isDue = row !== null && said?.code !== next?.code && nowMs - sinceMs >= STANDS_MS;
    this.#open.set(key, { said: isDue ? next : said, next, sinceMs });
    return isDue ? { ...this.#of(row, finding), supersedes: said, isFinal: false } : null;
  }

  /** Takes the final word on a call. Returns what is left to report. */
  close(call: Call, row: CallRow): News[] {
    const said = this.#open.get(this.#keyOf(call))?.said ?? null;
    // for each half, if both were reported before they were joined
    for (const timed of call.events) this.#open.delete(placeOf(timed));
    const cause = definite(row);
    const changed = said !== null && said.code !== cause?.code;
    const news = row.findings
      .filter((finding) => said === null || finding.code !== said.code || finding !== cause)
      .map(
        (finding): News => ({
          ...this.#of(row, finding),
          supersedes: changed && finding === cause ? said : null,
          isFinal: true,
        }),
      );
    return changed && cause === null ? [{ ...this.#of(row, null), supersedes: said, isFinal: true }, ...news] : news;
  }

  #of(call: CallRow, finding: Finding | null): Pick<News, "call" | "finding" | "titles"> {
    return { call, finding, titles: finding === null ? [] : this.#titlesOf(finding) };
  }

  #keyOf(call: Call): string {
    const [first] = call.events;
    // halves that are joined later each have a first line of their own
    const open = call.events.find((timed) => this.#open.has(placeOf(timed)));
    return first === undefined ? "" : placeOf(open ?? first);
  }
}

/** The place of an event. */
function placeOf({ event }: Lines[number]): string {
  return `${event.sourceIndex}:${event.line}`;
}

/** The finding that names the cause, if one is confirmed or likely. */
function definite({ diagnosis, findings }: CallRow): Finding | null {
  if (diagnosis.confidence === "possible" || diagnosis.cause === "none") return null;
  return findings.find(({ name }) => name === diagnosis.cause) ?? null;
}
