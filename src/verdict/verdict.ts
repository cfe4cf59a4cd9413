// What a verdict is made of, whoever gives or shows it. Rules, findings, reports and live mode share these shapes, and this file
// imports none of those. The names are those of the JSON report.
import { z } from "zod";

export const severitySchema = z.enum(["error", "warning", "info"]);

export const evidenceSchema = z
  .object({
    source: z.string().describe("Input path; - for standard input"),
    line: z.int().positive().describe("1-based line number in that input, after decompression"),
    byteOffset: z
      .int()
      .nonnegative()
      .describe("Where the line starts in that input, after decompression and, for UTF-16, in UTF-8"),
    at: z.iso.datetime({ offset: true }).nullable(),
    text: z.string().describe("The line as logged, made safe to show"),
  })
  .describe("A log line that a statement rests on");

export const recommendationSchema = z
  .object({
    kind: z.enum(["config", "bot", "capture"]),
    title: z.string(),
    reason: z.string(),
    risk: z.string().nullable(),
    file: z.string().optional(),
    section: z.string().optional(),
    option: z.string().optional(),
    current: z.string().nullable().optional().describe("Value in force now; null if it is not known"),
    proposed: z.string().optional(),
    appliesTo: z.string().optional().describe("Channel driver and Asterisk versions that know the option"),
    savesCall: z
      .literal(false)
      .optional()
      .describe("false if it would not have saved the call: it only keeps the bot from working on for nobody"),
    snippets: z
      .object({ python: z.string(), node: z.string() })
      .optional()
      .describe("For a change in the bot: the same few lines for Python and for Node"),
    apply: z.array(z.string()).describe("Commands for a shell that put it in force, in order"),
    verify: z.array(z.string()).describe("Commands for a shell that show that it is in force"),
    undo: z
      .array(z.string())
      .optional()
      .describe("Commands for a shell that end it once it has served: not to be pasted with `apply`"),
  })
  .describe("One change or one thing to log");

/** A cause that the logs allow, and why. */
export const candidateSchema = z.object({ cause: z.string(), why: z.string() });

export const missingSchema = z.object({
  what: z.string().describe("What would have decided it"),
  how: z.string().describe("The exact setting or command that makes Asterisk or the bot log it"),
  language: z
    .enum(["sh", "conf"])
    .optional()
    .describe("What `how` may be copied into as it stands: a shell, or a configuration file; left out if it is prose"),
});

export type Severity = z.infer<typeof severitySchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Recommendation = z.infer<typeof recommendationSchema>;
export type Candidate = z.infer<typeof candidateSchema>;
export type Missing = z.infer<typeof missingSchema>;
