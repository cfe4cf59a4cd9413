// Asterisk's logs of many calls, for rules about what calls have in common.
import type { FaultyRun } from "./run-rule-tester.js";

/** A call as Asterisk's log shows it: on hold from the second second on, then played to, or dead. */
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

/** The first second of the log. */
export const FIRST_MS = Date.UTC(2026, 10, 22, 9, 0, 0);

/** Asterisk's log of these calls, its lines in the order of time. */
export function logOf(calls: readonly Shown[]): string {
  const lines = calls.flatMap((call, i) => linesOf(call, i));
  // stable: lines of one second stay in order
  return `${lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `[${new Date(FIRST_MS + at * 1000).toISOString().slice(0, 19).replace("T", " ")}] ${text}`)
    .join("\n")}\n`;
}

function linesOf(call: Shown, i: number): { at: number; text: string }[] {
  const { at, endpoint = "carrier", app = "frontdesk", sound = "welcome.ulaw", fails, lastsSeconds = 12 } = call;
  const name = `PJSIP/${endpoint}-${i.toString(16).padStart(8, "0")}`;
  const verbose = `VERBOSE[${500 + i}][C-${(i + 1).toString(16).padStart(8, "0")}]`;
  const limit =
    fails === "absolute-timeout"
      ? [`pbx.c: Executing [700@in:1] Set("${name}", "TIMEOUT(absolute)=${lastsSeconds}") in new stack`]
      : [];
  const begin = [...limit, `pbx.c: Executing [700@in:2] Stasis("${name}", "${app},700") in new stack`];
  const end = at + lastsSeconds;
  const stop = { at: end, text: `${verbose} res_musiconhold.c: Stopped music on hold on ${name}` };
  return [
    ...begin.map((text) => ({ at, text: `${verbose} ${text}` })),
    { at: at + 1, text: `${verbose} file.c: <${name}> Playing '${sound}' (language 'en')` },
    { at: at + 2, text: `${verbose} res_musiconhold.c: Started music on hold, class 'default', on channel '${name}'` },
    ...(fails === "rtp-timeout"
      ? [
          {
            at: end,
            text: `NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in 8 seconds`,
          },
        ]
      : []),
    stop,
    ...(fails === "sound-missing"
      ? [
          {
            at: end,
            text: `${verbose.replace("VERBOSE", "WARNING")} file.c: File answers/${i} does not exist in any format`,
          },
        ]
      : []),
    ...(fails === undefined
      ? [{ at: end, text: `${verbose} file.c: <${name}> Playing '${sound}' (language 'en')` }]
      : []),
  ];
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
/** What the calls of a group have and the others have not. */
type Group = Omit<Shown, "at">;
type GroupCase = Required<Pick<FaultyRun, "name" | "asterisk" | "wentWrong">>;

export const onlyTheGroupIsLost = (group: Group): GroupCase & Pick<FaultyRun, "cites"> => ({
  name: "all calls of one group are lost, and none of the others",
  asterisk: logOf([...many(6, { ...group, ...LOST }, 40), ...many(12, {})]),
  wentWrong: { "rtp-timeout": 6 },
  cites: Array(3).fill("lack of audio RTP"),
});

export const bothGroupsFailAlike = (group: Group): GroupCase => ({
  name: "both groups fail alike",
  asterisk: logOf([
    ...many(4, { ...group, ...LOST }, 40),
    ...many(4, LOST, 70),
    ...many(5, group, 20),
    ...many(5, {}, 90),
  ]),
  wentWrong: { "rtp-timeout": 8 },
});

export const theGroupIsAll = (group: Group): GroupCase => ({
  name: "one group carries all calls",
  asterisk: logOf([...many(6, { ...group, ...LOST }, 40), ...many(12, group)]),
  wentWrong: { "rtp-timeout": 6 },
});

export const sixCallsInAll = (group: Group): GroupCase => ({
  name: "six calls in all",
  asterisk: logOf([...many(3, { ...group, ...LOST }, 40), ...many(3, {}, 3000)]),
  wentWrong: { "rtp-timeout": 3 },
});

export const twoLostAmongMany = (group: Group): GroupCase => ({
  name: "two lost calls among many",
  asterisk: logOf([...many(2, { ...group, ...LOST }, 40), ...many(40, {}, 3000)]),
  wentWrong: { "rtp-timeout": 2 },
});
