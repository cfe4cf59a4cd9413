// The configuration from the disk, and where proposed changes of it may go.
import { type Configuration, configurationOf } from "../asterisk/config/configuration.js";
import { type ConfigTree, readConfig } from "../asterisk/config/read.js";
import { refusalOf } from "../asterisk/config/write-folder.js";
import { OptionError } from "../settings/option-error.js";
import type { Settings } from "../settings/options.js";
import { warn } from "./console.js";

/** What the configuration says that a diagnosis can use; null where none is given. Its faults go to standard error. */
export function readConfiguration({
  config,
  followIncludes,
}: Pick<Settings, "config" | "followIncludes">): Configuration | null {
  return config.length === 0 ? null : configurationOf(readTree(config, followIncludes));
}

/** Reads a configuration. What stands at a line is a finding of the audit; what was not read at all is said here. */
export function readTree(paths: readonly string[], followIncludes: boolean): ConfigTree {
  const tree = readConfig(paths, undefined, { followIncludes });
  for (const { file, line, message } of tree.problems) if (line === null) warn(`${file}: ${message}`);
  return tree;
}

/** Proposals never go where a configuration is read. */
export function refuseConfigFolder(folder: string, configPaths: readonly string[]): void {
  if (configPaths.length === 0) throw new OptionError("--write-config: there is no configuration to change");
  const refusal = refusalOf(folder, configPaths);
  if (refusal !== null) throw new OptionError(`--write-config: ${refusal}`);
}
