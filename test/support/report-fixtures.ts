// Two reports written by hand, checked against the schema: an RTP timeout with both logs (lines of a real Asterisk
// 20.20.1), and the incident that this tool began with, of which only four lines of the bot's log are left.
import { renderNdjson } from "../../src/report/ndjson.js";
import { type CallRow, type GapRow, type Report, reportSchema, type TimelineEntry } from "../../src/report/schema.js";
import type { Evidence } from "../../src/verdict/verdict.js";

const FULL = "asterisk.full.log";
const BOT = "bot.log";
const CHANNEL = "SIP/trunk-00000001";

const noticeLine: Evidence = {
  source: FULL,
  line: 1075,
  byteOffset: 104_221,
  at: "2026-11-22T15:57:32.000Z",
  text: `[Nov 22 15:57:32] NOTICE[21706] chan_sip.c: Disconnecting call '${CHANNEL}' for lack of RTP activity in 6 seconds`,
};

const refusalLine: Evidence = {
  source: BOT,
  line: 94,
  byteOffset: 12_002,
  at: "2026-11-22T15:57:34.845Z",
  text: '2026-11-22 15:57:34,845 - app.backend.asterisk.ari_client - ERROR - ❌ Ошибка ARI POST /ari/channels/1795363045.1/play/5df05aa4-ed62-4952-becd-79dc2a5d8fa5?media=sound%3Abot%2Fanswer_long: 404 - {"message":"Channel not found"}',
};

function entry(
  time: string,
  side: TimelineEntry["side"],
  line: number,
  event: string,
  text: string,
  reason?: string,
): TimelineEntry {
  return {
    at: `2026-11-22T${time}Z`,
    source: side === "bot" ? BOT : FULL,
    side,
    line,
    event,
    text,
    ...(reason === undefined ? { attributed: "direct" } : { attributed: "inferred", reason }),
  };
}

const notKnown = { seconds: null, from: "unknown", file: null, line: null } as const;
const unknownLimits = {
  driver: null,
  scope: null,
  why: null,
  rtpTimeout: notKnown,
  rtpHoldTimeout: notKnown,
  rtpKeepalive: notKnown,
};

/** The gap of the RTP timeout: 8.7 s with a limit of 5 s. */
export const gapOverLimit: GapRow = {
  kind: "hold-to-playback",
  fromAt: "2026-11-22T15:57:26.151Z",
  toAt: "2026-11-22T15:57:34.845Z",
  seconds: 8.694,
  precisionSeconds: 0.001,
  limitSeconds: 5,
  limitOption: "rtptimeout",
  exceedsLimit: true,
  playback: "refused",
};

