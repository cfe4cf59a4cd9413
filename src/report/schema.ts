// The JSON report as one zod schema. It types the report in code, and `ari-doctor schema` prints it as JSON Schema. Names and
// meanings are an interface that scripts and tickets rely on: add fields freely, but never rename one or change its meaning. All
// times are ISO 8601 in UTC with an explicit offset. Durations carry their unit. Unknown is null, never "" or 0.
import { z } from "zod";
import {
  candidateSchema,
  evidenceSchema,
  missingSchema,
  recommendationSchema,
  severitySchema,
} from "../verdict/verdict.js";

const time = z.iso.datetime({ offset: true });
const driver = z.enum(["chan_sip", "chan_pjsip"]);
/** A cause's name. Calls are counted by it, so it is none that every object of JavaScript has. */
const slug = z.string().regex(/^(?!constructor$)[a-z][a-z\d-]*$/);

const findingShape = {
  code: z.string().regex(/^(SIP|RTP|ARI|BOT|CFG|SYS|LOG)\d{3}$/),
  name: z.string(),
  severity: severitySchema,
  message: z.string(),
  evidence: z.array(evidenceSchema),
};

export const findingSchema = z.object({
  ...findingShape,
  recommendationIds: z.array(z.string()).describe("What to do about it: `id` in the report's recommendations"),
});

/** A finding where no list of recommendations stands beside it: in a report on a configuration, and in schema 1. */
export const advisedFindingSchema = z.object({ ...findingShape, recommendations: z.array(recommendationSchema) });

export const recommendationRowSchema = z
  .object({
    id: z.string().describe("Findings of this report refer to it by this id; another report may number otherwise"),
    helpsCallCount: z
      .int()
      .nonnegative()
      .describe("Failed calls for whose cause it is recommended; of kind capture: calls that it would tell more of"),
    callCount: z.int().nonnegative().describe("Calls with a finding that refers to it"),
    causes: z.array(z.string()).describe("Causes of the calls that it helps, the most frequent first"),
    findingCodes: z.array(z.string()).describe("Codes of the findings that refer to it"),
    callIds: z.array(z.string()).describe("The first ten calls with such a finding, those that it helps first"),
  })
  .extend(recommendationSchema.shape)
  .describe("One change or one thing to log, and what it is good for; the most helpful one stands first");

export const inputSchema = z.object({
  path: z.string(),
  role: z.enum(["asterisk", "bot", "mixed", "config", "capture", "unknown"]),
  format: z.string().describe("Log formats met in it, most frequent first, joined by ' + '"),
  bytes: z.int().nonnegative(),
  lineCount: z.int().nonnegative().describe("Of a capture of packets: how many packets"),
  unparsedLineCount: z.int().nonnegative(),
  cutLineCount: z.int().nonnegative().describe("Lines too long to be kept whole"),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  utcOffsetMinutes: z.number().nullable().describe("Offset of its clock from UTC"),
  utcOffsetFrom: z.enum(["log", "uniqueid", "flag", "assumed"]).nullable(),
  clockOffsetSeconds: z.number().nullable().describe("How far its clock runs ahead of the Asterisk clock"),
  clockNote: z.string().nullable().describe("What the clock reading rests on, in words"),
  lossy: z.boolean().describe("True where the log says that lines were discarded"),
});

export const limitSchema = z.object({
  driver,
  scope: z.string().describe("'general', or the name of a peer or endpoint"),
  rtpTimeoutSeconds: z.number().nullable().describe("null = not known, 0 = off"),
  rtpHoldTimeoutSeconds: z.number().nullable(),
  from: z.enum(["flag", "config", "default", "bounded-by-log", "unknown"]),
  file: z.string().nullable(),
  line: z.int().nullable(),
});

export const legSchema = z.object({
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  driver: z.string().nullable().describe("Channel technology: chan_sip, chan_pjsip, or the prefix of the name"),
  role: z.enum(["caller", "agent", "media", "other"]),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  hangupCause: z.int().nullable().describe("Q.850 cause where a line states it"),
});

export const gapSchema = z.object({
  kind: z.literal("hold-to-playback"),
  fromAt: time,
  toAt: time,
  seconds: z.number().nonnegative(),
  precisionSeconds: z.number().describe("How far `seconds` may be off, from the precision of the stamps"),
  limitSeconds: z.number().nullable().describe("RTP limit that applies to this channel and hold state; 0 = off"),
  limitOption: z.string().nullable(),
  exceedsLimit: z.boolean().nullable(),
  playback: z.enum(["played", "failed", "refused", "unknown"]),
});

const originSchema = {
  from: z.enum(["flag", "config", "default", "bounded-by-log", "unknown"]).describe("default: no file states it"),
  file: z.string().nullable(),
  line: z.int().nullable(),
};

