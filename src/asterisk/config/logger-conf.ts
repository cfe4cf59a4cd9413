// What logger.conf sends to which log, so that a missing line can be distinguished from one that was never written.
import type { ConfigEntry } from "./parse.js";
import type { ConfigTree } from "./read.js";
import { fileNamed, sectionNamed } from "./sections.js";

/** One log of [logfiles]. */
export interface LogChannel {
  /** `full`, `console`, `syslog.local0`, … as written. */
  readonly name: string;
  /** In lower case, with `verbose(3)` as `verbose`. `*` is every level. */
  readonly levels: readonly string[];
  readonly file: string;
  readonly line: number;
}

/** The logs in logger.conf. Null if they are not known: it was not read, only partly, or leaves them out. */
export function logChannels(tree: ConfigTree): readonly LogChannel[] | null {
  const file = fileNamed(tree, "logger.conf");
  const section = file === null || file.partial ? null : sectionNamed(file, "logfiles");
  return section?.complete ? section.entries.map(readChannel) : null;
}

/** Does this log receive a level, such as `notice` or `verbose`? */
export function receives(channel: LogChannel, level: string): boolean {
  return channel.levels.includes("*") || channel.levels.includes(level);
}

// full => [json]notice,warning,error,verbose(3)
const COMPONENTS = /^\s*(?:\[[^\]]*\])?(?<levels>.*)$/s;

function readChannel({ key, value, file, line }: ConfigEntry): LogChannel {
  const { levels = "" } = COMPONENTS.exec(value)?.groups ?? {};
  const words = levels.split(",").map((level) => (level.split("(", 1)[0] ?? "").trim().toLowerCase());
  return { name: key, levels: words.filter((level) => level !== ""), file, line };
}
