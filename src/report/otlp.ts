// Calls as traces, for viewers that draw those: OTLP in its JSON form (opentelemetry-proto, trace/v1/trace.proto, and the JSON
// mapping of the OTLP specification: ids in hex, 64-bit integers as strings, enums as numbers). A call is a trace. Its channels,
// holds, playbacks and waits are spans, and findings are events of the call's span.

import { createHash } from "node:crypto";
import { type Bar, type BarKind, barsOf } from "./call-bars.js";
import { escapeUnseen } from "./json.js";
import { safeText } from "./safe-text.js";
import type { CallRow, Finding, GapRow, LegRow, RunReport, UnexplainedRow } from "./schema.js";
import { placeOf, sourceName } from "./words/rows.js";

/** A bigint is an integer of the proto, which is a string in its JSON form. A number may have a fraction. */
type Value = string | number | bigint | boolean | null;

interface Attribute {
  readonly key: string;
  readonly value:
    | { readonly stringValue: string }
    | { readonly doubleValue: number }
    | { readonly intValue: string }
    | { readonly boolValue: boolean };
}

/** What is shown of a span besides its place in the trace. */
interface Step {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly attributes: Readonly<Record<string, Value>>;
}

/** Numbers from trace.proto: Span.SpanKind and Status.StatusCode. */
const KIND_INTERNAL = 1;
const KIND_SERVER = 2;
const STATUS_UNSET = 0;
const STATUS_OK = 1;
const STATUS_ERROR = 2;

/** Viewers colour by service, which shows at a glance who did what. */
const ASTERISK = "asterisk";
const BOT = "voice-bot";

const spanNames: Record<Exclude<BarKind, "channel">, readonly [name: string, service: string]> = {
  "no-rtp": ["no RTP from the caller", ASTERISK],
  music: ["music on hold", ASTERISK],
  sound: ["sound", ASTERISK],
  hold: ["hold", BOT],
  model: ["model", BOT],
  tts: ["TTS", BOT],
  playback: ["playback", BOT],
  filler: ["filler", BOT],
};

/** Renders the report as one TracesData document, call by call. Findings of the run are a trace of their own. */
export async function* renderOtlp(
  runReport: RunReport,
  calls: AsyncIterable<CallRow> | Iterable<CallRow>,
): AsyncGenerator<string> {
  yield '{"resourceSpans":[';
  let separator = "\n";
  for await (const call of calls) {
    for (const spans of spansOfCall(call, runReport)) {
      yield separator + escapeUnseen(JSON.stringify(spans));
      separator = ",\n";
    }
  }
  if (runReport.runFindings.length > 0) yield separator + escapeUnseen(JSON.stringify(spansOfRun(runReport)));
  yield "\n]}\n";
}