/** A call that Asterisk hung up while the bot was thinking. */
export const rtpTimeoutCall: CallRow = {
  channelId: "1795363045.1",
  channelName: CHANNEL,
  logCallId: "C-00000002",
  sipCallId: "6c042fcc5cd48cb4aa94d0d4@127.0.0.11",
  host: null,
  caller: "79162579129",
  exten: "1010",
  legs: [
    {
      channelId: "1795363045.1",
      channelName: CHANNEL,
      driver: "chan_sip",
      role: "caller",
      startedAt: "2026-11-22T15:57:25.000Z",
      endedAt: "2026-11-22T15:57:32.052Z",
      hangupCause: 44,
    },
  ],
  startedAt: "2026-11-22T15:57:25.000Z",
  endedAt: "2026-11-22T15:57:32.052Z",
  channelSurvived: false,
  limits: unknownLimits,
  gaps: [gapOverLimit],
  diagnosis: {
    cause: "rtp-timeout",
    confidence: "confirmed",
    summary:
      "Asterisk hung the call up at 15:57:32: it had received no RTP from the caller for 6 s, and rtptimeout is 5 s. The bot tried to play 2.8 s later.",
    evidence: [noticeLine, refusalLine],
    candidates: [],
    ruledOut: [
      {
        cause: "bot-hangup",
        reason: "The bot logged no DELETE of the channel before it was gone.",
        evidence: [refusalLine],
      },
      { cause: "asterisk-stopped", reason: "Asterisk ran on for 26 s after the hangup.", evidence: [] },
    ],
    missing: [],
  },
  findings: [
    {
      code: "RTP102",
      name: "hold-gap-over-rtp-timeout",
      severity: "warning",
      message: "The bot needed 8.69 s from hold to playback, longer than the RTP timeout of 5 s.",
      evidence: [refusalLine],
      recommendationIds: [],
    },
  ],
  unexplained: [],
  unexplainedLineCount: 0,
  firstLines: [
    {
      at: "2026-11-22T15:57:25.000Z",
      source: FULL,
      side: "asterisk",
      line: 1031,
      text: `Executing [1010@from-trunk:1] Answer("${CHANNEL}", "") in new stack`,
    },
    {
      at: "2026-11-22T15:57:25.550Z",
      source: BOT,
      side: "bot",
      line: 11,
      text: "🔔 Новый звонок: Channel=1795363045.1, Caller=79162579129",
    },
  ],
  timeline: [
    entry(
      "15:57:25.000",
      "asterisk",
      1031,
      "answer",
      `Executing [1010@from-trunk:1] Answer("${CHANNEL}", "") in new stack`,
    ),
    entry(
      "15:57:25.000",
      "asterisk",
      1034,
      "StasisStart",
      `Executing [1010@from-trunk:3] Stasis("${CHANNEL}", "voicebot") in new stack`,
    ),
    entry("15:57:25.550", "bot", 11, "call-start", "🔔 Новый звонок: Channel=1795363045.1, Caller=79162579129"),
    entry("15:57:25.551", "bot", 12, "answer", "✅ Канал 1795363045.1 успешно отвечен"),
    entry(
      "15:57:25.552",
      "bot",
      13,
      "playback-requested",
      "🔊 REAL ARI playback: 8e872598-6c7c-410e-bdb0-ea5f56f5c0e5 for chunk 0 на канале 1795363045.1",
    ),
    entry("15:57:26.000", "asterisk", 1042, "hold", `Started music on hold, class 'default', on channel '${CHANNEL}'`),
    entry("15:57:26.151", "bot", 20, "hold", "🔒 Канал 1795363045.1 поставлен на hold"),
    entry(
      "15:57:32.000",
      "asterisk",
      1075,
      "rtp-timeout",
      `Disconnecting call '${CHANNEL}' for lack of RTP activity in 6 seconds`,
    ),
    entry("15:57:32.000", "asterisk", 1076, "unhold", `Stopped music on hold on ${CHANNEL}`),
    entry("15:57:32.052", "bot", 72, "StasisEnd", "🔚 StasisEnd: канал 1795363045.1 покинул приложение"),
    entry(
      "15:57:34.843",
      "bot",
      92,
      "tts",
      "✅ Sequential TTS chunk 0: 0.86s",
      "Only this call was waiting for speech at the time.",
    ),
    entry("15:57:34.845", "bot", 94, "bot-request-failed", "❌ Ошибка ARI POST /ari/channels/1795363045.1/play: 404"),
  ],
  leftOutEventCount: 0,
};

/** A call that went well, told in as few lines as the schema allows. */
export const healthyCall: CallRow = {
  ...rtpTimeoutCall,
  channelId: "1795363044.0",
  channelName: "SIP/gsm-gw-00000000",
  logCallId: "C-00000001",
  sipCallId: null,
  legs: [],
  channelSurvived: true,
  limits: unknownLimits,
  gaps: [{ ...gapOverLimit, seconds: 2.161, exceedsLimit: false, playback: "played" }],
  diagnosis: {
    cause: "none",
    confidence: "confirmed",
    summary: "The answer was played and the call ended normally.",
    evidence: [],
    candidates: [],
    ruledOut: [],
    missing: [],
  },
  findings: [],
  unexplained: [],
  unexplainedLineCount: 0,
  firstLines: [],
  timeline: [],
  leftOutEventCount: 0,
};

