// The configuration as a run needs it, and where proposed changes of it may go.
import { type ConfigTree, readConfig } from "../asterisk/config/read.js";
import { rtpLimits } from "../asterisk/config/rtp-limits.js";
import { sessionTimers } from "../asterisk/config/session-timers.js";
import { refusalOf } from "../asterisk/config/write-folder.js";
import { OptionError } from "../option-error.js";
import type { Request } from "../pipeline.js";
import { warn } from "./console.js";

/** What the configuration says that a diagnosis can use; its faults go to standard error. */
export function readSettings(
  paths: readonly string[],
  followIncludes: boolean,
): Pick<Request, "config" | "configTree" | "sessionExpiresSeconds"> {
  if (paths.length === 0) return { config: null, configTree: null, sessionExpiresSeconds: [] };
  const tree = readTree(paths, followIncludes);
  return { config: rtpLimits(tree), configTree: tree, sessionExpiresSeconds: sessionLengths(tree) };
}

/** Reads a configuration. What stands at a line is a finding of the audit; what was not read at all is said here. */
export function readTree(paths: readonly string[], followIncludes: boolean): ConfigTree {
  const tree = readConfig(paths, undefined, { followIncludes });
  for (const { file, line, message } of tree.problems) if (line === null) warn(`${file}: ${message}`);
  return tree;
}

/** Lengths of SIP sessions that a configuration asks for, each once. */
export function sessionLengths(tree: ConfigTree): number[] {
  const expires = sessionTimers(tree).flatMap((row) => (row.expires.seconds === null ? [] : [row.expires.seconds]));
  return [...new Set(expires)];
}

/** Proposals never go where a configuration is read. */
export function refuseConfigFolder(folder: string, configPaths: readonly string[]): void {
  if (configPaths.length === 0) throw new OptionError("--write-config: there is no configuration to change");
  const refusal = refusalOf(folder, configPaths);
  if (refusal !== null) throw new OptionError(`--write-config: ${refusal}`);
}
