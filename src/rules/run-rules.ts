// Faults of the run: what belongs to no single call, said once with its count. Each is a few lines; they share this file
// because each only reads one sum of run-facts.ts.
import type { TimedEvent } from "../calls/call.js";
import type { EventOf } from "../events/event.js";
import { inSeconds } from "./evidence.js";
import { certificatesThatFit } from "./rtp105-media-socket-failed.js";
import { findIcePath } from "./rtp107-ice-failed.js";
import { defineRun } from "./rule.js";
import { keepFloodAway } from "./sys106-taskprocessor-overload.js";
import { readTheWebsocket } from "./websocket-advice.js";

export const logLossy = defineRun({
  code: "LOG201",
  name: "log-lossy",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk discarded log messages because it could not write them fast enough.",
    impact: "Between the two lines the absence of a message proves nothing; verdicts are more careful there.",
    evidence: "Asterisk's line `Log queue threshold (N) exceeded`.",
    fix: "Raise `logger_queue_limit` in logger.conf (default 1000), then `logger reload`; turn SIP, RTP and ARI debug off when it is not needed; look for a flood of requests.",
    references: ["main/logger.c:ast_log_full", "main/logger.c:logger_thread"],
  },
  *check({ events }) {
    const discarding = events.get("log-discarding");
    if (!discarding) return;
    yield {
      message: `The log has holes: Asterisk discarded messages ${times(discarding.count)}.`,
      proof: discarding.first,
      evidence: [],
      advice: [
        {
          kind: "config",
          title: "Let the logger queue more",
          reason: "A burst (SIP traces, a flood of OPTIONS) overran the queue of 1000 messages.",
          risk: "A little memory.",
          file: "/etc/asterisk/logger.conf",
          section: "general",
          option: "logger_queue_limit",
          current: null,
          proposed: "10000",
          appliesTo: "all versions; default 1000",
          apply: ['asterisk -rx "logger reload"'],
          verify: ['asterisk -rx "logger show channels"'],
        },
      ],
    };
  },
});

export const unexplainedLines = defineRun({
  code: "LOG202",
  name: "unexplained-lines",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk or the bot logged warnings or errors that this tool does not know, or could give to no call.",
    impact: "None of them was used to judge a call. One that stands near a lost call may be its cause all the same.",
    evidence:
      "Lines of level WARNING, ERROR or worse, and tracebacks, that name no call and that no pattern reads, or of the bot and no single call was up. Those of a call stand with the call. Lines that differ in ids and numbers only count as one kind; of five kinds the first line is cited, errors before warnings.",
    excludedBy:
      "Lines that are known to touch no call, such as those of modules that are not loaded because they are not configured.",
    fix: "Read them. Each names the source file or the part of the bot that printed it.",
    references: ["main/logger.c:levels", "ari-doctor: src/events/harmless.ts"],
  },
  *check({ unread, unreadOfMoreKinds }) {
    const kinds = [...unread.values()];
    if (kinds.length === 0) return;
    const isError = ({ first: { event } }: (typeof kinds)[number]): boolean =>
      event.severity === "error" || event.exception !== undefined;
    const lineCount = kinds.reduce((sum, { count }) => sum + count, unreadOfMoreKinds);
    const ordered = [...kinds.filter(isError), ...kinds.filter((kind) => !isError(kind))];
    yield {
      message: `${lineCount === 1 ? "1 warning or error belongs" : `${lineCount} warnings and errors belong`} to no call that could be told, and no verdict rests on ${lineCount === 1 ? "it" : "them"}${kinds.length > 1 ? ` (${kinds.length}${unreadOfMoreKinds > 0 ? " or more" : ""} kinds)` : ""}.`,
      proof: ordered.slice(0, 5).map(({ first }) => first),
      evidence: [],
      advice: [],
    };
  },
});

