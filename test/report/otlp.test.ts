// The OTLP report against the proto's JSON form, written out as a schema: strict, for a collector drops what it does not know.
// opentelemetry-proto 1.x: trace/v1/trace.proto, common/v1/common.proto; OTLP specification, "JSON Protobuf Encoding".
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { renderOtlp } from "../../src/report/otlp.js";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { frameOf, joined, rtpTimeoutReport, seedReport } from "../support/report-fixtures.js";
import { GOLDEN, sampleNames } from "../support/sample.js";

const id = (bytes: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${bytes * 2}}$`));
const fixed64 = z.string().regex(/^\d{1,20}$/);
const anyValue = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ doubleValue: z.number() }),
]);
const attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: anyValue }))
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "keys are unique");
const span = z.strictObject({
  traceId: id(16),
  spanId: id(8),
  parentSpanId: id(8).optional(),
  name: z.string().min(1),
  kind: z.int().min(0).max(5),
  startTimeUnixNano: fixed64,
  endTimeUnixNano: fixed64,
  attributes,
  events: z.array(z.strictObject({ timeUnixNano: fixed64, name: z.string().min(1), attributes })).optional(),
  status: z.strictObject({ code: z.int().min(0).max(2), message: z.string().optional() }).optional(),
});
const tracesData = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeSpans: z.array(
        z.strictObject({ scope: z.strictObject({ name: z.string(), version: z.string() }), spans: z.array(span) }),
      ),
    }),
  ),
});
type Span = z.infer<typeof span>;

async function spansOf(report: Report): Promise<Span[]> {
  const text = await joined(renderOtlp(frameOf(report), report.calls));
  const data = tracesData.parse(JSON.parse(text));
  return data.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

describe.each([
  ...sampleNames().map(
    (name) => [name, reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, name, "report.json"), "utf8")))] as const,
  ),
  ["RTP timeout by hand", rtpTimeoutReport] as const,
  ["seed by hand", seedReport] as const,
])("the traces of %s", (_, report) => {
  test("are of OTLP's JSON form; children lie in their trace and within its root", async () => {
    const spans = await spansOf(report);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    const byId = new Map(spans.map((one) => [one.spanId, one]));
    for (const { traceId, parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
      expect(BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano)).toBe(true);
      if (parentSpanId === undefined) continue;
      expect(byId.get(parentSpanId)?.traceId).toBe(traceId);
      const root = spans.find((one) => one.traceId === traceId && one.parentSpanId === undefined);
      expect(BigInt(startTimeUnixNano) >= BigInt(root?.startTimeUnixNano ?? 0)).toBe(true);
      expect(BigInt(endTimeUnixNano) <= BigInt(root?.endTimeUnixNano ?? 0)).toBe(true);
    }
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots).toHaveLength(report.calls.length + (report.runFindings.length > 0 ? 1 : 0));
    expect(new Set(roots.map(({ traceId }) => traceId)).size).toBe(roots.length);
  });

  test("have the report's findings as events", async () => {
    const events = (await spansOf(report)).flatMap((one) => one.events ?? []);
    const findings = [...report.calls.flatMap((call) => call.findings), ...report.runFindings];
    expect(events.map(({ name }) => name)).toEqual(findings.map(({ code, name }) => `${code} ${name}`));
  });
});

test("a call's steps have the times of its lines, and the same ids at every run", async () => {
  const report = reportSchema.parse(JSON.parse(readFileSync(join(GOLDEN, "rtp-timeout", "report.json"), "utf8")));
  const spans = await spansOf(report);
  expect(await spansOf(report)).toEqual(spans);
  const root = spans.find(({ name }) => name === "call rtp-timeout");
  expect(root?.status).toMatchObject({ code: 2 });
  const own = spans.filter(({ traceId }) => traceId === root?.traceId);
  const hold = own.find(({ name }) => name === "hold");
  const tts = own.find(({ name }) => name === "TTS");
  const at = (nano: string | undefined): string => new Date(Number(BigInt(nano ?? 0) / 1_000_000n)).toISOString();
  expect(at(hold?.startTimeUnixNano)).toBe("2026-11-22T15:58:00.886Z");
  expect(at(tts?.endTimeUnixNano)).toBe("2026-11-22T15:58:12.887Z");
  expect(Number(BigInt(tts?.endTimeUnixNano ?? 0) - BigInt(tts?.startTimeUnixNano ?? 0)) / 1e9).toBe(4.8);
  expect(own.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "channel PJSIP/trunk-00000000",
      "music on hold",
      "filler",
      "model",
      "hold to playback",
      "no RTP from the caller",
    ]),
  );
});
