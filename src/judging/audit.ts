// Audits a configuration alone: reads it, says what is in force, what is wrong, and what a pasted snippet would do. The
// counterpart of src/pipeline.ts for a run without logs.

import { valuesInForce } from "../asterisk/config/in-force.js";
import { unifiedDiff } from "../asterisk/config/patch.js";
import { type ConfigTree, NO_CONFIG } from "../asterisk/config/read.js";
import { readVersion } from "../asterisk/options/catalogue.js";
import { type ConfigFault, judgeConfig } from "../findings/judge-config.js";
import { configFindingRow } from "../report/build.js";
import type { AdviceLine, ConfigReport, InForceRow } from "../report/config-schema.js";
import { safeText } from "../report/safe-text.js";
import { SCHEMA_VERSION } from "../report/schema-version.js";
import { judgeAdvice } from "../rules/advice-check/advice-check.js";
import type { Incident } from "../rules/advice-check/judged-advice.js";

/** The input of an audit. */
export interface AuditRequest {
  /** What was read. Without files if none was given. */
  readonly tree: ConfigTree;
  /** As the user or `core show version` states it. Null if nobody did. */
  readonly asteriskVersion: string | null;
  /** A snippet that somebody was told to paste: its file, whose name tells where it goes, and its text. */
  readonly advice: { readonly file: string; readonly text: string } | null;
  /** What the server's logs tell. Null without logs. */
  readonly logs: LogFacts | null;
  readonly toolVersion: string;
}

/** What an analysis of logs found that matters to the configuration. */
export interface LogFacts {
  readonly incident: Incident;
  /** Faults of the configuration in the light of the logs. */
  readonly faults: readonly ConfigFault[];
  /** Why nothing else is proposed. */
  readonly remarks: readonly string[];
  /** False if the configuration belongs to another server than the logs. Then no advice is judged by it. */
  readonly configFits: boolean;
}

/** The result of an audit: the report, and the faults with the changes that fix them. */
export interface Audit {
  readonly report: ConfigReport;
  readonly faults: readonly ConfigFault[];
}

/** Audits a configuration. */
export function auditConfig({ tree, advice, logs, ...request }: AuditRequest): Audit {
  const version = request.asteriskVersion === null ? null : readVersion(request.asteriskVersion);
  const isForeign = logs !== null && !logs.configFits;
  const judged =
    advice === null
      ? null
      : judgeAdvice(advice.text, {
          file: advice.file,
          tree: isForeign ? NO_CONFIG : tree,
          version,
          incident: logs?.incident ?? null,
        });
  const faults = logs?.faults ?? judgeConfig({ tree, version, run: null });
  const report: ConfigReport = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "ari-doctor", version: request.toolVersion },
    asteriskVersion: request.asteriskVersion,
    files: tree.files.map(({ name, paths, partial }) => ({ name, paths: [...paths], partial })),
    inForce: valuesInForce(tree).map(
      ({ driver, scope, option, value, from, file, line }): InForceRow => ({
        driver,
        scope,
        option: option.name,
        value,
        unit: option.unit,
        from,
        file,
        line,
        meaning: option.note,
      }),
    ),
    findings: faults.map((fault) => configFindingRow(fault, tree)),
    adviceConclusion:
      judged === null
        ? null
        : safeText(
            isForeign
              ? `${judged.conclusion} The configuration given plays no part: it does not fit the logs.`
              : judged.conclusion,
          ),
    advice: (judged?.lines ?? []).map(
      (line): AdviceLine => ({
        ...line,
        text: safeText(line.text),
        says: safeText(line.says),
      }),
    ),
    patch: unifiedDiff(
      tree,
      faults.flatMap(({ changes }) => changes ?? []),
    ),
    notes: [
      ...(judged?.remarks ?? []),
      ...(logs?.remarks ?? []),
      ...tree.problems
        .filter(({ effect }) => effect === "noted")
        .map(({ file, line, message }) => `${file}${line === null ? "" : `:${line}`}: ${message}`),
    ].map(safeText),
  };
  return { report, faults };
}
