// How grave a record is by its own account: its level, or the traceback after it. Levels are words that loggers print, or
// numbers if there is only a number. Which word means what is data.
import type { LogRecord } from "./record.js";

/** What a record with such a level says: something failed, or may have. */
export type RecordSeverity = "error" | "warning";

/**
 * Levels in upper case. Asterisk: WARNING, ERROR (main/logger.c: levels). Python, loguru, log4j, java.util.logging, winston,
 * npm, zap, zerolog, logrus, Serilog, the .NET console, klog, syslog. pino and bunyan count in tens.
 */
const LEVELS: ReadonlyMap<string, RecordSeverity | null> = new Map<string, RecordSeverity | null>([
  ...["ERROR", "ERR", "ERRO", "E", "CRITICAL", "CRIT", "FATAL", "FATA", "FTL", "F", "SEVERE"].map(toError),
  ...["EMERG", "EMERGENCY", "ALERT", "PANIC", "PANI", "PNC", "DPANIC", "FAIL", "50", "60"].map(toError),
  // java.util.logging uses the machine's language
  ...["ОШИБКА", "КРИТИЧЕСКАЯ", "FEHLER", "SCHWERWIEGEND", "ERREUR", "GRAVE", "ERRO", "错误", "严重"].map(toError),
  ...["WARNING", "WARN", "WRN", "W", "40"].map(toWarning),
  ...["ПРЕДУПРЕЖДЕНИЕ", "WARNUNG", "AVERTISSEMENT", "ADVERTENCIA", "AVISO", "警告"].map(toWarning),
  // nearly all records have one of these, which are known at once not to be bad
  ...["VERBOSE", "NOTICE", "DEBUG", "INFO", "INF", "I", "TRACE", "info", "debug", "Information"].map(toNothing),
]);

function toError(level: string): readonly [string, RecordSeverity] {
  return [level, "error"];
}

function toWarning(level: string): readonly [string, RecordSeverity] {
  return [level, "warning"];
}

function toNothing(level: string): readonly [string, null] {
  return [level, null];
}

// ERROR: no such tenant | [!] Fatal: … | warning - …, from a bot that prints without levels
const SAID_FIRST =
  /^[^\p{L}\p{N}]{0,8}(?:(?<error>(?:unhandled )?(?:error|exception|fatal|critical|panic|ошибка))|warn(?:ing)?)(?!\p{L})/iu;

/** How grave a level is. Null if it is not a bad one. */
export function severityOfLevel(level: string): RecordSeverity | null {
  const known = LEVELS.get(level);
  return known === undefined ? (LEVELS.get(level.toUpperCase()) ?? null) : known;
}

/** How grave a record is. Null if it reports nothing bad. */
export function severityOf({ side, level, message }: LogRecord): RecordSeverity | null {
  if (level !== "" || side === "asterisk") return severityOfLevel(level);
  const said = SAID_FIRST.exec(message);
  if (!said) return null;
  return said.groups?.error === undefined ? "warning" : "error";
}

// Traceback (most recent call last): | panic: runtime error: … | goroutine 7 [running]: | Exception in thread "main" …
const TRACE_BEGINS =
  /^\s*(?:Traceback \(most recent call last\):|panic: |goroutine \d+ \[|Exception in thread |Unhandled |Caused by: )/;
//     at Player.play (/app/player.js:41:9) | \tat com.acme.Call.play(Call.java:41) |    at Bot.Call.Play() in /src/Call.cs:line 41
const isStep = (line: string): boolean => /^\s+at \S/.test(line) && (line.includes("(") || /:\d/.test(line));

/** The line of a traceback that says what was thrown, if the lines after the record's first are one. Otherwise null. */
export function exceptionIn({ side, continuation }: LogRecord): string | null {
  if (side === "asterisk" || continuation.length === 0) return null;
  const begins = continuation.findIndex((line) => TRACE_BEGINS.test(line));
  if (begins >= 0) {
    const begin = continuation[begins] as string;
    if (!begin.includes("Traceback (")) return begin.trim();
    // the first line after the indented ones: `KeyError: 'channel'`
    const thrown = continuation.slice(begins + 1).find((line) => /^[A-Za-z_]/.test(line));
    return (thrown ?? begin).trim();
  }
  const step = continuation.findIndex(isStep);
  return step > 0 ? (continuation[step - 1] as string).trim() : step === 0 ? "" : null;
}