/** A run with a healthy call and an RTP timeout. */
export const rtpTimeoutReport: Report = reportSchema.parse({
  schemaVersion: "2.0.0",
  tool: { name: "ari-doctor", version: "0.1.0" },
  inputs: [
    {
      path: FULL,
      role: "asterisk",
      format: "asterisk-full",
      bytes: 110_739,
      lineCount: 1145,
      unparsedLineCount: 1,
      cutLineCount: 0,
      firstAt: "2026-11-22T15:57:23.000Z",
      lastAt: "2026-11-22T15:57:58.000Z",
      utcOffsetMinutes: 0,
      utcOffsetFrom: "uniqueid",
      clockOffsetSeconds: null,
      clockNote: null,
      lossy: false,
    },
    {
      path: BOT,
      role: "bot",
      format: "python-logging",
      bytes: 25_480,
      lineCount: 184,
      unparsedLineCount: 0,
      cutLineCount: 0,
      firstAt: "2026-11-22T15:57:24.042Z",
      lastAt: "2026-11-22T15:57:58.500Z",
      utcOffsetMinutes: 180,
      utcOffsetFrom: "log",
      clockOffsetSeconds: -2.6,
      clockNote: "rests on 12 holds that both logs tell of.",
      lossy: false,
    },
  ],
  limits: [
    {
      driver: "chan_sip",
      scope: "general",
      rtpTimeoutSeconds: 5,
      rtpHoldTimeoutSeconds: 9,
      from: "config",
      file: "/etc/asterisk/sip.conf",
      line: 13,
    },
    {
      driver: "chan_pjsip",
      scope: "general",
      rtpTimeoutSeconds: 0,
      rtpHoldTimeoutSeconds: null,
      from: "default",
      file: null,
      line: null,
    },
  ],
  summary: {
    callCount: 2,
    healthyCount: 1,
    undeterminedCount: 0,
    causeCounts: { "rtp-timeout": 1 },
    gapsOverLimitCount: 1,
    partial: false,
  },
  calls: [healthyCall, rtpTimeoutCall],
  runFindings: [
    {
      code: "CFG104",
      name: "unknown-option",
      severity: "warning",
      message: "Asterisk ignores autodestruct: no version of sip.conf has this option.",
      evidence: [{ source: "/etc/asterisk/sip.conf", line: 21, byteOffset: 402, at: null, text: "autodestruct=no" }],
      recommendationIds: [],
    },
  ],
  recommendations: [
    {
      id: "R1",
      helpsCallCount: 1,
      callCount: 1,
      causes: ["rtp-timeout"],
      findingCodes: ["RTP101"],
      callIds: ["1795363045.1"],
      kind: "config",
      title: "Raise the RTP timeout for the trunk",
      reason: "5 s is shorter than the silences of a phone with voice activity detection. 60 s is a usual value.",
      risk: "A call whose caller has vanished stays up for a minute.",
      file: "/etc/asterisk/sip.conf",
      section: "general",
      option: "rtptimeout",
      current: "5",
      proposed: "60",
      appliesTo: "chan_sip, up to Asterisk 20",
      apply: ["asterisk -rx 'sip reload'"],
      verify: ["asterisk -rx 'sip show settings' | grep -i 'rtp timeout'"],
    },
    {
      id: "R2",
      helpsCallCount: 0,
      callCount: 1,
      causes: [],
      findingCodes: ["RTP102"],
      callIds: ["1795363045.1"],
      kind: "bot",
      title: "Stop the speech synthesis when StasisEnd arrives",
      reason: "The bot went on for 2.8 s for a caller who was gone.",
      risk: null,
      snippets: {
        python:
          'async def on_event(event):\n    if event["type"] == "StasisEnd":\n        calls.pop(event["channel"]["id"]).answer_task.cancel()   # model, speech and playback\n',
        node: 'ari.on("StasisEnd", (event, channel) => {\n  calls.get(channel.id)?.abort.abort();\n});',
      },
      apply: [],
      verify: [],
    },
  ],
  notes: ["The PJSIP limits are Asterisk's defaults: give --config /etc/asterisk to read yours."],
});

const seedAttempt: Evidence = {
  source: "-",
  line: 4,
  byteOffset: 391,
  at: "2025-09-11T06:37:15.673Z",
  text: "06:37:15,673 - app.backend.services.sequential_tts - WARNING - ⚠️ Канал 1757572606.0 исчез перед воспроизведением chunk 0",
};

