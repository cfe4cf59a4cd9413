// What Asterisk prints, and what it means. Strings from the source of 18.0 to 23.4; where a text changed between
// versions there is an entry, or an alternative, for each. Lines that name no cause of anything are not here.

import { ariEventReading, ariRequestReading, ariResponseReading } from "./ari-debug.js";
import type { EventBody } from "./event.js";
import type { AsteriskPattern } from "./pattern.js";
import { isOfNoCall, pjsipLoggerReading, sipDebugReading } from "./sip-trace.js";

const NAME = String.raw`(?<name>[A-Za-z][\w.]*\/[^\s'",<>]+)`;

/** An event whose body is fixed by the groups alone. */
const event =
  (body: (groups: Readonly<Record<string, string>>) => EventBody): AsteriskPattern["read"] =>
  (groups) => ({ body: body(groups), ids: { channelName: groups.name, channelId: groups.id, sipCallId: groups.sip } });

export const asteriskPatterns: readonly AsteriskPattern[] = [
  // ---- dialplan: pbx.c ----
  {
    files: ["pbx.c"],
    literal: "Executing [",
    expression: new RegExp(
      String.raw`^Executing \[(?<exten>[^@\]]*)@(?<context>[^:\]]*):(?<priority>\d+)\] (?<app>\w+)\("${NAME}", "(?<args>.*)"\) in new stack`,
    ),
    sample: 'Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000000", "voicebot,1000,79166590134") in new stack',
    read: event((g) => ({
      type: "dialplan",
      app: g.app ?? "",
      args: g.args ?? "",
      exten: g.exten ?? "",
      context: g.context ?? "",
      priority: Number(g.priority),
    })),
  },
  {
    files: ["pbx.c", "app_macro.c", "app_stack.c"],
    literal: "Spawn extension (",
    expression: new RegExp(
      String.raw`^Spawn extension \((?<context>[^,()]*), ?(?<exten>[^,()]*), ?(?<priority>\d+)\) exited (?:non-zero|INCOMPLETE) on '${NAME}'`,
    ),
    sample: "Spawn extension (from-trunk, 1000, 3) exited non-zero on 'PJSIP/trunk-00000004'",
    read: event((g) => ({
      type: "spawn-exited",
      context: g.context ?? "",
      exten: g.exten ?? "",
      priority: Number(g.priority),
    })),
  },
  {
    files: ["pbx.c"],
    literal: "Auto fallthrough",
    expression: new RegExp(String.raw`^Auto fallthrough, channel '${NAME}' status is '(?<status>[^']*)'`),
    sample: "Auto fallthrough, channel 'PJSIP/trunk-00000004' status is 'UNKNOWN'",
    read: event((g) => ({ type: "dialplan-ended", how: "no-more-steps", detail: g.status ?? "" })),
  },
  {
    // with an `i` extension the message says no more than where it was sent, and the call goes on there
    files: ["pbx.c"],
    literal: "sent to invalid extension but no invalid handler",
    expression: new RegExp(
      String.raw`^Channel '${NAME}' sent to invalid extension but no invalid handler: context,exten,priority=(?<place>.*)$`,
    ),
    sample:
      "Channel 'PJSIP/trunk-00000004' sent to invalid extension but no invalid handler: context,exten,priority=from-trunk,after,1",
    read: event((g) => ({ type: "dialplan-ended", how: "no-such-extension", detail: g.place ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: ", but no rule '",
    expression:
      /^(?:Timeout|Invalid extension '(?<dialled>[^']*)'), but no rule '[it]'(?: or 'e')? in context '(?<context>[^']*)'/,
    sample: "Invalid extension '9', but no rule 'i' or 'e' in context 'menu'",
    read: event((g) => ({
      type: "dialplan-ended",
      how: g.dialled === undefined ? "no-digits" : "no-such-extension",
      detail: [g.context, g.dialled].filter((part) => part !== undefined).join(","),
    })),
  },
  // ---- applications that return an error: the dialplan then ends the call ----
  {
    files: ["pbx.c"],
    literal: "No application '",
    expression: /^(?<why>No application '(?<app>[^']*)' for extension \([^()]*\))/,
    sample: "No application 'AudioSocket' for extension (bot, 800, 3)",
    read: event((g) => ({ type: "dialplan-app-failed", app: g.app ?? "", why: g.why ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: "must be a number > 0, or valid label",
    expression: /^(?<why>Priority '[^']*' must be a number > 0, or valid label)/,
    sample: "Priority 'closed' must be a number > 0, or valid label",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Goto", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "Gosub",
    expression: /^(?<why>Gosub address is invalid: '[^']*')/,
    sample: "Gosub address is invalid: 'menu,s,start'",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Gosub", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "non-existent destination for gosub",
    expression: /^(?<why>Attempt to reach a non-existent destination for gosub: \([^()]*\))/,
    sample: "Attempt to reach a non-existent destination for gosub: (Context:sub-menu, Extension:s, Priority:1)",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Gosub", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: "Return without Gosub",
    expression: /^(?<why>Return without Gosub: stack is (?:unallocated|empty))/,
    sample: "Return without Gosub: stack is empty",
    read: event((g) => ({ type: "dialplan-app-failed", app: "Return", why: g.why ?? "" })),
  },
  {
    files: ["app_stack.c"],
    literal: " Internal Gosub(",
    expression: new RegExp(String.raw`^${NAME} Internal Gosub\(.*\) (?<state>start|complete)\b`),
    sample: "PJSIP/trunk-00000004 Internal Gosub(at-hangup,s,1) start",
    read: event((g) => ({ type: "internal-gosub", state: g.state === "start" ? "start" : "complete" })),
  },
  {
    files: ["app_audiosocket.c", "res_audiosocket.c"],
    literal: "UUID",
    expression: /^(?<why>UUID is required|Failed to parse UUID '[^']*'|No UUID for AudioSocket)/,
    sample: "UUID is required",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    // quoted from 20.14, 21.9 and 22.4 on
    files: ["res_audiosocket.c"],
    literal: " provided",
    expression: /^(?<why>No AudioSocket server provided|No port provided for \S+)/,
    sample: "No port provided for '127.0.0.1:0'",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "Failed to resolve AudioSocket service using",
    expression: /^(?<why>Failed to resolve AudioSocket service using .* - requires a valid hostname and port)/,
    sample: "Failed to resolve AudioSocket service using 'media' - requires a valid hostname and port",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: "Channel is not answered",
    expression: /^(?<why>Channel is not answered)$/,
    sample: "Channel is not answered",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: " format to SLINEAR for channel ",
    expression: /^(?<why>Failed to set (?:read|write) format to SLINEAR) for channel /,
    sample: "Failed to set write format to SLINEAR for channel PJSIP/trunk-00000004",
    read: event((g) => ({ type: "dialplan-app-failed", app: "AudioSocket", why: g.why ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: " exceeded by '",
    expression: new RegExp(
      String.raw`^Maximum (?<limit>call limit of \d+ calls|loadavg limit of [\d.]+ load) exceeded by '${NAME}'`,
    ),
    sample: "Maximum call limit of 100 calls exceeded by 'PJSIP/trunk-00000004'!",
    read: event((g) => ({ type: "capacity-exceeded", limit: g.limit ?? "" })),
  },
  {
    files: ["func_timeout.c"],
    literal: "Channel will hangup at",
    expression: /^Channel will hangup at (?<until>.+?)\.?$/,
    sample: "Channel will hangup at 2026-11-22 16:09:55.626 UTC.",
    read: event((g) => ({ type: "absolute-timeout-set", until: g.until ?? "" })),
  },
  // ---- music and sounds ----
  {
    files: ["res_musiconhold.c"],
    literal: "Started music on hold",
    expression: new RegExp(String.raw`^Started music on hold, class '(?<mohClass>[^']*)', on channel '${NAME}'`),
    sample: "Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000000'",
    read: event((g) => ({ type: "moh-started", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Stopped music on hold on",
    expression: new RegExp(String.raw`^Stopped music on hold on ${NAME}`),
    sample: "Stopped music on hold on PJSIP/gsm-gw-00000000",
    read: event(() => ({ type: "moh-stopped" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Music on Hold class",
    expression: /^Music on Hold class '(?<mohClass>[^']*)' not found in memory/,
    sample: "Music on Hold class 'corporate-ru' not found in memory. Verify your configuration.",
    read: event((g) => ({ type: "moh-class-missing", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["channel.c"],
    literal: "requested but no musiconhold loaded",
    expression: /^Music class (?<mohClass>\S+) requested but no musiconhold loaded/,
    sample: "Music class default requested but no musiconhold loaded.",
    read: event((g) => ({ type: "moh-unavailable", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "> Playing '",
    expression: new RegExp(String.raw`^<${NAME}> Playing '(?<file>[^']*)'`),
    sample: "<PJSIP/gsm-gw-00000000> Playing 'bot/filler_uhm.slin' (language 'en')",
    read: event((g) => ({ type: "playing", file: g.file ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "does not exist in any format",
    expression: /^File (?<file>.+) does not exist in any format/,
    sample: "File /tmp/tts/1051671 does not exist in any format",
    read: event((g) => ({ type: "sound-missing", file: g.file ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "Unable to open ",
    expression: /^Unable to open (?<file>.+?) \(format /,
    sample: "Unable to open /tmp/tts/1051671 (format (ulaw)): No such file or directory",
    read: event((g) => ({ type: "sound-unreadable", file: g.file ?? "" })),
  },
  {
    files: ["res_stasis_playback.c"],
    literal: ": Playback failed for ",
    expression: /^(?<id>\S+): Playback failed for (?<media>.+)$/,
    sample: "1795363162.28: Playback failed for sound:bot/answer_long",
    read: event((g) => ({ type: "playback-failed", media: g.media ?? "" })),
  },
  {
    files: ["channel.c", "translate.c"],
    literal: "translat",
    expression:
      /^(?:Unable to find a codec translation path: (?<from1>\S+) -> (?<to1>\S+)|No path to translate from (?<from2>\S+) to (?<to2>\S+)|No translator path from (?<from3>\S+) to (?<to3>\S+))/,
    sample: "Unable to find a codec translation path: (slin) -> (g729)",
    read: event((g) => ({
      type: "no-translation-path",
      from: g.from1 ?? g.from2 ?? g.from3 ?? "",
      to: g.to1 ?? g.to2 ?? g.to3 ?? "",
    })),
  },
  // ---- RTP ----
  {
    files: ["chan_sip.c"],
    literal: "for lack of RTP activity",
    expression: new RegExp(
      String.raw`^Disconnecting call '${NAME}' for lack of RTP activity in (?<seconds>\d+) seconds`,
    ),
    sample: "Disconnecting call 'SIP/gsm-gw-0000001a' for lack of RTP activity in 9 seconds",
    read: event((g) => ({
      type: "rtp-timeout",
      driver: "chan_sip",
      media: "audio",
      silenceSeconds: Number(g.seconds),
    })),
  },
  {
    files: ["res_pjsip_sdp_rtp.c"],
    literal: "for lack of",
    expression: new RegExp(
      String.raw`^Disconnecting channel '${NAME}' for lack of (?<media>audio|video) RTP activity in (?<seconds>\d+) seconds`,
    ),
    sample: "Disconnecting channel 'PJSIP/trunk-00000013' for lack of audio RTP activity in 10 seconds",
    read: event((g) => ({
      type: "rtp-timeout",
      driver: "chan_pjsip",
      media: g.media === "video" ? "video" : "audio",
      silenceSeconds: Number(g.seconds),
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP learning after remote address set",
    expression: /^(?<instance>\S+) -- Strict RTP learning after remote address set to: (?<address>\S+)/,
    sample: "0x7f2170028230 -- Strict RTP learning after remote address set to: 127.0.0.12:43364",
    read: event((g) => ({
      type: "strict-rtp",
      state: "learning",
      instance: g.instance ?? "",
      address: g.address ?? "",
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP switching",
    expression: /^(?<instance>\S+) -- Strict RTP switching (?:to RTP target address|source address to) (?<address>\S+)/,
    sample: "0x7f2170028230 -- Strict RTP switching to RTP target address 127.0.0.12:43364 as source",
    read: event((g) => ({
      type: "strict-rtp",
      state: "switched",
      instance: g.instance ?? "",
      address: g.address ?? "",
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Strict RTP learning complete",
    expression: /^(?<instance>\S+) -- Strict RTP learning complete - Locking on source address (?<address>\S+)/,
    sample: "0x7f2170119100 -- Strict RTP learning complete - Locking on source address 127.0.0.11:41334",
    read: event((g) => ({ type: "strict-rtp", state: "locked", instance: g.instance ?? "", address: g.address ?? "" })),
  },
  // ---- bridges and dialling ----
  {
    files: ["bridge_channel.c"],
    literal: " joined ",
    expression: new RegExp(String.raw`^Channel ${NAME} joined '[^']*' (?<kind>\S+)-bridge <(?<bridge>[^<>]+)>`),
    sample: "Channel PJSIP/trunk-0000000a joined 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-joined", bridgeId: g.bridge ?? "", bridgeKind: g.kind ?? "" })),
  },
  {
    files: ["bridge_channel.c"],
    literal: " left '",
    expression: new RegExp(String.raw`^Channel ${NAME} left '[^']*' (?<kind>\S+)-bridge <(?<bridge>[^<>]+)>`),
    sample: "Channel PJSIP/1001-0000000b left 'native_rtp' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-left", bridgeId: g.bridge ?? "", bridgeKind: g.kind ?? "" })),
  },
  {
    files: ["bridge_channel.c"],
    literal: " swapped with ",
    expression: new RegExp(
      String.raw`^Channel ${NAME} swapped with (?<replaced>\S+) into '[^']*' \S+-bridge <(?<bridge>[^<>]+)>`,
    ),
    sample:
      "Channel PJSIP/1001-0000000d swapped with PJSIP/trunk-0000000a into 'simple_bridge' stasis-bridge <5de18f32-2356-4893-91c3-525f5d2710ad>",
    read: event((g) => ({ type: "bridge-swapped", bridgeId: g.bridge ?? "", replaced: g.replaced ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: "Called ",
    expression: /^Called (?<peer>\S+)$/,
    sample: "Called PJSIP/1001",
    read: event((g) => ({ type: "dial", state: "called", peer: g.peer ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " is ringing",
    expression: new RegExp(String.raw`^${NAME} is ringing`),
    sample: "PJSIP/1001-00000016 is ringing",
    read: event((g) => ({ type: "dial", state: "ringing", peer: g.name ?? "" })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " answered",
    expression: new RegExp(String.raw`^${NAME} answered(?: (?<caller>[A-Za-z][\w.]*\/[^\s'",<>]+))?`),
    sample: "PJSIP/1001-00000016 answered PJSIP/trunk-00000015",
    read: event((g) => ({ type: "dial", state: "answered", peer: g.name ?? "", caller: g.caller ?? null })),
  },
  {
    files: ["app_dial.c", "dial.c"],
    literal: " is busy",
    expression: new RegExp(String.raw`^${NAME} is busy`),
    sample: "PJSIP/1001-00000016 is busy",
    read: event((g) => ({ type: "dial", state: "busy", peer: g.name ?? "" })),
  },
  {
    files: ["app_dial.c"],
    literal: "Everyone is busy/congested at this time (",
    expression:
      /^Everyone is busy\/congested at this time \(\d+:(?<busy>\d+)\/(?<congested>\d+)\/(?<unavailable>\d+)\)/,
    sample: "Everyone is busy/congested at this time (1:0/0/1)",
    read: event((g) => ({
      type: "dial-failed",
      why: g.busy !== "0" ? "busy" : g.congested !== "0" ? "congested" : "not available",
      isWhole: true,
    })),
  },
  {
    files: ["app_dial.c"],
    literal: "Unable to create channel of type '",
    expression: /^Unable to create channel of type '[^']*' \(cause \d+ - (?<why>[^()]*)\)/,
    sample: "Unable to create channel of type 'PJSIP' (cause 3 - No route to destination)",
    read: event((g) => ({ type: "dial-failed", why: g.why ?? "", isWhole: false })),
  },
  {
    files: ["chan_pjsip.c"],
    literal: "Unable to create PJSIP channel - ",
    expression: /^Unable to create PJSIP channel - (?<why>endpoint '[^']*' was not found)/,
    sample: "Unable to create PJSIP channel - endpoint 'gw9' was not found",
    read: event((g) => ({ type: "dial-failed", why: g.why ?? "", isWhole: false })),
  },
  {
    files: ["app_voicemail.c"],
    literal: "No entry in voicemail config file for '",
    expression: /^No entry in voicemail config file for '(?<mailbox>[^']*)'/,
    sample: "No entry in voicemail config file for '2204'",
    read: event((g) => ({ type: "mailbox-missing", mailbox: g.mailbox ?? "" })),
  },
  // ---- Stasis ----
  {
    files: ["resource_channels.c"],
    literal: "Launching Stasis(",
    expression: new RegExp(String.raw`^Launching Stasis\((?<app>[^,)]*)(?:,[^)]*)?\) on ${NAME}`),
    sample: "Launching Stasis(voicebot,agent) on PJSIP/1001-0000000b",
    read: event((g) => ({ type: "stasis-launched", app: g.app ?? "" })),
  },
  {
    files: ["res_stasis.c"],
    literal: "' not ",
    expression: /^(?:Control allocation failed or )?Stasis app '(?<app>[^']*)' not (?<state>active|registered)/,
    sample: "Stasis app 'voicebot' not active",
    read: event((g) => ({
      type: "stasis-app-missing",
      app: g.app ?? "",
      wording: g.state === "active" ? "not-active" : "not-registered",
    })),
  },
  {
    files: ["app_stasis.c"],
    literal: "doesn't exist",
    expression: new RegExp(String.raw`^${NAME}: Stasis app '(?<app>[^']*)' doesn't exist`),
    sample: "SIP/trunk-00000005: Stasis app 'salesbot' doesn't exist",
    read: event((g) => ({ type: "stasis-app-missing", app: g.app ?? "", wording: "does-not-exist" })),
  },
  {
    files: ["app.c"],
    literal: "Deactivating Stasis app",
    expression: /^Deactivating Stasis app '(?<app>[^']*)'/,
    sample: "Deactivating Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-deactivated", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "ing Stasis app",
    expression: /^(?:Activating|Creating) Stasis app '(?<app>[^']*)'/,
    sample: "Activating Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-activated", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "Replacing Stasis app",
    expression: /^Replacing Stasis app '(?<app>[^']*)'/,
    sample: "Replacing Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-replaced", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "missed message",
    expression: /^Inactive Stasis app '(?<app>[^']*)' missed message/,
    sample: "Inactive Stasis app 'voicebot' missed message",
    read: event((g) => ({ type: "stasis-message-missed", app: g.app ?? "" })),
  },
  {
    files: ["res_http_websocket.c"],
    literal: "Web socket closed abruptly",
    expression: /^Web socket closed abruptly/,
    sample: "Web socket closed abruptly",
    read: event(() => ({ type: "websocket-closed-abruptly" })),
  },
  {
    // what the read of a websocket without a closing frame comes to: the bot's process or its connection is gone
    files: ["ari_websockets.c"],
    literal: "WebSocket read error: ",
    expression: /^WebSocket read error: /,
    sample: "WebSocket read error: Success",
    read: event(() => ({ type: "websocket-closed-abruptly" })),
  },
  // ---- SIP ----
  {
    files: ["chan_sip.c"],
    literal: "No compatible codecs",
    expression: /^No compatible codecs, not accepting this offer!/,
    sample: "No compatible codecs, not accepting this offer!",
    read: event(() => ({ type: "codecs-incompatible" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Retransmission timeout reached on transmission",
    expression:
      /^Retransmission timeout reached on transmission (?<sip>\S+) for seqno \d+ \(Critical (?<packet>Response|Request)\)/,
    sample:
      "Retransmission timeout reached on transmission 03e650cb5ab6e1246316d34e@127.0.0.11 for seqno 157 (Critical Response) -- See https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions",
    read: (g, { continuation }) => ({
      body: {
        type: "sip-retransmission-timeout",
        packet: g.packet === "Request" ? "request" : "response",
        afterMs: Number(/^Packet timed out after (\d{1,9})ms/.exec(continuation[0] ?? "")?.[1] ?? 0) || null,
      },
      ids: { sipCallId: g.sip },
    }),
  },
  {
    files: ["chan_sip.c"],
    literal: "no reply to our critical packet",
    expression: /^Hanging up call (?<sip>\S+) - no reply to our critical packet/,
    sample:
      "Hanging up call 03e650cb5ab6e1246316d34e@127.0.0.11 - no reply to our critical packet (see https://wiki.asterisk.org/wiki/display/AST/SIP+Retransmissions).",
    read: event(() => ({ type: "sip-critical-hangup" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Session-Timer expired",
    expression: /^Session-Timer expired - (?<sip>\S+)/,
    sample: "Session-Timer expired - 2b92bcd013e7b2fad6e57dd6@127.0.0.11",
    read: event(() => ({ type: "session-timer-expired" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Re-invite to non-existing call leg",
    expression: /^Re-invite to non-existing call leg on other UA\. SIP dialog '(?<sip>[^']+)'/,
    sample:
      "Re-invite to non-existing call leg on other UA. SIP dialog '2b92bcd013e7b2fad6e57dd6@127.0.0.11'. Giving up.",
    read: event(() => ({ type: "sip-dialog-gone" })),
  },
  {
    files: ["res_pjsip_logger.c"],
    literal: " SIP re",
    expression:
      /^<--- (?<way>Received|Transmitting) SIP (?:request|response) \(\d+ bytes\) (?:from|to) (?<peer>\S+) --->/,
    sample: "<--- Received SIP request (461 bytes) from UDP:127.0.0.11:51234 --->",
    read: pjsipLoggerReading,
    isOfNoCall,
  },
  {
    // The message starts with a line break: the header line is empty after the file name.
    files: ["chan_sip.c"],
    literal: "",
    expression:
      /^(?:(?<retrans>Retransmitting #\d+ \((?:no )?NAT\) to (?<peer2>\S+):)|(?:Reliably )?Transmitting \((?:no )?NAT\) to (?<peer>\S+):)?$/,
    sample: "Reliably Transmitting (no NAT) to 127.0.0.11:46208:",
    read: sipDebugReading,
    isOfNoCall,
  },
  // ---- media helpers ----
  {
    files: ["res_audiosocket.c"],
    literal: "Connect",
    expression: /^Connect(?:ing)? to '(?<address>[^']*)' failed/,
    sample: "Connecting to '127.0.0.1:9092' failed for url '127.0.0.1:9092': Connection refused",
    read: event((g) => ({ type: "audiosocket-failed", address: g.address ?? "" })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "timedout after MAX_CONNECT_TIMEOUT_MSEC",
    expression: /^AudioSocket connection to '(?<address>[^']*)' timedout after/,
    sample: "AudioSocket connection to '192.0.2.9:9092' timedout after MAX_CONNECT_TIMEOUT_MSEC (2000) milliseconds.",
    read: event((g) => ({ type: "audiosocket-failed", address: g.address ?? "" })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": WebSocket connection failed to ",
    expression: /^(?<owner>\S+): WebSocket connection failed to (?<address>\S+): (?<why>.*)$/,
    sample: "WebSocket/media1/0x7f2170028230: WebSocket connection failed to media1: Connection refused",
    read: event((g) => ({ type: "media-server-unreachable", address: g.address ?? "", why: g.why ?? "" })),
  },
  {
    files: ["chan_rtp.c"],
    literal: "Unable to resolve host",
    expression: /^Unable to resolve host '(?<address>[^']*)'/,
    sample: "Unable to resolve host 'media.example.net'",
    read: event((g) => ({
      type: "media-server-unreachable",
      address: g.address ?? "",
      why: "its name cannot be resolved",
    })),
  },
  {
    files: ["res_http_websocket.c"],
    literal: "Websocket seems unresponsive",
    expression: /^(?<why>Websocket seems unresponsive, disconnecting)/,
    sample: "Websocket seems unresponsive, disconnecting ...",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": This WebSocket channel only supports ",
    expression: /^(?<name>\S+): (?<why>This WebSocket channel only supports .*)$/,
    sample: "WebSocket/media1/0x7f2170028230: This WebSocket channel only supports AST_FRAME_VOICE frames",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    files: ["chan_websocket.c"],
    literal: ": WebSocket frame type ",
    expression: /^(?<name>\S+): (?<why>WebSocket frame type \d+ not supported)/,
    sample: "WebSocket/media1/0x7f2170028230: WebSocket frame type 0 not supported",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: true })),
  },
  {
    // chan_websocket.c:send_event prints what it could not write, as text or as JSON: the connection was gone
    files: ["chan_websocket.c"],
    literal: ": Unable to send event",
    expression: /^(?<name>\S+): (?<why>Unable to send event(?: \w+)?)/,
    sample: "WebSocket/media1/0x7f2170028230: Unable to send event MEDIA_XOFF",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: false })),
  },
  {
    // printed by Asterisk for an orderly close of the far end, too, before 20.14, 21.9 and 22.4
    files: ["app_audiosocket.c", "chan_audiosocket.c"],
    literal: "AudioSocket",
    expression: /^(?<why>Failed to (?:receive frame from AudioSocket|forward (?:channel )?frame from) .*)$/,
    sample:
      "Failed to receive frame from AudioSocket server '127.0.0.1:9092' connected to channel 'PJSIP/trunk-00000004'",
    read: event((g) => ({ type: "media-leg-failed", why: g.why ?? "", byAsterisk: false })),
  },
  {
    files: ["res_audiosocket.c"],
    literal: "AudioSocket",
    expression:
      /^(?<why>(?:Failed to (?:read header|read data|write data) (?:from|to) AudioSocket|Received AudioSocket message other than)(?<how>.*))$/,
    sample: "Failed to read header from AudioSocket because: Resource temporarily unavailable",
    read: event((g) => ({
      type: "media-leg-failed",
      why: g.why ?? "",
      // a reset or a broken pipe is the far end's doing; nothing to read yet, or a message that it does not know, Asterisk's
      byAsterisk: !/reset|pipe|not connected/i.test(g.how ?? ""),
    })),
  },
  {
    files: ["app_audiosocket.c"],
    literal: "of no activity on AudioSocket connection",
    expression: /^Reached timeout after (?<ms>\d+) ms of no activity on AudioSocket connection between/,
    sample:
      "Reached timeout after 2000 ms of no activity on AudioSocket connection between 'PJSIP/trunk-00000004' and '127.0.0.1:9092'",
    read: event((g) => ({ type: "audiosocket-idle", idleMs: Number(g.ms) })),
  },
  // ---- hang-ups from outside, core ----
  {
    files: ["manager.c"],
    literal: "hanging up channel:",
    expression: new RegExp(String.raw`^(?:HTTP )?Manager '(?<manager>[^']*)' from \S+, hanging up channel: ${NAME}`),
    sample: "Manager 'monitor' from 127.0.0.1, hanging up channel: PJSIP/trunk-00000019",
    read: event((g) => ({ type: "ami-hangup", manager: g.manager ?? "" })),
  },
  {
    files: ["channel.c"],
    literal: "Soft-Hanging (",
    expression: new RegExp(String.raw`^Soft-Hanging \((?<flag>0x[0-9a-f]+)\) up channel '${NAME}'`),
    sample: "Soft-Hanging (0x20) up channel 'PJSIP/trunk-00000003'",
    read: event((g) => ({ type: "soft-hangup", flag: Number(g.flag) })),
  },
  {
    files: ["channel.c"],
    literal: "' allocated",
    expression: new RegExp(String.raw`^Channel (?<address>\S+) '${NAME}' allocated`),
    sample: "Channel 0x7f8a3c01b2c0 'PJSIP/trunk-00000003' allocated",
    read: event((g) => ({ type: "channel-allocated", address: g.address ?? "" })),
  },
  {
    files: ["stasis.c"],
    literal: "Topic 'channel:",
    expression: /^Topic 'channel:(?<id>[^']+)': (?<address>\S+) created/,
    sample: "Topic 'channel:1795363779.0': 0x7f8a3c01b2c0 created",
    read: event((g) => ({ type: "channel-topic", address: g.address ?? "" })),
  },
  {
    files: ["logger.c", "asterisk.c"],
    literal: " built by ",
    expression: /^Asterisk (?<version>\S+) built by /,
    sample: "Asterisk 20.20.1 built by root @ vm on a x86_64 running Linux on 2026-11-22 15:26:05 UTC",
    read: event((g) => ({ type: "log-opened", version: g.version ?? "" })),
  },
  {
    // printed by load_pbx, of a start the first line that is the same in all versions (main/pbx.c)
    files: ["pbx.c"],
    literal: "Asterisk PBX Core Initializing",
    expression: /^Asterisk PBX Core Initializing/,
    sample: "Asterisk PBX Core Initializing",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["pbx.c"],
    literal: "Registering builtin functions:",
    expression: /^Registering builtin functions:/,
    sample: "Registering builtin functions:",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["loader.c"],
    literal: "Asterisk Dynamic Loader Starting",
    expression: /^Asterisk Dynamic Loader Starting/,
    sample: "Asterisk Dynamic Loader Starting:",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    // printed by a start alone, never by `module load` (main/loader.c:load_modules)
    files: ["loader.c"],
    literal: " modules will be loaded",
    expression: /^\d+ modules will be loaded/,
    sample: "312 modules will be loaded.",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    // the core's own channel type: those of drivers register as often as their module is loaded (main/channel.c:ast_channels_init)
    files: ["channel.c"],
    literal: "Registered channel type 'Surrogate'",
    expression: /^Registered channel type 'Surrogate'/,
    sample: "Registered channel type 'Surrogate' (Surrogate channel used to pull channel from an application)",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["message.c"],
    literal: "Message handler 'dialplan' registered",
    expression: /^Message handler 'dialplan' registered/,
    sample: "Message handler 'dialplan' registered.",
    read: event(() => ({ type: "asterisk-starting" })),
  },
  {
    files: ["asterisk.c"],
    literal: "Asterisk Ready.",
    expression: /^Asterisk Ready\./,
    sample: "Asterisk Ready.",
    read: event(() => ({ type: "asterisk-ready" })),
  },
  {
    files: ["asterisk.c"],
    literal: "cleanly ending",
    expression: /^Asterisk (?<how>un)?cleanly ending \(\d+\)/,
    sample: "Asterisk cleanly ending (0).",
    read: event((g) => ({ type: "asterisk-ended", cleanly: g.how === undefined })),
  },
  {
    files: ["asterisk.c"],
    literal: "Remote UNIX connection",
    expression: /^Remote UNIX connection(?<gone> disconnected)?$/,
    sample: "Remote UNIX connection disconnected",
    read: event((g) => ({ type: g.gone ? "cli-disconnected" : "cli-connected" })),
  },
  {
    files: ["logger", "logger.c"],
    literal: "Log queue threshold",
    expression: /^Log queue threshold \(\d+\) exceeded/,
    sample: "Log queue threshold (1000) exceeded.  Discarding new messages.",
    read: event(() => ({ type: "log-discarding" })),
  },
  {
    files: ["logger", "logger.c"],
    literal: "Logging resumed",
    expression: /^Logging resumed\. {1,2}(?<count>\d+) messages? discarded/,
    sample: "Logging resumed.  17 messages discarded.",
    read: event((g) => ({ type: "log-resumed", discardedCount: Number(g.count) })),
  },
  // ---- faults of media, threads and resources ----
  {
    files: ["app_dial.c", "features.c"],
    literal: "Setting call duration limit",
    expression: /^Setting call duration limit to (?<seconds>[\d.]+) seconds/,
    sample: "Setting call duration limit to 12.000 seconds.",
    read: event((g) => ({ type: "duration-limit-set", seconds: Number(g.seconds) })),
  },
  {
    // with a warning or an end sound, L(x:y:z) prints its limits one a line (main/features.c:ast_bridge_timelimit)
    files: ["features.c"],
    literal: "timelimit      = ",
    expression: /^timelimit {6}= \d+ ms \((?<seconds>[\d.]+) s\)/,
    sample: "timelimit      = 60000 ms (60.000 s)",
    read: event((g) => ({ type: "duration-limit-set", seconds: Number(g.seconds) })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "No files available for class",
    expression: /^No files available for class '(?<mohClass>[^']*)'/,
    sample: "No files available for class 'default'",
    read: event((g) => ({ type: "moh-without-files", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Unable to open file '",
    expression: /^Unable to open file '(?<file>[^']*)': (?<why>.*)$/,
    sample: "Unable to open file '/var/lib/asterisk/moh/waltz': Function not implemented",
    read: event((g) => ({ type: "moh-file-unreadable", file: g.file ?? "", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Read error",
    expression: /^RT(?:P|CP) Read error: .*Hanging up/,
    sample: "RTP Read error: Connection refused.  Hanging up.",
    read: event(() => ({ type: "rtp-socket-error" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "DTLS failure occurred",
    expression: /^DTLS failure occurred on RTP instance '[^']*' due to reason '(?<why>[^']*)'/,
    sample:
      "DTLS failure occurred on RTP instance '0x7f2170028230' due to reason 'certificate verify failed', terminating",
    read: event((g) => ({ type: "dtls-failed", why: g.why ?? "", terminating: true })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Fingerprint provided by remote party",
    expression: /^Fingerprint provided by remote party does not match that of peer certificate/,
    sample:
      "Fingerprint provided by remote party does not match that of peer certificate on RTP instance '0x7f2170028230'",
    read: event(() => ({
      type: "dtls-failed",
      why: "the certificate is not the one whose fingerprint the SDP gave",
      terminating: false,
    })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: ": DTLS packet from ",
    expression:
      /^(?<id>\S+): DTLS packet from \S+ dropped\. (?<why>ICE not completed yet|Source not in ICE active candidate list)/,
    sample: "1795363162.28: DTLS packet from 192.0.2.9:40000 dropped. ICE not completed yet.",
    read: event((g) => ({ type: "ice-failed", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: ") ICE ",
    expression: /^\(\S+\) ICE (?<why>failed to create session|no RTP candidates)/,
    sample: "(0x7f2170028230) ICE no RTP candidates; skipping checklist",
    read: event((g) => ({ type: "ice-failed", why: g.why ?? "" })),
  },
  {
    // printed at the tenth packet that failed, and every 150 after it (res_srtp.c:ast_srtp_unprotect)
    files: ["res_srtp.c"],
    literal: "SRTP unprotect failed on SSRC",
    expression: /^SRTP unprotect failed on SSRC \d+ because of (?<why>[^\d]+) \d+$/,
    sample: "SRTP unprotect failed on SSRC 305419896 because of authentication failure 10",
    read: event((g) => ({ type: "srtp-failed", why: g.why ?? "" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Comfort noise support incomplete",
    expression: /^Comfort noise support incomplete in Asterisk/,
    sample:
      "Comfort noise support incomplete in Asterisk (RFC 3389). Please turn off on client if possible. Client address: 192.0.2.9",
    read: event(() => ({ type: "comfort-noise" })),
  },
  {
    files: ["channel.c"],
    literal: "Exceptionally long",
    expression: new RegExp(String.raw`^Exceptionally long (?:voice )?queue length (?:\(.*\) )?queuing to ${NAME}`),
    sample: "Exceptionally long voice queue length (96 voice / 96 total) queuing to PJSIP/trunk-0000000a",
    read: event(() => ({ type: "channel-blocked" })),
  },
  {
    files: ["channel.c"],
    literal: "Unable to write to alert pipe on",
    expression: new RegExp(String.raw`^Unable to write to alert pipe on ${NAME} \(qlen = `),
    sample: "Unable to write to alert pipe on PJSIP/trunk-0000000a (qlen = 96): Resource temporarily unavailable!",
    read: event(() => ({ type: "channel-blocked" })),
  },
  {
    files: ["chan_sip.c"],
    literal: "Autodestruct on dialog",
    expression: new RegExp(String.raw`^Autodestruct on dialog '(?<sip>[^']+)' with owner ${NAME} in place`),
    sample:
      "Autodestruct on dialog '2b92bcd013e7b2fad6e57dd6@127.0.0.11' with owner SIP/trunk-0000000a in place (Method: BYE). Rescheduling destruction for 10000 ms",
    read: event(() => ({ type: "dialog-outlived" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "couldn't allocate a port for RTP",
    expression: /^Oh dear\.\.\. we couldn't allocate a port for RTP instance/,
    sample: "Oh dear... we couldn't allocate a port for RTP instance '0x7f2170028230'",
    read: event(() => ({ type: "rtp-ports-exhausted" })),
  },
  {
    files: ["res_rtp_asterisk.c"],
    literal: "Failed to create a new socket for RTP",
    expression: /^Failed to create a new socket for RTP instance/,
    sample: "Failed to create a new socket for RTP instance '0x7f2170028230'",
    read: event(() => ({ type: "descriptors-exhausted" })),
  },
  {
    files: ["tcptls.c", "alertpipe.c", "asterisk.c"],
    literal: "Too many open files",
    expression: /^(?:TCP\/TLS accept failed|Failed to create alert pipe|Accept returned -?\d+): Too many open files/,
    sample: "TCP/TLS accept failed: Too many open files",
    read: event(() => ({ type: "descriptors-exhausted" })),
  },
  {
    // worded so up to 20.17, 21, 22.7 and 23.1: The 'pjsip/distributor-0000001f' task processor queue reached 500 scheduled tasks.
    files: ["taskprocessor.c"],
    literal: "queue reached ",
    expression:
      /^(?:Taskprocessor '(?<new>[^']*)' queue|The '(?<old>[^']*)' task processor queue) reached (?<count>\d+) scheduled tasks/,
    sample:
      "Taskprocessor 'pjsip/distributor-0000001f' queue reached 500 scheduled tasks (high water mark: 500) again.",
    read: event((g) => ({
      type: "taskprocessor-full",
      processor: g.new ?? g.old ?? "",
      taskCount: Number(g.count),
    })),
  },
  {
    files: ["http.c"],
    literal: "HTTP session count exceeded",
    expression: /^HTTP session count exceeded (?<count>\d+) sessions/,
    sample: "HTTP session count exceeded 100 sessions.",
    read: event((g) => ({ type: "http-session-limit", sessionCount: Number(g.count) })),
  },
  {
    files: ["ari_websockets.c", "resource_events.c"],
    literal: "Problem occurred during websocket write",
    expression: /^Problem occurred during websocket write to /,
    sample: "Problem occurred during websocket write to 127.0.0.1:57106, websocket closed",
    read: event(() => ({ type: "websocket-write-failed" })),
  },
  // ---- ARI debug ----
  {
    files: ["res_ari.c"],
    literal: "ARI request received",
    expression: /^<--- ARI request received from: (?<client>\S+) --->/,
    sample: "<--- ARI request received from: 127.0.0.1:57114 --->",
    read: ariRequestReading,
  },
  {
    files: ["res_ari.c"],
    literal: "Sending ARI response",
    expression: /^<--- Sending ARI response to (?<client>\S+) --->/,
    sample: "<--- Sending ARI response to 127.0.0.1:57114 --->",
    read: ariResponseReading,
  },
  {
    files: ["ari_websockets.c", "resource_events.c"],
    literal: "Sending ARI event",
    expression: /^<--- Sending ARI event to (?<client>\S+) --->/,
    sample: "<--- Sending ARI event to 127.0.0.1:57106 --->",
    read: ariEventReading,
  },
];
