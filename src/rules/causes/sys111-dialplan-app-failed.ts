// A dialplan step failed, and Asterisk ended the call because of it: an application with wrong arguments, an extension that does
// not exist, an Answer() that did not succeed.

import { confirmed, likely } from "../judgement.js";
import { defineCause } from "../rule.js";
import { dialplanEnd, placeOf } from "../shared/dialplan-end.js";

export const dialplanAppFailed = defineCause({
  code: "SYS111",
  name: "dialplan-app-failed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-cancel", "caller-hangup", "left-stasis", "dialplan-hangup"],
  docs: {
    meaning:
      "An application of the dialplan returned an error, or there was no extension to continue at, and that ended the call.",
    impact: "The call ends at that step, whatever the caller or the bot did.",
    evidence:
      "Confirmed by Asterisk's own line, which the report quotes: `sent to invalid extension but no invalid handler` (also after a bot's continue), or `no rule 'i'` or `'t'`. Also confirmed by one of these lines before `Spawn extension … exited non-zero`: `UUID is required`, `Failed to resolve AudioSocket service`, `Channel is not answered`, `No application '…'`, `Gosub address is invalid`, `non-existent destination for gosub` and the like. Likely if the last step is `Answer()`: it failed, or the caller gave up at that very moment.",
    excludedBy:
      "A last step that only a hangup ends (Wait, Playback, Dial), without such a line. A media server that refused the connection is ARI106.",
    fix: "Fix the step that the report names. AudioSocket() needs a UUID and `host:port`. `continue` needs a context and an extension that exist. An unknown application needs its module (`module show like NAME`).",
    references: [
      "main/pbx.c:__ast_pbx_run",
      "main/pbx.c:pbx_extension_helper",
      "main/channel.c:__ast_answer",
      "apps/app_audiosocket.c:audiosocket_exec",
      "res/res_audiosocket.c:ast_audiosocket_connect",
      "apps/app_stack.c:gosub_exec",
    ],
  },
  judge: (subject) => {
    const end = dialplanEnd(subject);
    if (end?.by === "app-error")
      return confirmed(`${end.line.event.app}() failed, and that ended the call: ${end.line.event.why}.`, end.line);
    if (end?.by === "nowhere-to-go") {
      const { how, detail } = end.line.event;
      return confirmed(
        how === "no-digits"
          ? `The dialplan waited for digits, none came, and ${detail} has no extension t: that ended the call.`
          : `The call was sent to ${detail}, which is not in the dialplan: that ended it.`,
        end.line,
      );
    }
    if (end?.by !== "answer") return null;
    return likely(
      `Answer() at ${placeOf(end.step)} did not succeed, and that ended the call; a caller who gave up at that moment looks the same.`,
      end.step,
      end.line,
    );
  },
  advise: (subject) => {
    const end = dialplanEnd(subject);
    const step = subject.facts.steps.at(-1);
    return [
      {
        kind: "config",
        title: "Fix the step that failed",
        reason: end?.by === "app-error" || end?.by === "nowhere-to-go" ? remedyOf(end.line.event) : answerRemedy,
        risk: null,
        file: "/etc/asterisk/extensions.conf",
        section: step?.event.context ?? "the context of this call",
        apply: ['asterisk -rx "dialplan reload"'],
        verify: [
          step
            ? `asterisk -rx "dialplan show ${step.event.exten}@${step.event.context}"`
            : 'asterisk -rx "dialplan show CONTEXT"',
        ],
      },
    ];
  },
  missing: () => [],
});

const answerRemedy =
  "See what the lines around the Answer() say about media and SIP; a trace (pjsip set logger on, sip set debug on) shows whether a CANCEL came then.";

function remedyOf(event: {
  readonly type: string;
  readonly app?: string;
  readonly how?: string;
  readonly why?: string;
}): string {
  if (event.type === "dialplan-ended")
    return event.how === "no-digits"
      ? "Give the menu an extension t that repeats it or says goodbye."
      : "Add the extension, or an extension i that catches invalid ones; in the bot, continue to a context and an extension that exist.";
  if (event.app === "AudioSocket" && event.why === "Channel is not answered")
    return "AudioSocket() does not answer the call: put Answer() before it.";
  if (event.app === "AudioSocket")
    return "AudioSocket() needs a UUID and host:port. An empty UUID often comes from ${UUID()}, a function that Asterisk 18 does not have: set one yourself.";
  if (event.app === "Gosub" || event.app === "Goto" || event.app === "Return")
    return "The place that it names is not in the dialplan: check the spelling, the context, and the priority or label.";
  return `The application ${event.app ?? ""} is not loaded: load its module, or use another. Asterisk 21 and later have no app_macro.`;
}