/** The seed incident: no Asterisk log, no limit, nothing that decides it. */
export const seedCall: CallRow = {
  channelId: "1757572606.0",
  channelName: null,
  logCallId: null,
  sipCallId: null,
  host: null,
  caller: null,
  exten: null,
  legs: [],
  startedAt: "2025-09-11T06:36:46.000Z",
  endedAt: null,
  channelSurvived: false,
  limits: unknownLimits,
  gaps: [
    {
      kind: "hold-to-playback",
      fromAt: "2025-09-11T06:37:11.913Z",
      toAt: "2025-09-11T06:37:15.673Z",
      seconds: 3.76,
      precisionSeconds: 0.001,
      limitSeconds: null,
      limitOption: null,
      exceedsLimit: null,
      playback: "refused",
    },
  ],
  diagnosis: {
    cause: "undetermined",
    confidence: "possible",
    summary:
      "The channel was gone 3.76 s after the hold, 29 s after it was made. The bot's log does not say who ended it, and there is no Asterisk log.",
    evidence: [seedAttempt],
    candidates: [
      {
        cause: "caller-hangup",
        why: "Nothing is said by either side during the hold, and callers hang up in silence.",
      },
      { cause: "bot-hangup", why: "A watchdog of the bot may delete channels without logging it." },
      { cause: "rtp-timeout", why: "Possible only if the limit is 29 s or less: the channel was no older." },
    ],
    ruledOut: [{ cause: "left-stasis", reason: "The channel was gone, not elsewhere.", evidence: [seedAttempt] }],
    missing: [
      {
        what: "Asterisk's own log of that minute. An RTP timeout writes a NOTICE that names the channel.",
        how: "In logger.conf, section [logfiles]: full.log => notice,warning,error,verbose\nThen: asterisk -rx 'logger reload'",
      },
      { what: "Who said BYE.", how: "asterisk -rx 'sip set debug on' (chan_sip) or 'pjsip set logger on'" },
    ],
  },
  findings: [],
  unexplained: [],
  unexplainedLineCount: 0,
  firstLines: [
    {
      at: "2025-09-11T06:37:11.913Z",
      source: "-",
      side: "bot",
      line: 1,
      text: "🔒 Канал 1757572606.0 поставлен на hold",
    },
  ],
  timeline: [
    {
      at: "2025-09-11T06:37:11.913Z",
      source: "-",
      side: "bot",
      line: 1,
      event: "hold",
      text: "🔒 Канал 1757572606.0 поставлен на hold",
      attributed: "direct",
    },
    {
      at: "2025-09-11T06:37:11.935Z",
      source: "-",
      side: "bot",
      line: 2,
      event: "hold",
      text: "🔒 Канал 1757572606.0 удержан для обработки AI",
      attributed: "direct",
    },
    {
      at: "2025-09-11T06:37:15.672Z",
      source: "-",
      side: "bot",
      line: 3,
      event: "tts",
      text: "✅ Sequential TTS chunk 0: 1.32s",
      attributed: "inferred",
      reason: "It is the only call in the log.",
    },
    {
      at: "2025-09-11T06:37:15.673Z",
      source: "-",
      side: "bot",
      line: 4,
      event: "bot-channel-gone",
      text: "⚠️ Канал 1757572606.0 исчез перед воспроизведением chunk 0",
      attributed: "direct",
    },
  ],
  leftOutEventCount: 0,
};

/** The report of the seed incident. */
export const seedReport: Report = reportSchema.parse({
  schemaVersion: "2.0.0",
  tool: { name: "ari-doctor", version: "0.1.0" },
  inputs: [
    {
      path: "-",
      role: "bot",
      format: "python-logging",
      bytes: 520,
      lineCount: 4,
      unparsedLineCount: 0,
      cutLineCount: 0,
      firstAt: "2025-09-11T06:37:11.913Z",
      lastAt: "2025-09-11T06:37:15.673Z",
      utcOffsetMinutes: 0,
      utcOffsetFrom: "assumed",
      clockOffsetSeconds: null,
      clockNote: "the date is taken from the unique id 1757572606.0.",
      lossy: false,
    },
  ],
  limits: [],
  summary: {
    callCount: 1,
    healthyCount: 0,
    undeterminedCount: 1,
    causeCounts: {},
    gapsOverLimitCount: 0,
    partial: false,
  },
  calls: [seedCall],
  runFindings: [],
  recommendations: [],
  notes: ["No RTP limit is known. Give --rtp-timeout if you know it: it may rule the RTP timeout out."],
});

/** The report without its calls, as the renderers take it. */
export function frameOf({ calls: _, ...runReport }: Report): Omit<Report, "calls"> {
  return runReport;
}

/** All that a renderer yields, as one text. */
export async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** The report as NDJSON. */
export function ndjsonOf(report: Report): Promise<string> {
  return joined(renderNdjson(frameOf(report), report.calls));
}
