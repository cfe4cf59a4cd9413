// Advice that several rules give, in the terms of the driver in use. Pure text; the caller supplies the values.
import { consoleCommand } from "../../asterisk/console-command.js";
import { LIMIT_OPTIONS, type LimitsInForce } from "../../calls/facts/limits-in-force.js";
import type { Missing, Recommendation } from "../../verdict/verdict.js";
import { JOIN_LINE, JOIN_LINE_CHAN_SIP } from "../capture-plan.js";

/** What the bot must do about a channel that may disappear at any moment. */
export const watchTheChannel: Recommendation = {
  kind: "bot",
  title: "Stop the answer when the channel goes",
  reason:
    "Listen for StasisEnd and ChannelDestroyed on the ARI websocket, cancel the model and speech tasks of that channel, and treat 404 on play as the end of the call, not as an error to retry.",
  risk: null,
  savesCall: false,
  apply: [],
  verify: [],
};

/** How to see which side hung up: only a SIP trace proves a BYE. */
export function traceSip(limits: LimitsInForce): Recommendation {
  const sip = limits.driver === "chan_sip";
  return {
    kind: "capture",
    title: "Trace SIP for one reproduction",
    reason:
      "Only a SIP trace shows who sent the BYE and the Reason it gives; Asterisk logs no line of its own for a BYE inside Stasis().",
    risk: "The full log grows quickly; turn it off again.",
    apply: [`asterisk -rx "${sip ? "sip set debug on" : "pjsip set logger on"}"`],
    verify: [],
    undo: [`asterisk -rx "${sip ? "sip set debug off" : "pjsip set logger off"}"`],
  };
}

/** The section to change: the one in force, else the endpoint that the log names. */
export function sectionOf({ scope, endpoint, driver }: LimitsInForce): string {
  return scope ?? endpoint ?? (driver === "chan_sip" ? "the peer" : "the endpoint of this trunk");
}

/** The option that holds the limit, with its file, section and present value, ready for a proposal. */
export function limitOption(
  limits: LimitsInForce,
  hold: boolean,
): Pick<Recommendation, "file" | "section" | "option" | "current" | "appliesTo"> {
  const driver = limits.driver ?? "chan_pjsip";
  const names = LIMIT_OPTIONS[driver];
  const current = hold ? limits.rtpHoldTimeoutSeconds : limits.rtpTimeoutSeconds;
  return {
    file: limits.file ?? `/etc/asterisk/${names.file}`,
    section: driver === "chan_sip" ? (limits.scope ?? "general") : sectionOf(limits),
    option: hold ? names.hold : names.rtp,
    current: current === null ? null : String(current),
    appliesTo: driver === "chan_sip" ? "chan_sip, Asterisk up to 20" : "chan_pjsip, all versions since 13.5",
  };
}

/** Commands that put a changed limit in force and show it. Running calls keep the value they started with. */
export function reloadCommands(limits: LimitsInForce): Pick<Recommendation, "apply" | "verify"> {
  const scope = limits.scope ?? limits.endpoint ?? "TRUNK";
  return limits.driver === "chan_sip"
    ? {
        apply: ['asterisk -rx "sip reload"'],
        verify: [consoleCommand(scope === "general" ? "sip show settings" : `sip show peer ${scope}`)],
      }
    : { apply: ['asterisk -rx "pjsip reload"'], verify: [consoleCommand(`pjsip show endpoint ${scope}`)] };
}

/** Transports of chan_pjsip are read anew by a restart only, unless they have allow_reload=yes (res_pjsip/config_transport.c). */
export const RESTART_FOR_TRANSPORTS = 'asterisk -rx "core restart when convenient"   # transports need it';

/** The lines that would have named the end of the call. */
export const missingSipTrace = (limits: LimitsInForce): Missing => ({
  what: "Who sent the BYE or CANCEL, and the Reason it gave",
  how: `asterisk -rx "${limits.driver === "chan_sip" ? "sip set debug on" : "pjsip set logger on"}"${limits.driver === null ? '\n# chan_sip: asterisk -rx "sip set debug on"' : ""}`,
  language: "sh",
});
export const missingHangupEvent: Missing = {
  what: "The ChannelHangupRequest event of the bot's websocket, with its fields cause and soft",
  how: "In the bot, log every ChannelHangupRequest and StasisEnd with channel.id, cause and soft",
};
/** The line of logger.conf that the tool asks for (rules/capture-plan.ts), for something that it would have recorded. */
export const missingVerbose = (what: string): Missing => ({
  what,
  how: 'logger.conf [logfiles]: full.log => notice,warning,error,verbose(3),dtmf, then run: asterisk -rx "logger reload"',
});
export const missingNotice = missingVerbose(
  "Asterisk's own log of that time: an RTP timeout always leaves a NOTICE there",
);
/** The NOTICE of an RTP timeout does not say which of the two limits it was (check_rtp_timeout, rtp_check_timeout). */
export function missingWhichLimit(limits: LimitsInForce): Missing {
  const [verify = ""] = reloadCommands(limits).verify;
  const trace = limits.driver === "chan_sip" ? "sip set debug on" : "pjsip set logger on";
  return {
    what: "Which of the two RTP limits it was: whether the caller's side held the call (SDP a=sendonly or a=inactive)",
    how: `${verify} shows the limits in force: give them with --rtp-timeout and --rtp-hold-timeout. To see holds, asterisk -rx "${trace}", or log ChannelHold and ChannelUnhold in the bot.`,
  };
}
export const missingRequests: Missing = {
  what: "Whether the bot itself sent the channel back to the dialplan",
  how: "In the bot's ARI client, log method, path and status of every request (POST /channels/{id}/continue)",
};
export const missingDeparture: Missing = {
  what: "When the bot went away, and which calls it still had",
  how: "In the bot, log the websocket's opening and closing, ApplicationReplaced, and channel.id of every open call",
};
/** Two Asterisks give the same ids and names to different calls (main/channel_internal_api.c, main/logger.c). */
export const missingOwnIds: Missing = {
  what: "Which lines belong to this call: another call has the same id or channel name at the same time",
  how: "Give each Asterisk a name of its own (asterisk.conf [options]: systemname = pbx1), then restart it. The name then comes before every uniqueid and in every line of a JSON log. Keep each host's log in a file of its own, or name the host with --host FILE=NAME.",
};
/** What to log so that the lines of one call can be joined across the two logs (docs/asterisk/channel-ids.md#what-joins-the-ids). */
export const missingJoin = (limits: LimitsInForce): Missing => ({
  what: "Which call of the other log this is",
  how: `; extensions.conf, before Stasis()\n${limits.driver === "chan_sip" ? JOIN_LINE_CHAN_SIP : JOIN_LINE}`,
  language: "conf",
});
/** What the log would have gone on to say. */
export const missingRest: Missing = {
  what: "What came after the last line: the logs end while the call may still be up",
  how: "Run again with the rest of both logs, including the next rotated file",
};
export const missingBotDelete: Missing = {
  what: "Every DELETE that the bot sends, from any task",
  how: "In the bot's ARI client, log method, path and status of every request",
};
export const missingDebug: Missing = {
  what: "Which kind of hangup it was (Soft-Hanging 0x20: ARI, AMI or CLI; 0x01: the driver)",
  how: '# the [logfiles] line of logger.conf must have debug as well\nasterisk -rx "core set debug 1"',
  language: "sh",
};
