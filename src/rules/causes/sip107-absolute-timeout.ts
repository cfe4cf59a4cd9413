// The dialplan had set TIMEOUT(absolute), and the call ended at that very moment. ARI sends no hangup request for it.
import { eventsOf, firstOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { confirmed, likely, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingVerbose } from "../shared/advice.js";
import { hangupRequest } from "../shared/hangup-evidence.js";

export const absoluteTimeout = defineCause({
  code: "SIP107",
  name: "absolute-timeout",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "operator-hangup"],
  docs: {
    meaning: "The dialplan's TIMEOUT(absolute) ended the call.",
    impact: "The call ends at a fixed age, whatever is going on.",
    evidence:
      "Confirmed if the dialplan had set `TIMEOUT(absolute)` (its Set, or `Channel will hangup at ...`) and the call ended at that moment, within a second or the precision of the stamps. Likely if only the music that stopped shows the end.",
    excludedBy: "A hangup request: this timer sends none. An end at any other time, or a limit that was set back to 0.",
    fix: "Set `TIMEOUT(absolute)` in the dialplan to the longest conversation that you want, or to 0 before Stasis(); then `dialplan reload`. Without a limit, calls that nobody ends stay up.",
    references: ["funcs/func_timeout.c:timeout_write", "main/channel.c:ast_check_hangup"],
  },
  judge: (subject) => {
    const limit = limitOf(subject);
    const { death } = subject.facts;
    if (!limit || !death || death.atMs === null || hangupRequest(subject)) return null;
    const slackMs = Math.max(1_000, subject.call.precisionMs.asterisk + 500);
    if (Math.abs(death.atMs - limit.endMs) > slackMs) return null;
    const summary = `The dialplan's TIMEOUT(absolute) ended the call after ${Math.round(limit.seconds)} s.`;
    // music stops at the end of every hold; only the absence of anything after it shows that this one ended the call
    return death.by.event.type === "moh-stopped"
      ? likely(`${summary} Only the music that stopped shows the end.`, limit.at, death.by)
      : confirmed(summary, limit.at, death.by);
  },
  advise: () => [
    {
      kind: "config",
      title: "Give the bot's calls more time, or no limit",
      reason:
        "The dialplan limits the whole call. Set it to the longest conversation you want, or leave it out before Stasis().",
      risk: "Calls that nobody ends stay up.",
      file: "/etc/asterisk/extensions.conf",
      option: "TIMEOUT(absolute)",
      current: null,
      proposed: "the longest conversation you want, in seconds; 0 = no limit",
      apply: ['asterisk -rx "dialplan reload"'],
      verify: ['asterisk -rx "dialplan show"'],
    },
  ],
  missing: () => [missingVerbose("The call's last step in the dialplan, and its end")],
});

/** When the call was to end: from the dialplan's Set, else from the line that prints the time. */
function limitOf({ call }: Subject): { seconds: number; endMs: number; at: TimedEvent } | null {
  const printed = firstOf(call, "absolute-timeout-set");
  const set = eventsOf(call, "dialplan").findLast(
    ({ event }) => /^Set$/i.test(event.app) && /TIMEOUT\(absolute\)\s*=\s*[\d.]+/i.test(event.args),
  );
  const seconds = Number(/TIMEOUT\(absolute\)\s*=\s*([\d.]+)/i.exec(set?.event.args ?? "")?.[1] ?? 0);
  if (set && seconds === 0) return null; // cancelled
  if (set && set.atMs !== null) return { seconds, endMs: set.atMs + seconds * 1000, at: printed ?? set };
  // 2026-11-22 16:09:55.626 UTC: in the zone of the stamps, so the difference of the two is the limit
  const until = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)/.exec(printed?.event.until ?? "");
  if (!printed || !until || printed.atMs === null || printed.event.wallMs === null) return null;
  const lastsMs = Date.parse(`${until[1]}T${until[2]}Z`) - printed.event.wallMs;
  return { seconds: lastsMs / 1000, endMs: printed.atMs + lastsMs, at: printed };
}
