// The comparison of two reports as one zod schema. It types the comparison in code, and `ari-doctor schema --diff` prints it.
import { z } from "zod";

const time = z.iso.datetime({ offset: true });

const sideSchema = z.object({
  file: z.string(),
  callCount: z.int().nonnegative(),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  partial: z.boolean(),
  gapCount: z.int().nonnegative().describe("Waits from hold to playback"),
  medianGapSeconds: z.number().nullable(),
  longestGapSeconds: z.number().nullable(),
});

const shareSchema = z.object({
  calls: z.int().nonnegative(),
  percent: z.number().nullable().describe("Of all calls of that report; null where it has none"),
});

const rowSchema = z.object({
  what: z
    .enum(["lost", "over-limit", "healthy", "undetermined", "unexplained", "cause"])
    .describe(
      "lost: the channel was gone when the bot wanted to play; over-limit: calls with a wait over the RTP limit; unexplained: calls with errors that the tool does not know; cause: calls judged so",
    ),
  cause: z.string().nullable(),
  before: shareSchema,
  after: shareSchema,
  change: z.enum(["fewer", "more", "same"]).describe("Of the share"),
  clear: z.boolean().describe("More than chance would make (Fisher's exact test, two-sided, 5 %)"),
});

export const diffSchema = z
  .object({
    schemaVersion: z.string(),
    tool: z.object({ name: z.literal("ari-doctor"), version: z.string() }),
    before: sideSchema,
    after: sideSchema,
    outcome: z
      .enum(["better", "worse", "unclear"])
      .describe("By lost calls; unclear where chance may have made the difference"),
    summary: z.string(),
    rows: z.array(rowSchema),
    limits: z.array(
      z.object({
        driver: z.string(),
        scope: z.string(),
        option: z.enum(["rtpTimeoutSeconds", "rtpHoldTimeoutSeconds"]),
        before: z.number().nullable().describe("null = not known, 0 = off"),
        after: z.number().nullable(),
      }),
    ),
    caveats: z.array(z.string()).describe("What makes the two reports less comparable"),
  })
  .describe("Comparison of two reports of ari-doctor: did a change help?");

export type Diff = z.infer<typeof diffSchema>;
export type DiffSide = Diff["before"];
export type DiffRow = Diff["rows"][number];
export type LimitChange = Diff["limits"][number];

/** Its JSON Schema (draft 2020-12). */
export function diffJsonSchema(): unknown {
  return z.toJSONSchema(diffSchema, { target: "draft-2020-12" });
}
