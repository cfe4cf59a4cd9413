// Faults of the run: what belongs to no single call, said once with its count. Each is a few lines; they share this file
// because each only reads one sum of run-facts.ts.
import { defineRun } from "./rule.js";
import { timerThatKnows } from "./snippets.js";
import { readTheWebsocket } from "./websocket-advice.js";

export const logLossy = defineRun({
  code: "LOG201",
  name: "log-lossy",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk discarded log messages because it could not write them fast enough.",
    impact: "Between the two lines the absence of a message proves nothing; verdicts are more careful there.",
    references: ["main/logger.c:ast_log_full"],
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

export const asteriskRestarted = defineRun({
  code: "SYS201",
  name: "asterisk-restarted",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "Asterisk was started again within the log.",
    impact: "Channel names and C- ids begin again and mean other calls.",
    references: ["main/asterisk.c:asterisk_daemon"],
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
    references: ["main/asterisk.c:really_quit"],
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
    references: ["res/ari/ari_websockets.c:ari_websocket_session_write"],
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

/** So many make a pattern. */
const PATTERN = 3;

export const oneEndpoint = defineRun({
  code: "SIP201",
  name: "cause-repeats-on-endpoint",
  severity: "info",
  since: "0.1.0",
  docs: {
    meaning: "A cause comes again and again, and only on one endpoint of several.",
    impact: "The fault is with that trunk or its configuration, not with the bot.",
    references: ["counted over the calls of this run"],
  },
  *check({ callsOfEndpoint, endpointsOfCause }) {
    for (const [cause, endpoints] of endpointsOfCause) {
      const total = [...endpoints.values()].reduce((sum, { count }) => sum + count, 0);
      for (const [endpoint, { count, evidence }] of endpoints) {
        const calls = callsOfEndpoint.get(endpoint) ?? count;
        const others = [...callsOfEndpoint].reduce((sum, [name, n]) => (name === endpoint ? sum : sum + n), 0);
        // all of them on one endpoint, although the others had calls enough to show it too
        if (count < PATTERN || count < total || others < calls) continue;
        yield {
          message: `${count} of ${calls} calls of ${endpoint} ended with ${cause}, and none of the ${others} calls of other endpoints.`,
          proof: [],
          evidence,
          advice: [],
        };
      }
    }
  },
});

export const sameAge = defineRun({
  code: "SIP202",
  name: "calls-lost-at-same-age",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Many calls were lost at the same age: a timer ends them, not people.",
    impact: "Every call that lasts so long is lost.",
    references: ["RFC 3261 section 13.3.1.4 (32 s)", "RFC 4028 section 10 (session timers)"],
  },
  *check({ lostAtAge, lostCount }) {
    for (const [seconds, { count, evidence }] of lostAtAge) {
      if (seconds < 20 || count < PATTERN || count < lostCount / 2) continue;
      yield {
        message: `${count} of ${lostCount} lost calls ended at the age of ${seconds} s${seconds === 32 ? ", which is how long Asterisk waits for an ACK" : ""}.`,
        proof: [],
        evidence,
        advice: [],
      };
    }
  },
});

export const endedTogether = defineRun({
  code: "SYS204",
  name: "calls-lost-together",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Several calls were lost in the same second: one thing ended them all.",
    impact: "Look for what happened to Asterisk, the bot or the network at that moment.",
    references: ["counted over the calls of this run"],
  },
  *check({ lostInSecond }) {
    for (const [second, { count, evidence }] of lostInSecond) {
      if (count >= PATTERN)
        yield {
          message: `${count} calls were lost in the same second, ${new Date(second * 1000).toISOString().replace(".000", "")}.`,
          proof: [],
          evidence,
          advice: [],
        };
    }
  },
});

export const hangsUpByClock = defineRun({
  code: "BOT215",
  name: "bot-hangs-up-by-clock",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "The bot cut off many calls after the same whole number of seconds: a timer of its own does it.",
    impact: "Every turn that takes so long is lost, whatever Asterisk's settings are.",
    evidence:
      "Three calls or more with the cause bot-hangup, at least half of all such calls, hung up within 0.12 s of the same whole second after the hold, or after the start of the call.",
    fix: "Find the timer of that length (watchdog, clean-up, a task's timeout) and stop it while an answer is on its way.",
    references: ["counted over the calls of this run"],
  },
  *check({ botCuts }) {
    const [most] = [botCuts.afterHold, botCuts.afterStart]
      .flatMap((table, i) =>
        [...table].map(([seconds, tally]) => ({ seconds, tally, from: i === 0 ? "hold" : "start" })),
      )
      .sort((a, b) => b.tally.count - a.tally.count);
    if (!most || most.tally.count < PATTERN || most.tally.count < botCuts.count / 2) return;
    yield {
      message: `The bot hung up ${most.tally.count} of the ${botCuts.count} calls that it cut off ${most.seconds} s after the ${most.from}: a timer of its own.`,
      proof: [],
      evidence: most.tally.evidence,
      advice: [
        {
          kind: "bot",
          title: `Find the bot's timer of ${most.seconds} s`,
          reason: "Stop it while the model or the speech works, and start it anew when the playback has finished.",
          risk: "A call whose model never answers stays up until the model's own deadline.",
          snippets: timerThatKnows,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