export const asteriskRestarted = defineRun({
  code: "SYS201",
  name: "asterisk-restarted",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk was started again within the log.",
    impact: "Channel names and C- ids begin again and mean other calls.",
    evidence:
      "`Asterisk Ready.` after an `Asterisk ... ending` in the same log. The start with which a log begins does not count.",
    fix: "Nothing, if it was planned. Else `core restart gracefully` lets calls end first. After a restart the bot must drop the channels that it knows.",
    references: ["main/asterisk.c:asterisk_daemon", "main/asterisk.c:really_quit"],
  },
  *check({ starts }) {
    if (starts.clean.length > 0)
      yield {
        message: `Asterisk was stopped and started again ${times(starts.clean.length)}.`,
        proof: starts.clean.slice(0, 3),
        evidence: [],
        advice: [],
      };
  },
});

export const asteriskCrashed = defineRun({
  code: "SYS202",
  name: "asterisk-crashed",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk started again without having said that it ended: it crashed or was killed.",
    impact: "All calls of that moment end without a line.",
    evidence: "A further `Asterisk Ready.` in the log, with no `Asterisk ... ending` since the start before it.",
    excludedBy: "The start with which a log begins: what was before it is not in the log.",
    fix: "Look for the OOM killer, a crash or a kill at that time: `journalctl -k`, `coredumpctl list asterisk`.",
    references: ["main/asterisk.c:really_quit", "main/asterisk.c:asterisk_daemon"],
  },
  *check({ starts }) {
    if (starts.unclean.length === 0) return;
    yield {
      message: `Asterisk crashed or was killed ${times(starts.unclean.length)}.`,
      proof: starts.unclean.slice(0, 3),
      evidence: [],
      advice: [
        {
          kind: "capture",
          title: "Find out what killed Asterisk",
          reason: "Look for the OOM killer, a crash or a kill at that time.",
          risk: null,
          apply: ["journalctl -k --since today | grep -i -e oom -e segfault", "coredumpctl list asterisk"],
          verify: [],
        },
      ],
    };
  },
});

export const botReadsSlowly = defineRun({
  code: "ARI202",
  name: "websocket-write-failed",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk could not write an event to the bot's websocket in time and closed it.",
    impact: "The bot misses events until it is back; its calls stay up with nobody driving them.",
    evidence: "Asterisk's `Problem occurred during websocket write to ..., websocket closed`.",
    fix: "Do not block the bot's reader: hand events to a queue at once, and run model and speech elsewhere. Raise `websocket_write_timeout` in ari.conf (default 100 ms) to 500 to 2000. On reconnecting, ask GET /channels.",
    references: ["res/ari/ari_websockets.c:session_write"],
  },
  *check({ events }) {
    const failed = events.get("websocket-write-failed");
    if (!failed) return;
    yield {
      message: `Asterisk gave the bot's websocket up ${times(failed.count)}, because the bot did not read in time.`,
      proof: failed.first,
      evidence: [],
      advice: readTheWebsocket,
    };
  },
});

export const eventsMissed = defineRun({
  code: "ARI203",
  name: "stasis-messages-missed",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Events for the bot were lost while its app was not connected.",
    impact: "The bot does not know how calls of that time ended.",
    evidence: "Asterisk's `Inactive Stasis app '...' missed message`, one line for each event.",
    fix: "Have the bot reconnect at once and then ask GET /channels, for Asterisk does not send again what it missed.",
    references: ["res/stasis/app.c:app_send"],
  },
  *check({ events }) {
    const missed = events.get("stasis-message-missed");
    if (missed)
      yield {
        message: `${missed.count} events for the bot were lost while it was away.`,
        proof: missed.first,
        evidence: [],
        advice: [],
      };
  },
});

