// What helps against session timers whose refresh is broken (RFC 4028).

import { consoleCommand } from "../../asterisk/console-command.js";
import type { Subject } from "../judgement.js";
import { sectionOf, traceSip } from "./advice.js";

/** What helps against a peer whose session refresh is broken, whichever side it fails on. */
export function sessionAdvice({ limits }: Subject): ReturnType<typeof traceSip>[] {
  const sip = limits.driver === "chan_sip";
  return [
    {
      kind: "config",
      title: "Turn off session timers on this trunk",
      reason: "Only if the far end's refresh is broken and cannot be fixed there.",
      risk: "Calls whose far end has vanished without a BYE are no longer ended by the session timer.",
      file: sip ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
      section: sip ? (limits.scope ?? "general") : sectionOf(limits),
      option: sip ? "session-timers" : "timers",
      current: null,
      proposed: sip ? "refuse" : "no",
      appliesTo: sip ? "chan_sip, Asterisk up to 20" : "chan_pjsip",
      apply: [sip ? 'asterisk -rx "sip reload"' : 'asterisk -rx "pjsip reload"'],
      verify: [consoleCommand(sip ? "sip show settings" : `pjsip show endpoint ${limits.scope ?? "TRUNK"}`)],
    },
    traceSip(limits),
  ];
}
