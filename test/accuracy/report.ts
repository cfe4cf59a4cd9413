// The tool's answer about a run: the built CLI, run as a user would run it, and of its JSON report what is scored.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { type Given, logsOf, ROOT, type Run } from "./corpus.js";

const BIN = join(ROOT, "bin/ari-doctor.js");
const MAX_REPORT_BYTES = 1 << 28;

const citationSchema = z.object({
  source: z.string(),
  line: z.int(),
  byteOffset: z.int(),
  text: z.string(),
});

const citing = z.array(z.object({ evidence: z.array(citationSchema) }));

const reportedCallSchema = z.object({
  channelId: z.string().nullable(),
  channelName: z.string().nullable(),
  sipCallId: z.string().nullable(),
  startedAt: z.string().nullable(),
  legs: z.array(z.object({ channelId: z.string().nullable(), channelName: z.string().nullable() })),
  gaps: z.array(z.object({ seconds: z.number(), exceedsLimit: z.boolean().nullable() })),
  diagnosis: z.object({
    cause: z.string(),
    confidence: z.enum(["confirmed", "likely", "possible"]),
    evidence: z.array(citationSchema),
    candidates: z.array(z.object({ cause: z.string() })),
    ruledOut: citing,
  }),
  findings: citing,
});

const reportSchema = z.object({ calls: z.array(reportedCallSchema) });

export type Citation = z.infer<typeof citationSchema>;
export type ReportedCall = z.infer<typeof reportedCallSchema>;

/** Runs the tool over what is given of a run. @throws where it gives no report. */
export async function reportOn(run: Run, given: Given): Promise<ReportedCall[]> {
  const config = given.config ? ["--config", run.config] : [];
  const args = [BIN, "--format", "json", "--exit-zero", ...config, ...logsOf(run, given)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: MAX_REPORT_BYTES });
  return reportSchema.parse(JSON.parse(stdout)).calls;
}
