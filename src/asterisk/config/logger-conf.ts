// In: a tree. Out: what logger.conf sends to which log, so that a missing line can be told from one never written.
import type { ConfigEntry } from "./parse.js";
import type { ConfigTree } from "./read.js";
import { fileNamed, firstEntry, sectionNamed } from "./sections.js";

/** One log of [logfiles]. */
export interface LogChannel {
  /** `full`, `console`, `syslog.local0`, … as written. */
  readonly name: string;
  /** `default`, `plain`, `json`, or what else stands in the brackets. */
  readonly formatter: string;
  /** Lower case, `verbose(3)` as `verbose`; `*` is every level. */
  readonly levels: readonly string[];
  readonly file: string;
  readonly line: number;
}

export interface LoggerConf {
  /** strftime(3) with Asterisk's `%q`; null where not set, which means `%b %e %T`. */
  readonly dateFormat: string | null;
  readonly channels: readonly LogChannel[];
}

/** Reads logger.conf; null where it is not in the tree. */
export function loggerConf(tree: ConfigTree): LoggerConf | null {
  const file = fileNamed(tree, "logger.conf");
  if (file === null) return null;
  return {
    // logger.c, init_logger_chain: ast_variable_retrieve(), so the first one counts.
    dateFormat: firstEntry(sectionNamed(file, "general")?.entries ?? [], "dateformat")?.value ?? null,
    channels: (sectionNamed(file, "logfiles")?.entries ?? []).map(readChannel),
  };
}

/** Does this log receive the level, such as `notice` or `verbose`? */
export function receives(channel: LogChannel, level: string): boolean {
  return channel.levels.includes("*") || channel.levels.includes(level.toLowerCase());
}

// full => [json]notice,warning,error,verbose(3)
const COMPONENTS = /^\s*(?:\[(?<formatter>[^\]]*)\])?(?<levels>.*)$/s;

function readChannel({ key, value, file, line }: ConfigEntry): LogChannel {
  const { formatter = "default", levels = "" } = COMPONENTS.exec(value)?.groups ?? {};
  return {
    name: key,
    formatter,
    levels: levels
      .split(",")
      .map((level) =>
        level
          .replace(/\(.*\)/, "")
          .trim()
          .toLowerCase(),
      )
      .filter((level) => level !== ""),
    file,
    line,
  };
}
