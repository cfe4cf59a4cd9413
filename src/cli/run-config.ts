// Audits a configuration: takes flags, writes its page or report, and returns the exit code.
import { readFileSync } from "node:fs";
import { type Configuration, configurationOf } from "../asterisk/config/configuration.js";
import { readChannelName } from "../asterisk/config/limit-for.js";
import { writeFolder } from "../asterisk/config/write-folder.js";
import type { OptionDriver } from "../asterisk/options/option.js";
import { auditConfig, type LogFacts } from "../judging/audit.js";
import { analyse } from "../pipeline.js";
import { changeFolder } from "../report/change-folder.js";
import { renderConfig } from "../report/config-page.js";
import { CONFIG_OPTIONS, RUN_OPTIONS } from "../settings/options.js";
import { parseSettings } from "../settings/parse.js";
import { isFailure } from "../settings/severity-limit.js";
import { fileSource } from "../sources/source.js";
import { readTree, refuseConfigFolder } from "./configuration.js";
import { columns, inColor, version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { origin } from "./origin.js";
import { PAGE_ENDINGS, refuseUnknownEndings } from "./output-endings.js";
import { writeWhole } from "./outputs.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Audits a configuration; returns the exit code. @throws OptionError */
export async function runConfig(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const settings = parseSettings(CONFIG_OPTIONS, { ...(await defaultsFor(CONFIG_OPTIONS, flags)), ...flags });
  refuseUnknownEndings(settings.output === undefined ? [] : [settings.output], settings.format, PAGE_ENDINGS);
  refuseToOverwriteInput(settings.output === undefined ? [] : [settings.output], [
    ...settings.paths,
    ...settings.log,
    ...(settings.advice === undefined ? [] : [settings.advice]),
  ]);
  if (settings.writeConfig !== undefined) refuseConfigFolder(settings.writeConfig, settings.paths);
  const tree = readTree(settings.paths, settings.followIncludes);
  const advice =
    settings.advice === undefined ? null : { file: settings.advice, text: readFileSync(settings.advice, "utf8") };
  if (tree.files.length === 0 && tree.version === null && advice === null) {
    warn("no configuration was read");
    return 2;
  }
  const logs = settings.log.length === 0 ? null : await readLogs(settings.log, configurationOf(tree));
  const { report, faults } = auditConfig({
    tree,
    advice,
    logs,
    asteriskVersion: settings.asteriskVersion ?? logs?.asteriskVersion ?? tree.version,
    toolVersion: version,
  });
  if (settings.writeConfig !== undefined)
    writeFolder(settings.writeConfig, changeFolder(tree, faults, logs?.remarks ?? []));
  const text = settings.diff
    ? report.patch
    : (settings.format ?? (settings.output?.endsWith(".json") ? "json" : "terminal")) === "json"
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderConfig(report, { columns: columns(), color: inColor(settings.color, settings.output ?? null) });
  if (settings.output !== undefined) await writeWhole(settings.output, text);
  else await print([text]).catch(unlessReaderLeft);
  const found =
    report.findings.some(({ severity }) => isFailure(severity, settings.failOn)) ||
    (isFailure("warning", settings.failOn) && report.advice.some(({ effect }) => effect !== "read"));
  return found && !settings.exitZero ? 1 : 0;
}

/** What the logs tell that matters to the configuration. */
async function readLogs(
  paths: readonly string[],
  configuration: Configuration,
): Promise<LogFacts & { readonly asteriskVersion: string | null }> {
  const outcome = await analyse({
    sources: paths.map((path) => fileSource(path, "auto")),
    settings: parseSettings(RUN_OPTIONS, { files: paths }),
    configuration,
    toolVersion: version,
    origin: () => origin(),
    nowMs: Date.now(),
    warn,
  });
  try {
    let longestGapSeconds: number | null = null;
    const drivers = new Set<OptionDriver>();
    const scopes = new Set<string | null>();
    for (const { gaps, limits, diagnosis, channelName } of outcome.calls()) {
      if (limits.driver !== null) drivers.add(limits.driver);
      if (diagnosis.cause !== "none") scopes.add(readChannelName(channelName ?? "")?.scope ?? null);
      for (const { seconds } of gaps) longestGapSeconds = Math.max(longestGapSeconds ?? 0, seconds);
    }
    const { callCount, causeCounts, healthyCount } = outcome.runReport.summary;
    return {
      incident: {
        callCount,
        causeCounts: { ...causeCounts, none: healthyCount },
        drivers: [...drivers],
        scopes: scopes.has(null) ? null : [...scopes].filter((scope) => scope !== null),
        longestGapSeconds,
      },
      ...outcome.audit,
      asteriskVersion: outcome.asteriskVersion,
    };
  } finally {
    outcome.close();
  }
}
