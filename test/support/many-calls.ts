// Asterisk's logs of many calls, for rules about what calls have in common.
import { type AsteriskLog, asterisk, BEGIN_MS } from "./call-logs.js";
import type { AtLeastOne } from "./rule-tester.js";
import type { FaultyRun, RunCase } from "./run-rule-tester.js";

/** A call among many, as Asterisk's log shows it: on hold from the second second on, then played to, or dead. */
export interface Shown {
  /** Seconds after the first second of the log. */
  readonly at: number;
  readonly endpoint?: string;
  readonly app?: string;
  readonly sound?: string;
  /** Left out for a call that is played to. */
  readonly fails?: "rtp-timeout" | "absolute-timeout" | "sound-missing" | "unexplained";
  /** How old it becomes. */
  readonly lastsSeconds?: number;
}

/** The first second of such logs: they last for hours. */
export const FIRST_MS = Date.UTC(2026, 10, 22, 9, 0, 0);

/** Asterisk's log of these calls, its lines in the order of time. */
export function logOf(calls: readonly Shown[]): AsteriskLog {
  // Asterisk numbers calls as they begin
  const begun = [...calls].sort((a, b) => a.at - b.at);
  return begun.map(logOfOne).reduce((all, log) => all.and(log), asterisk);
}

function logOfOne(call: Shown, i: number): AsteriskLog {
  const { endpoint = "carrier", app = "frontdesk", sound = "welcome.ulaw", fails, lastsSeconds = 12 } = call;
  const at = (FIRST_MS - BEGIN_MS) / 1000 + call.at;
  const end = at + lastsSeconds;
  const hex = (n: number): string => n.toString(16).padStart(8, "0");
  const own = asterisk.of({ name: `PJSIP/${endpoint}-${hex(i)}`, logCallId: `C-${hex(i + 1)}`, thread: 500 + i });
  const begun = fails === "absolute-timeout" ? own.runs(at, "Set", `TIMEOUT(absolute)=${lastsSeconds}`) : own;
  const held = begun
    .stasis(at, `${app},700`)
    .plays(at + 1, sound)
    .musicStarts(at + 2);
  const ended = (fails === "rtp-timeout" ? held.endsForLackOfRtp(end, 8) : held).musicStops(end);
  if (fails === "sound-missing")
    return ended.inCall(end, `file.c: File answers/${i} does not exist in any format`, "WARNING");
  return fails === undefined ? ended.plays(end, sound) : ended;
}

/** So many calls, one every so many seconds; ages differ, so that they make no pattern of their own. */
export function many(count: number, shown: Omit<Shown, "at">, from = 0, everySeconds = 97): Shown[] {
  return Array.from({ length: count }, (_, i) => ({
    at: from + i * everySeconds,
    lastsSeconds: 10 + ((i * 37) % 60),
    ...shown,
  }));
}

const LOST = { fails: "rtp-timeout" } as const;

/**
 * The logs that every rule about a group of calls is held to: those of an endpoint, an application, a codec.
 * @param group What its calls have and the others have not.
 */
export function casesOfGroup(group: Omit<Shown, "at">): {
  /** Without the words of the finding. */
  readonly faulty: Omit<FaultyRun, "says">;
  readonly healthy: RunCase;
  readonly notEnoughEvidence: AtLeastOne<RunCase>;
} {
  const ofGroup = (count: number, from?: number): Shown[] => many(count, group, from);
  const lostOfGroup = (count: number): Shown[] => many(count, { ...group, ...LOST }, 40);
  return {
    faulty: {
      name: "all calls of one group are lost, and none of the others",
      asterisk: logOf([...lostOfGroup(6), ...many(12, {})]),
      wentWrong: { "rtp-timeout": 6 },
      cites: Array(3).fill("lack of audio RTP"),
    },
    healthy: {
      name: "both groups fail alike",
      asterisk: logOf([...lostOfGroup(4), ...many(4, LOST, 70), ...ofGroup(5, 20), ...many(5, {}, 90)]),
      wentWrong: { "rtp-timeout": 8 },
    },
    notEnoughEvidence: [
      {
        name: "one group carries all calls",
        asterisk: logOf([...lostOfGroup(6), ...ofGroup(12)]),
        wentWrong: { "rtp-timeout": 6 },
      },
      {
        name: "six calls in all",
        asterisk: logOf([...lostOfGroup(3), ...many(3, {}, 3000)]),
        wentWrong: { "rtp-timeout": 3 },
      },
      {
        name: "two lost calls among many",
        asterisk: logOf([...lostOfGroup(2), ...many(40, {}, 3000)]),
        wentWrong: { "rtp-timeout": 2 },
      },
    ],
  };
}