/** The trace of a call, by service. */
function spansOfCall(call: CallRow, runReport: RunReport): unknown[] {
  const { channelId, channelName, logCallId, sipCallId, caller, exten, host, diagnosis } = call;
  const [first] = call.firstLines;
  const traceId = hexId(
    16,
    JSON.stringify([channelId, channelName, logCallId, sipCallId, call.startedAt, first?.source, first?.line]),
  );
  const ids = new Ids(traceId);
  const bars = barsOf(call).filter(({ kind }) => kind !== "channel");
  const legs = call.legs.flatMap((leg) => legStep(leg));
  const gaps = call.gaps.map(gapStep);
  const steps = bars.map((bar) => ({
    step: barStep(bar, call),
    service: spanNames[bar.kind as keyof typeof spanNames][1],
  }));
  const times = [
    ...[call.startedAt, call.endedAt].flatMap((at) => (at === null ? [] : [Date.parse(at)])),
    ...[...legs, ...gaps, ...steps.map(({ step }) => step)].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    ...[...call.firstLines, ...call.timeline].flatMap(({ at }) => (at === null ? [] : [Date.parse(at)])),
  ];
  const fromMs = times.reduce((a, b) => Math.min(a, b), times[0] ?? 0);
  const toMs = times.reduce((a, b) => Math.max(a, b), fromMs);
  const rootId = ids.next();
  const root = {
    ...span(traceId, rootId, null, {
      name: `call ${diagnosis.cause === "none" ? "" : diagnosis.cause}`.trim(),
      fromMs,
      toMs,
      attributes: {
        "ari_doctor.cause": diagnosis.cause,
        "ari_doctor.confidence": diagnosis.confidence,
        "ari_doctor.summary": diagnosis.summary,
        "ari_doctor.channel_survived": call.channelSurvived,
        "asterisk.channel.id": channelId,
        "asterisk.channel.name": channelName,
        "asterisk.call_id": logCallId,
        "sip.call_id": sipCallId,
        "call.caller": caller,
        "call.exten": exten,
        "host.name": host,
        "ari_doctor.left_out_event_count": call.leftOutEventCount === 0 ? null : BigInt(call.leftOutEventCount),
      },
    }),
    kind: KIND_SERVER,
    events: [
      ...call.findings.map((finding) => findingEvent(finding, toMs)),
      ...call.unexplained.map((row) => unexplainedEvent(row, toMs)),
    ],
    status:
      diagnosis.cause === "none"
        ? { code: STATUS_OK }
        : diagnosis.cause === "undetermined"
          ? { code: STATUS_UNSET }
          : { code: STATUS_ERROR, message: diagnosis.summary },
  };
  const channels = legs.map((leg) => span(traceId, ids.next(), rootId, leg));
  const parentId = channels[0]?.spanId ?? rootId;
  const inside = steps.map(({ step, service }) => ({ service, span: span(traceId, ids.next(), parentId, step) }));
  const waits = gaps.map((gap) => span(traceId, ids.next(), parentId, gap));
  const of = (service: string): object[] => inside.filter((one) => one.service === service).map((one) => one.span);
  const ofBot = [...of(BOT), ...waits];
  return [
    resourceSpans(ASTERISK, [root, ...channels, ...of(ASTERISK)], runReport),
    ...(ofBot.length > 0 ? [resourceSpans(BOT, ofBot, runReport)] : []),
  ];
}

/** Findings that belong to no single call, over the time that the logs cover. */
function spansOfRun(runReport: RunReport): unknown {
  const at = runReport.inputs.flatMap(({ firstAt, lastAt }) =>
    [firstAt, lastAt].flatMap((time) => (time === null ? [] : [Date.parse(time)])),
  );
  const fromMs = at.reduce((a, b) => Math.min(a, b), at[0] ?? 0);
  const toMs = at.reduce((a, b) => Math.max(a, b), fromMs);
  const traceId = hexId(16, JSON.stringify(runReport.inputs));
  const run = {
    ...span(traceId, new Ids(traceId).next(), null, { name: "run", fromMs, toMs, attributes: {} }),
    events: runReport.runFindings.map((finding) => findingEvent(finding, toMs)),
  };
  return resourceSpans(ASTERISK, [run], runReport);
}

function resourceSpans(service: string, spans: readonly object[], { tool, redaction }: RunReport): unknown {
  const masked = redaction !== null && redaction.level !== "none" ? redaction : null;
  return {
    resource: {
      attributes: attributes({
        "service.name": service,
        "ari_doctor.redaction.level": masked?.level ?? null,
        "ari_doctor.redaction.key": masked?.key ?? null,
      }),
    },
    scopeSpans: [{ scope: { name: tool.name, version: tool.version }, spans }],
  };
}

function span(traceId: string, spanId: string, parentSpanId: string | null, step: Step) {
  return {
    traceId,
    spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    name: step.name,
    kind: KIND_INTERNAL,
    startTimeUnixNano: unixNano(step.fromMs),
    endTimeUnixNano: unixNano(Math.max(step.fromMs, step.toMs)),
    attributes: attributes(step.attributes),
  };
}

