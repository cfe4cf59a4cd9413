// The report on a configuration alone, as one zod schema that types the report in code. Its findings are those of the log
// report.
import { z } from "zod";
import { advisedFindingSchema } from "./schema.js";

export const inForceSchema = z.object({
  driver: z.enum(["chan_sip", "chan_pjsip"]),
  scope: z.string().describe("'general', or the name of a peer or endpoint"),
  option: z.string(),
  value: z.string().nullable().describe("null = not known"),
  unit: z.enum(["s", "ms"]).nullable(),
  from: z.enum(["config", "default", "unknown"]).describe("default: no file states it"),
  file: z.string().nullable(),
  line: z.int().nullable(),
  meaning: z.string().nullable().describe("What it does to calls"),
});

export const adviceLineSchema = z.object({
  line: z.int().positive(),
  text: z.string(),
  effect: z
    .enum(["read", "defeats-purpose", "without-effect", "ignored", "rejected", "nonexistent", "not-understood"])
    .describe("What Asterisk makes of the line, pasted where it was meant for; read: not that it mends anything"),
  says: z.string(),
});

export const configReportSchema = z
  .object({
    schemaVersion: z.string(),
    tool: z.object({ name: z.literal("ari-doctor"), version: z.string() }),
    asteriskVersion: z.string().nullable(),
    files: z.array(
      z.object({
        name: z.string().describe("Its name to Asterisk"),
        paths: z.array(z.string()),
        partial: z.boolean().describe("True where only parts of it were read"),
      }),
    ),
    inForce: z.array(inForceSchema),
    findings: z.array(advisedFindingSchema),
    adviceConclusion: z
      .string()
      .nullable()
      .describe("What that snippet comes to, for the calls of the logs where they were given; null without --advice"),
    advice: z.array(adviceLineSchema).describe("Of the snippet that --advice names, line by line"),
    patch: z.string().describe("A unified diff that makes the changes of single lines among them; for `patch -p0`"),
    notes: z.array(z.string()),
  })
  .describe("Report of ari-doctor on a configuration: what is in force, what is wrong, what to change");

export type InForceRow = z.infer<typeof inForceSchema>;
export type AdviceLine = z.infer<typeof adviceLineSchema>;
export type ConfigReport = z.infer<typeof configReportSchema>;

/** Its JSON Schema (draft 2020-12). */
export function configJsonSchema(): unknown {
  return z.toJSONSchema(configReportSchema, { target: "draft-2020-12" });
}
