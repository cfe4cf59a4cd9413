// Dial(…,L(ms)) or S(s) ended the bridge: the limit that app_dial prints had passed since the two parties were joined.
import { eventsOf, firstOf } from "../../calls/call.js";
import { confirmed } from "../judgement.js";
import { defineCause } from "../rule.js";

export const dialLimit = defineCause({
  code: "SIP110",
  name: "dial-limit",
  severity: "error",
  since: "0.1.0",
  explains: ["bridge-peer-hangup", "caller-hangup", "dialplan-hangup"],
  docs: {
    meaning: "A duration limit set by Dial() ended the call.",
    impact: "The call ends at a fixed age of the conversation.",
    evidence:
      "Confirmed by `Setting call duration limit to N seconds` if the first leg left the bridge N seconds after the two parties had joined, within 0.6 s and the precision of the stamps.",
    excludedBy: "A bridge that was left at any other age, or whose joining or leaving is not logged.",
    fix: "Lengthen or remove the option `L(ms)` or `S(s)` of Dial() in the dialplan; then `dialplan reload`.",
    references: ["main/features.c:ast_bridge_timelimit", "apps/app_dial.c:dial_exec_full"],
  },
  judge: ({ call }) => {
    const limit = firstOf(call, "duration-limit-set");
    if (!limit) return null;
    const joined =
      eventsOf(call, "bridge-joined").at(-1) ?? eventsOf(call, "dial").find(({ event }) => event.state === "answered");
    const [left] = eventsOf(call, "bridge-left");
    if (!joined || !left || joined.atMs === null || left.atMs === null) return null;
    const overMs = left.atMs - joined.atMs - limit.event.seconds * 1000;
    return Math.abs(overMs) <= call.precisionMs.asterisk + 600
      ? confirmed(`Dial()'s limit of ${limit.event.seconds} s ended the call.`, limit, left)
      : null;
  },
  advise: () => [
    {
      kind: "config",
      title: "Lengthen or remove the limit of Dial()",
      reason: "The options L(ms) and S(s) end the conversation at that age.",
      risk: null,
      file: "/etc/asterisk/extensions.conf",
      option: "Dial(…,L(…)) or S(…)",
      current: null,
      proposed: "the longest conversation you want, or no limit",
      apply: ['asterisk -rx "dialplan reload"'],
      verify: ['asterisk -rx "dialplan show"'],
    },
  ],
  missing: () => [],
});