function legStep({ channelId, channelName, driver, role, startedAt, endedAt, hangupCause }: LegRow): Step[] {
  if (startedAt === null || endedAt === null) return [];
  return [
    {
      name: `channel ${channelName ?? channelId ?? "unnamed"}`,
      fromMs: Date.parse(startedAt),
      toMs: Date.parse(endedAt),
      attributes: {
        "asterisk.channel.id": channelId,
        "asterisk.channel.name": channelName,
        "asterisk.channel.driver": driver,
        "asterisk.channel.role": role,
        "asterisk.hangup_cause": hangupCause === null ? null : BigInt(hangupCause),
      },
    },
  ];
}

function barStep(bar: Bar, { timeline }: CallRow): Step {
  const entry = bar.entries[0] === undefined ? undefined : timeline[bar.entries[0]];
  return {
    name: spanNames[bar.kind as keyof typeof spanNames][0],
    fromMs: bar.fromMs,
    toMs: bar.toMs,
    attributes: {
      "ari_doctor.end_logged": bar.endLogged,
      ...(entry && {
        "log.file.path": sourceName(entry.source),
        "log.file.line": BigInt(entry.line),
        "log.record.original": entry.text,
      }),
    },
  };
}

function gapStep(gap: GapRow): Step {
  return {
    name: "hold to playback",
    fromMs: Date.parse(gap.fromAt),
    toMs: Date.parse(gap.toAt),
    attributes: {
      "ari_doctor.gap.seconds": gap.seconds,
      "ari_doctor.gap.limit_seconds": gap.limitSeconds,
      "ari_doctor.gap.limit_option": gap.limitOption,
      "ari_doctor.gap.exceeds_limit": gap.exceedsLimit,
      "ari_doctor.gap.playback": gap.playback,
    },
  };
}

/** At the time of the line behind it. Without one, at the end, when it was known. */
function findingEvent({ code, name, severity, message, evidence }: Finding, endMs: number): object {
  const timed = evidence.find(({ at }) => at !== null);
  const [first] = evidence;
  return {
    timeUnixNano: unixNano(timed?.at == null ? endMs : Date.parse(timed.at)),
    name: `${code} ${name}`,
    attributes: attributes({
      "ari_doctor.finding.code": code,
      "ari_doctor.finding.name": name,
      "ari_doctor.finding.severity": severity,
      "ari_doctor.finding.message": message,
      "ari_doctor.finding.lines": safeText(evidence.map(placeOf).join(" ")),
      "log.record.original": first?.text ?? null,
    }),
  };
}

/** An error of the call that nothing explains. */
function unexplainedEvent(row: UnexplainedRow, endMs: number): object {
  return {
    timeUnixNano: unixNano(row.at === null ? endMs : Date.parse(row.at)),
    name: "unexplained",
    attributes: attributes({
      "ari_doctor.unexplained.line": safeText(placeOf(row)),
      "ari_doctor.unexplained.count": BigInt(row.count),
      "log.record.original": row.text,
    }),
  };
}

/** What is not known has no attribute. */
function attributes(values: Readonly<Record<string, Value>>): Attribute[] {
  return Object.entries(values).flatMap(([key, value]): Attribute[] => {
    if (value === null || value === "") return [];
    if (typeof value === "bigint") return [{ key, value: { intValue: String(value) } }];
    if (typeof value === "boolean") return [{ key, value: { boolValue: value } }];
    return [{ key, value: typeof value === "number" ? { doubleValue: value } : { stringValue: value } }];
  });
}

/** Nanoseconds since 1970: more digits than a number holds, so a string, as the JSON form requires. */
function unixNano(ms: number): string {
  return String(BigInt(Math.max(0, Math.round(ms * 1000))) * 1000n);
}

/** Ids of spans, the same in every run over the same call. */
class Ids {
  readonly #traceId: string;
  #count = 0;

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  next(): string {
    this.#count += 1;
    return hexId(8, `${this.#traceId} ${this.#count}`);
  }
}

function hexId(bytes: number, seed: string): string {
  return createHash("sha256")
    .update(seed)
    .digest("hex")
    .slice(0, bytes * 2);
}
