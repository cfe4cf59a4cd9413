// RTP timeouts of a run, summed up by the limit that fired: how long a limit would have needed to be, and whether anything shows
// a fault on the RTP path. A longer limit helps only if the caller's side pauses and comes back.
import type { ConfigPlace } from "../../asterisk/config/cite.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { CallRow } from "../../report/schema.js";
import type { Subject } from "../judgement.js";
import { rtpStoppedEarly } from "./rtp-evidence.js";
import { isPathAtFault, reasonsOf } from "./rtp-timeout.js";

/** How long one call was silent, and would have been. In seconds. */
export interface Silence {
  /** As the NOTICE prints it. */
  readonly measured: number;
  /** From the NOTICE until the bot wanted to play. 0 if it never did. */
  readonly more: number;
}

/** The timeouts by one limit. */
export interface FiredLimit {
  readonly driver: "chan_sip" | "chan_pjsip";
  readonly scope: string;
  readonly kind: "timeout" | "hold";
  /** Where the limit is set. Null if no file that was read has it. */
  readonly place: ConfigPlace | null;
  readonly limitSeconds: number;
  calls: number;
  /** Those for which the logs show that the path, not a pause, is at fault. */
  pathAtFault: number;
  /** Those for which RTP stopped before strict RTP locked on it, which is rarely a pause. */
  stoppedEarly: number;
  /** Those for which the NOTICE shows another limit than the configuration has. */
  otherLimit: number;
  longest: Silence;
}

/** Limits kept. No configuration written by a person has more. */
const MAX_LIMITS = 1_000;
/**
 * A NOTICE comes when the limit has passed, or a second or so later if Asterisk was busy. A larger difference shows that another
 * limit was in force.
 */
const LATE_SECONDS = 5;

const KINDS: Readonly<Record<string, FiredLimit["kind"]>> = { "rtp-timeout": "timeout", "rtp-hold-timeout": "hold" };

/** The sums over a run. */
export class RtpSilences {
  readonly #fired = new Map<string, FiredLimit>();
  readonly #gaps = new Map<string, number>();

  get fired(): readonly FiredLimit[] {
    return [...this.#fired.values()];
  }

  /** The longest time from hold to playback in any call of a scope, in seconds. Null if there was none. */
  longestGap({ driver, scope }: Pick<FiredLimit, "driver" | "scope">): number | null {
    return this.#gaps.get(`${driver} ${scope}`) ?? null;
  }

  /** Adds a judged call. */
  addCall({ diagnosis, gaps, limits }: CallRow, subject: Subject): void {
    const { driver, scope } = limits;
    if (driver === null || scope === null) return;
    this.addWaits(limits, gaps);
    const kind = KINDS[diagnosis.cause];
    const notice = timeoutNotice(subject.call);
    const limit = kind === "hold" ? limits.rtpHoldTimeout : limits.rtpTimeout;
    if (kind === undefined || diagnosis.confidence !== "confirmed" || !notice || !limit.seconds) return;
    const place = limit.file === null || limit.line === null ? null : { file: limit.file, line: limit.line };
    const key = `${driver} ${scope} ${kind}`;
    if (!this.#fired.has(key) && this.#fired.size >= MAX_LIMITS) return;
    const row: FiredLimit = this.#fired.get(key) ?? {
      driver,
      scope,
      kind,
      place,
      limitSeconds: limit.seconds,
      calls: 0,
      pathAtFault: 0,
      stoppedEarly: 0,
      otherLimit: 0,
      longest: { measured: 0, more: 0 },
    };
    this.#fired.set(key, row);
    row.calls += 1;
    if (isPathAtFault(reasonsOf(subject))) row.pathAtFault += 1;
    if (rtpStoppedEarly(subject) !== null) row.stoppedEarly += 1;
    const measured = notice.event.silenceSeconds;
    if (measured < limit.seconds || measured > limit.seconds + LATE_SECONDS) row.otherLimit += 1;
    const attemptMs = subject.facts.turns.findLast(({ attempt }) => attempt !== null)?.attempt?.atMs ?? null;
    const more = attemptMs === null || notice.atMs === null ? 0 : Math.max(0, (attemptMs - notice.atMs) / 1000);
    if (measured + more > row.longest.measured + row.longest.more) row.longest = { measured, more };
  }

  /** Adds the waits of a call, from hold to playback. */
  addWaits(
    { driver, scope }: Pick<CallRow["limits"], "driver" | "scope">,
    waits: readonly { readonly seconds: number }[],
  ): void {
    if (driver === null || scope === null) return;
    const key = `${driver} ${scope}`;
    if (waits.length === 0 || (!this.#gaps.has(key) && this.#gaps.size >= MAX_LIMITS)) return;
    this.#gaps.set(key, Math.max(this.#gaps.get(key) ?? 0, ...waits.map(({ seconds }) => seconds)));
  }
}