export const callLimitsSchema = z
  .object({
    driver: driver.nullable(),
    scope: z.string().nullable().describe("The peer or endpoint that the channel belongs to, or 'general'"),
    why: z.string().nullable().describe("On what grounds it is that one"),
    rtpTimeout: z.object({ seconds: z.number().nullable().describe("null = not known, 0 = off"), ...originSchema }),
    rtpHoldTimeout: z.object({ seconds: z.number().nullable(), ...originSchema }),
    rtpKeepalive: z.object({ seconds: z.number().nullable(), ...originSchema }),
  })
  .describe("RTP limits in force for the caller's channel, and where each stands");

export const ruledOutSchema = z.object({
  cause: z.string(),
  reason: z.string(),
  evidence: z.array(evidenceSchema),
});

export const diagnosisSchema = z.object({
  cause: slug.describe("Slug of the cause; 'none' = nothing went wrong; 'undetermined' = the logs do not say"),
  confidence: z.enum(["confirmed", "likely", "possible"]),
  summary: z.string().describe("The verdict in one or two sentences"),
  evidence: z.array(evidenceSchema),
  candidates: z.array(candidateSchema),
  ruledOut: z.array(ruledOutSchema),
  missing: z.array(missingSchema),
});

export const timelineEntrySchema = z.object({
  at: time.nullable(),
  source: z.string(),
  side: z.enum(["asterisk", "bot", "wire", "events"]).describe("Which log says so; of a capture: wire or events"),
  line: z.int().positive(),
  event: z.string(),
  text: z.string(),
  lastedSeconds: z
    .number()
    .optional()
    .describe(
      "How long the line says that something took which ended with it: model, speech, silence before an RTP timeout",
    ),
  playbackId: z.string().optional().describe("Of a playback: what joins its lines"),
  playbackState: z.enum(["done", "failed"]).optional().describe("How a playback ended, in ARI's words"),
  attributed: z.enum(["direct", "inferred"]),
  reason: z.string().optional().describe("Why the tool gave the line to this call, where the line does not name it"),
});

export const firstLineSchema = timelineEntrySchema.pick({ at: true, source: true, side: true, line: true, text: true });

export const unexplainedSchema = evidenceSchema
  .extend({
    count: z.int().positive().describe("How many lines of the call differ from it in ids and numbers only"),
    reason: z.string().optional().describe("Why the tool gave the line to this call, where the line does not name it"),
  })
  .describe("A warning or an error of the call that no judgement rests on");

const rtpSideSchema = z
  .object({
    packetCount: z.int().nonnegative(),
    firstAt: time.nullable(),
    lastAt: time.nullable().describe("The last packet up to the end of the call"),
    silenceBeforeEndSeconds: z.number().nullable().describe("From the last packet to what ended the call"),
    longestSilenceSeconds: z.number().nullable(),
    lostCount: z.int().nonnegative().describe("Packets that the capture lacks, by their sequence numbers"),
    reportedLostCount: z.int().nullable().describe("Packets that did not reach the receiver, by its RTCP"),
    duplicateCount: z.int().nonnegative(),
    jitterMs: z.number().nullable(),
    ssrcCount: z.int().nonnegative(),
    codecs: z.array(z.string()),
    comfortNoiseCount: z.int().nonnegative(),
    address: z.string().nullable().describe("Where it really comes from"),
    addressChanges: z.int().nonnegative(),
    sdpAddress: z.string().nullable().describe("Where its sender's SDP wants RTP"),
    sealed: z.boolean().describe("True where it is SRTP, of which only headers can be read"),
  })
  .describe("RTP of one side, up to the end of the call");

export const endedBySchema = z
  .object({
    method: z.string().describe("BYE, CANCEL, or 'final' and the status that refused the call"),
    from: z.enum(["caller", "callee", "asterisk"]).describe("callee: the far end of a call that Asterisk made"),
    at: time.nullable(),
    reason: z.string().nullable().describe("The Reason header"),
    source: z.string(),
    packet: z.int().positive(),
  })
  .describe("The SIP message that ended the call on the wire");

