// Audits a configuration: flags in, its page or report and the exit code out.
import { readFileSync } from "node:fs";
import { readChannelName } from "../asterisk/config/limit-for.js";
import type { ConfigTree } from "../asterisk/config/read.js";
import { rtpLimits } from "../asterisk/config/rtp-limits.js";
import { writeFolder } from "../asterisk/config/write-folder.js";
import type { OptionDriver } from "../asterisk/options/option.js";
import { auditConfig, type LogFacts } from "../audit.js";
import { parseConfigOptions, parseOptions } from "../options.js";
import { analyse } from "../pipeline.js";
import { changeFolder } from "../report/change-folder.js";
import { renderConfig } from "../report/config-page.js";
import { isFailure } from "../severity-limit.js";
import { fileSource } from "../sources/source.js";
import { columns, inColor, version, warn } from "./console.js";
import { defaultsFor } from "./defaults-file.js";
import { refuseToOverwriteInput } from "./inputs.js";
import { writeWhole } from "./outputs.js";
import { readTree, refuseConfigFolder, sessionLengths } from "./settings.js";
import { print, unlessReaderLeft } from "./standard-output.js";

/** Audits a configuration; returns the exit code. @throws OptionError */
export async function runConfig(flags: Readonly<Record<string, unknown>>): Promise<number> {
  const { failOn, color } = await defaultsFor(flags);
  const options = parseConfigOptions({ failOn, color, ...flags });
  refuseToOverwriteInput(options.output === undefined ? [] : [options.output], [
    ...options.paths,
    ...options.log,
    ...(options.advice === undefined ? [] : [options.advice]),
  ]);
  if (options.writeConfig !== undefined) refuseConfigFolder(options.writeConfig, options.paths);
  const tree = readTree(options.paths, options.followIncludes);
  const advice =
    options.advice === undefined ? null : { file: options.advice, text: readFileSync(options.advice, "utf8") };
  if (tree.files.length === 0 && tree.version === null && advice === null) {
    warn("no configuration was read");
    return 2;
  }
  const logs = options.log.length === 0 ? null : await readLogs(options.log, tree);
  const { report, faults } = auditConfig({
    tree,
    advice,
    logs,
    asteriskVersion: options.asteriskVersion ?? logs?.asteriskVersion ?? tree.version,
    toolVersion: version,
  });
  if (options.writeConfig !== undefined)
    writeFolder(options.writeConfig, changeFolder(tree, faults, logs?.remarks ?? []));
  const text = options.diff
    ? report.patch
    : (options.format ?? (options.output?.endsWith(".json") ? "json" : "terminal")) === "json"
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderConfig(report, { columns: columns(), color: inColor(options.color, options.output ?? null) });
  if (options.output !== undefined) await writeWhole(options.output, text);
  else await print([text]).catch(unlessReaderLeft);
  const found =
    report.findings.some(({ severity }) => isFailure(severity, options.failOn)) ||
    (isFailure("warning", options.failOn) && report.advice.some(({ effect }) => effect !== "read"));
  return found && !options.exitZero ? 1 : 0;
}

/** What the logs tell that bears on the configuration. */
async function readLogs(
  paths: readonly string[],
  tree: ConfigTree,
): Promise<LogFacts & { readonly asteriskVersion: string | null }> {
  const outcome = await analyse({
    sources: paths.map((path) => fileSource(path, "auto")),
    flags: { rtpTimeoutSeconds: null, rtpHoldTimeoutSeconds: null },
    config: rtpLimits(tree),
    configTree: tree,
    sessionExpiresSeconds: sessionLengths(tree),
    answerBudgetSeconds: parseOptions({ files: [] }).answerBudget,
    allTimelines: false,
    command: "ari-doctor",
    toolVersion: version,
    nowMs: Date.now(),
    wanted: {},
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
    const { callCount, causeCounts, healthyCount } = outcome.frame.summary;
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
