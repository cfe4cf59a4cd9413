import type { Below, Header, LogFormat } from "../../record.js";
import { header } from "./header.js";

// Nov 22, 2026 3:51:38 PM com.example.Call onStasisEnd, and below it level and words
const JAVA_UTIL_LOGGING =
  /^(?<stamp>[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M) (?<origin>[A-Za-z][\w.$]{0,200})(?: [\w$<>]{1,80})?$/;

const withoutWords = (read: Header | null): Header | null => read && { ...read, message: "" };

// INFO: Channel 1795362698.0 put on hold
const LEVEL_BELOW = /^(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): (?<message>.*)$/;

/** Level and words, on the line after the place in the code (java.util.logging.SimpleFormatter). */
function readJavaBody([first = "", ...continuation]: readonly string[]): Below | null {
  const message = LEVEL_BELOW.exec(first)?.groups?.message;
  const level = first.slice(0, first.indexOf(":"));
  return message === undefined
    ? null
    : { level: level === "SEVERE" ? "ERROR" : level, message, fields: null, continuation };
}

export const javaUtilLogging: LogFormat = {
  name: "java-util-logging",
  side: "bot",
  comesFrom: "java.util.logging, level and words on the line below",
  samples: ["Nov 22, 2026 3:51:38 PM com.example.bot.CallSession onStasisEnd"],
  read: (text, year) => withoutWords(header(JAVA_UTIL_LOGGING.exec(text), year)),
  readBelow: readJavaBody,
};
