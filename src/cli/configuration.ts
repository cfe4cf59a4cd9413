// Reads the configuration from disk, and decides where proposed changes may go.
import { type Configuration, configurationOf } from "../asterisk/config/configuration.js";
import { type ConfigTree, readConfig } from "../asterisk/config/read.js";
import { refusalOf } from "../asterisk/config/write-folder.js";
import { OptionError } from "../settings/option-error.js";
import type { Settings } from "../settings/options.js";
import { warn } from "./console.js";

/** What a diagnosis can use of the configuration. Null if none is given. Its faults go to standard error. */
export function readConfiguration({
  config,
  followIncludes,
}: Pick<Settings, "config" | "followIncludes">): Configuration | null {
  return config.length === 0 ? null : configurationOf(readTree(config, followIncludes));
}

/** Reads a configuration. A fault at a line is a finding of the audit; what could not be read at all is reported here. */
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
