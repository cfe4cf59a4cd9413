// Asterisk ended another leg of the call for lack of RTP while the caller was up: an agent in Dial(), a party that the bot had
// called. The bridge passes that leg's hangup cause on to the caller (main/bridge_channel.c:bridge_channel_dissolve_check), so a
// 44 there says nothing about the caller's own RTP.
import { consoleCommand } from "../../asterisk/console-command.js";
import { endpointOf } from "../../calls/facts/limits-in-force.js";
import { otherTimeouts } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { callersEnd, endsCallerAtOnce, firstToLeave } from "../shared/bridges.js";

export const otherLegRtpTimeout = defineFinding({
  code: "RTP201",
  name: "other-leg-rtp-timeout",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk ended another leg of the call, an agent's for example, for lack of RTP while the caller was up.",
    impact:
      "The caller loses the other party, and often the call with it. The caller's hangup cause is then that leg's, 44, because a bridge hands it on. The caller's own RTP did not have to stop for that.",
    evidence:
      "Asterisk's RTP timeout NOTICE that names another channel of the call, before the line that shows the caller's end. The report says that the caller's call ended with it if that leg left the caller's last bridge first and the caller followed at once.",
    excludedBy: "A timeout of the caller's own channel; a leg that timed out after the caller had gone (BOT219).",
    fix: "Check that leg's path: NAT, firewall, a softphone that lost its network, a phone that sends nothing while muted. The limit that fired is that endpoint's, not the trunk's. Dial() option `g`, or ChannelLeftBridge in the bot, lets you take the caller back.",
    references: [
      "res/res_pjsip_sdp_rtp.c:rtp_check_timeout",
      "channels/chan_sip.c:check_rtp_timeout",
      "main/bridge_channel.c:bridge_channel_dissolve_check",
    ],
  },
  *check(subject) {
    const departure = firstToLeave(subject);
    for (const notice of otherTimeouts(subject.call)) {
      if (!isBeforeCallersEnd(subject, notice)) continue;
      const name = notice.event.channelName;
      const endpoint = endpointOf(name);
      const tookTheCaller = departure?.left.event.channelName === name && endsCallerAtOnce(subject, departure);
      yield {
        message: `Asterisk ended ${name}, another leg of the call, for lack of RTP from there for ${notice.event.silenceSeconds} s${tookTheCaller ? "; the caller's call ended with it" : ""}.`,
        proof: tookTheCaller && departure ? [notice, departure.left] : [notice],
        advice: [
          {
            kind: "capture",
            title: "Find out why that leg's RTP stopped",
            reason: `The packets from ${name} stopped, not the caller's: a longer limit on the trunk changes nothing.`,
            risk: "rtp set debug prints one line per packet; use it for one call.",
            apply: ['asterisk -rx "rtp set debug on"'],
            verify: endpoint === null ? [] : [consoleCommand(`${showOf(notice)} ${endpoint}`)],
            undo: ['asterisk -rx "rtp set debug off"'],
          },
        ],
      };
    }
  },
});

const showOf = ({ event }: TimedEvent): string =>
  event.channelName?.startsWith("PJSIP/") ? "pjsip show endpoint" : "sip show peer";

/** Without a line about the caller's end, the caller was up for as long as the logs reach. */
function isBeforeCallersEnd(subject: Subject, notice: TimedEvent): boolean {
  const { call } = subject;
  const gone = callersEnd(subject);
  if (gone === null) return true;
  if (gone.atMs !== null && notice.atMs !== null && gone.atMs !== notice.atMs) return notice.atMs < gone.atMs;
  return call.events.indexOf(notice) < call.events.indexOf(gone);
}
