// Asterisk accepted no more calls: maxcalls or maxload of asterisk.conf. The warning names the channel that it turned away.
import { firstOf } from "../../calls/call.js";
import { confirmed } from "../judgement.js";
import { defineCause } from "../rule.js";

export const callLimitReached = defineCause({
  code: "SYS108",
  name: "call-limit-reached",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-cancel", "caller-hangup"],
  docs: {
    meaning: "The call exceeded maxcalls or maxload of asterisk.conf.",
    impact: "The call never enters the dialplan, and the bot never hears of it.",
    evidence:
      "Confirmed by `Maximum call limit … exceeded by` or `Maximum loadavg limit … exceeded by` with the channel's name.",
    excludedBy: "Another channel's name in the line.",
    fix: "Raise maxcalls or maxload if the machine can take it, or send calls elsewhere.",
    references: ["main/pbx.c:increase_call_count"],
  },
  judge: ({ call }) => {
    const over = firstOf(call, "capacity-exceeded");
    return over ? confirmed(`Asterisk turned the call away: it was over the ${over.event.limit}.`, over) : null;
  },
  advise: () => [
    {
      kind: "config",
      title: "Raise the call limit, or add a server",
      reason: "The limit protects the calls that are up; a bot that is slow to hang up also uses it up.",
      risk: "Beyond what the machine can take, all calls get worse.",
      file: "/etc/asterisk/asterisk.conf",
      section: "options",
      option: "maxcalls, maxload",
      current: null,
      proposed: "what a load test of this machine can take",
      appliesTo: "all versions; off by default",
      apply: ['asterisk -rx "core restart gracefully"'],
      verify: ['asterisk -rx "core show settings"'],
    },
  ],
  missing: () => [],
});
