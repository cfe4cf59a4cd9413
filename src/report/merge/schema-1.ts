// Reports of schema 1: their findings hold their recommendations whole. Read as reports of this schema.
import { z } from "zod";
import { recommendationSchema } from "../../verdict/verdict.js";
import { referring } from "../build.js";
import { RecommendationBook } from "../recommendations.js";
import {
  type AdvisedFinding,
  advisedFindingSchema,
  callSchema,
  type Finding,
  type Report,
  reportSchema,
} from "../schema.js";
import { SCHEMA_VERSION } from "../schema-version.js";

/** Reads a report of schema 1. */
export const reportOfSchema1 = reportSchema
  .extend({
    recommendations: z.array(recommendationSchema),
    calls: z.array(callSchema.extend({ findings: z.array(advisedFindingSchema) })),
    runFindings: z.array(advisedFindingSchema),
  })
  .transform(({ recommendations, calls, runFindings, ...report }): Report => {
    const book = new RecommendationBook();
    // in the order in which that report lists them
    for (const recommendation of recommendations) book.idOf(recommendation);
    const now = (finding: AdvisedFinding): Finding => referring(finding, (one) => book.idOf(one));
    const found = runFindings.map(now);
    const judged = calls.map((call) => ({ ...call, findings: call.findings.map(now) }));
    for (const call of judged) book.addCall(call);
    return {
      ...report,
      schemaVersion: SCHEMA_VERSION,
      recommendations: book.ranked(found),
      calls: judged,
      runFindings: found,
    };
  });