export const callSchema = z.object({
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  logCallId: z.string().nullable(),
  sipCallId: z.string().nullable(),
  host: z.string().nullable(),
  caller: z.string().nullable(),
  exten: z.string().nullable(),
  legs: z.array(legSchema),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  channelSurvived: z.boolean().nullable().describe("Was the channel alive when the bot wanted to play?"),
  limits: callLimitsSchema,
  gaps: z.array(gapSchema),
  diagnosis: diagnosisSchema,
  findings: z.array(findingSchema),
  unexplained: z
    .array(unexplainedSchema)
    .default([])
    .describe(
      "Warnings and errors of the call that nothing here explains, at most five; a call with such is never 'none'",
    ),
  unexplainedLineCount: z
    .int()
    .nonnegative()
    .default(0)
    .describe("All such lines: those that are quoted, those like them, and others"),
  firstLines: z
    .array(firstLineSchema)
    .default([])
    .describe("Of each log that names the call, the first line: no other call has it, so reports know the call by it"),
  settled: z
    .boolean()
    .optional()
    .describe(
      "True if one look at its lines was enough to tell that the call went well. No rule was asked; with --all they are",
    ),
  endedBy: endedBySchema.optional().describe("Absent where no capture of packets shows it"),
  rtpOnWire: z
    .object({ fromCaller: rtpSideSchema, toCaller: rtpSideSchema })
    .optional()
    .describe("RTP between Asterisk and the far end of the call; absent where no capture shows it"),
  timeline: z
    .array(timelineEntrySchema)
    .describe("Every event of a call with a cause, a warning or an error; of others with --all only, else it is empty"),
  leftOutEventCount: z
    .int()
    .nonnegative()
    .default(0)
    .describe("Events of a call that went well, which are not in its timeline since --all was not given"),
});

export const summarySchema = z.object({
  callCount: z.int(),
  healthyCount: z.int(),
  undeterminedCount: z.int(),
  causeCounts: z.record(slug, z.int()),
  confirmedCounts: z
    .record(slug, z.int())
    .default({})
    .describe("Of the calls of each cause, how many are confirmed; a cause without such is absent"),
  longestWaitSeconds: z
    .record(slug, z.number())
    .default({})
    .describe("Of each cause, the longest wait from hold to playback; absent where no such wait is logged"),
  gapsOverLimitCount: z.int(),
  partial: z.boolean().describe("True where reading stopped before the end of the input"),
  evicted: z
    .object({
      ids: z.int().describe("Ids named in a line or two, in no call of the report"),
      calls: z.int().describe("Calls taken for ended before a line said so"),
      events: z.int().describe("Events left out of the middle of calls"),
      names: z.int().describe("Bridges, playbacks, dialogs, containers forgotten"),
      runEvents: z.int().describe("Restarts and websockets forgotten"),
    })
    .optional()
    .describe("What was let go since the log named more than a host can serve; absent where nothing was"),
});

export const reportSchema = z
  .object({
    schemaVersion: z.string(),
    tool: z.object({ name: z.literal("ari-doctor"), version: z.string() }),
    generatedAt: time.nullable().default(null).describe("When the report was made"),
    command: z.array(z.string()).default([]).describe("The command that made it, as typed, with secrets masked"),
    generatedOn: z.string().nullable().default(null).describe("The host that it was made on"),
    redaction: z
      .object({
        level: z
          .enum(["none", "kinds", "strict"])
          .describe("none: quotes what was logged; kinds: --redact; strict: --redact=strict"),
        key: z
          .string()
          .nullable()
          .describe("Tells keys of --redact-key apart: reports with the same have the same mask for the same value"),
      })
      .nullable()
      .default(null)
      .describe("How it was masked; null in a report of a version that did not say"),
    inputs: z.array(inputSchema),
    limits: z.array(limitSchema),
    summary: summarySchema,
    recommendations: z.array(recommendationRowSchema),
    calls: z.array(callSchema),
    runFindings: z.array(findingSchema),
    notes: z.array(z.string()).describe("What the reader must know of this run, e.g. which flag would tell more"),
  })
  .describe("Report of ari-doctor: what happened to each call, why, and how sure that is");

export type Driver = z.infer<typeof driver>;
export type Finding = z.infer<typeof findingSchema>;
export type AdvisedFinding = z.infer<typeof advisedFindingSchema>;
export type RecommendationRow = z.infer<typeof recommendationRowSchema>;
export type InputRow = z.infer<typeof inputSchema>;
export type LimitRow = z.infer<typeof limitSchema>;
export type LegRow = z.infer<typeof legSchema>;
export type CallLimits = z.infer<typeof callLimitsSchema>;
export type GapRow = z.infer<typeof gapSchema>;
export type Diagnosis = z.infer<typeof diagnosisSchema>;
export type UnexplainedRow = z.infer<typeof unexplainedSchema>;
export type FirstLine = z.infer<typeof firstLineSchema>;
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type CallRow = z.infer<typeof callSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Report = z.infer<typeof reportSchema>;

/** The report without its calls, which are streamed, as a run may have more calls than memory. */
export type RunReport = Omit<Report, "calls">;

/** The report's JSON Schema (draft 2020-12). */
export function jsonSchema(): unknown {
  return z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
}