export const portsRanOut = defineRun({
  code: "SYS203",
  name: "rtp-port-range-too-small",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk found no free RTP port, or no socket for one.",
    impact: "New calls are refused with 488, with no channel and no line of their own.",
    evidence:
      "Asterisk's `couldn't allocate a port for RTP instance`, or `Failed to create a new socket for RTP instance`.",
    fix: "Ports: widen `rtpstart` and `rtpend` in rtp.conf, and the firewall with it. Sockets: raise the limit of open files (`maxfiles` in asterisk.conf, `LimitNOFILE` of the service). Look for calls that never end.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport"],
  },
  *check({ events }) {
    const ports = events.get("rtp-ports-exhausted");
    const sockets = events.get("descriptors-exhausted");
    if (ports)
      yield {
        message: `Asterisk had no RTP port left ${times(ports.count)}.`,
        proof: ports.first,
        evidence: [],
        advice: [],
      };
    if (sockets)
      yield {
        message: `Asterisk could open no socket for RTP ${times(sockets.count)}: look at its limit of open files.`,
        proof: sockets.first,
        evidence: [],
        advice: [],
      };
  },
});

export const httpSessionsRanOut = defineRun({
  code: "ARI204",
  name: "http-sessions-used-up",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk's HTTP server was at its limit of sessions.",
    impact: "Requests of the bot are closed without an answer.",
    evidence: "Asterisk's `HTTP session count exceeded N sessions`.",
    fix: "Let the bot reuse a few HTTP connections, and raise `sessionlimit` in http.conf (default 100).",
    references: ["main/http.c:httpd_helper_thread"],
  },
  *check({ events }) {
    const limit = events.get("http-session-limit");
    if (limit)
      yield {
        message: `Asterisk closed HTTP connections at its limit ${times(limit.count)}.`,
        proof: limit.first,
        evidence: [],
        advice: [],
      };
  },
});

export const requestsIgnored = defineRun({
  code: "SYS109",
  name: "sip-requests-ignored",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning:
      "Task processors of Asterisk were full. While one is, PJSIP ignores new requests on UDP and answers 503 on TCP and TLS.",
    impact:
      "Calls of that time get no answer and leave no channel and no line: they are not among the calls of the report.",
    evidence: "`Taskprocessor … queue reached … scheduled tasks`, or `The … task processor queue reached …`.",
    fix: "Keep floods of requests away from PJSIP, and find what slows the processor that is named.",
    references: ["main/taskprocessor.c:taskprocessor_push", "res/res_pjsip/pjsip_distributor.c:distributor"],
  },
  *check({ events }) {
    const full = events.get("taskprocessor-full");
    if (!full) return;
    const [first] = full.first as TimedEvent<EventOf<"taskprocessor-full">>[];
    const { last } = full;
    const lastedMs = last?.atMs != null && first?.atMs != null ? last.atMs - first.atMs : 0;
    yield {
      message: `Task processors were full ${times(full.count)} within ${inSeconds(lastedMs / 1_000)}, ${first?.event.processor ?? "one"} first: PJSIP ignores new calls while that lasts, and such calls leave no line.`,
      proof: full.first,
      evidence: [],
      advice: [keepFloodAway],
    };
  },
});

export const mediaNotSetUp = defineRun({
  code: "RTP109",
  name: "media-set-up-failed",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "ICE or DTLS of some call failed, in lines that name no call.",
    impact: "Callers of that time may have heard nothing.",
    evidence: "Lines of res_rtp_asterisk.c on ICE or DTLS from a thread that serves no call.",
    fix: "Give ICE a path (stunaddr, turnaddr, ice_support), and make certificates and DTLS roles fit.",
    references: ["res/res_rtp_asterisk.c:rtp_allocate_transport", "res/res_rtp_asterisk.c:ast_rtp_ice_start"],
  },
  *check({ events }) {
    const [ice, dtls] = [events.get("ice-failed"), events.get("dtls-failed")];
    if (ice)
      yield {
        message: `ICE failed ${times(ice.count)} in lines that name no call.`,
        proof: ice.first,
        evidence: [],
        advice: [findIcePath],
      };
    if (dtls) {
      const line = dtls.first[0]?.event;
      yield {
        message: `A DTLS handshake failed ${times(dtls.count)} in lines that name no call.`,
        proof: dtls.first,
        evidence: [],
        advice: [certificatesThatFit(line?.type === "dtls-failed" ? line.why : "", false)],
      };
    }
  },
});

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
