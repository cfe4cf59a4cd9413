// Hang-ups that a bot decided on by a clock or a sweep, and the time that its timer is set to.
import type { LogRecord } from "../../records/record.js";
import { severityOf } from "../../records/severity.js";
import type { EventOf } from "../event.js";
import { speaksOfTimer } from "../lexicon/timers.js";
import { plainWords } from "./plain-words.js";

export const NO_CLOCK = { why: null, timer: false, timerSeconds: null };

/** Hang-ups that a timer or a clean-up decided, not the end of the conversation. */
const AUTOMATIC = /cleanup|stale|orphan|очистк|висящ|автоматически|принудительно/;

// watchdog timeout | call timed out after 30 s | max call duration reached | no speech for 4s | таймаут звонка (6 сек)
const TIMER =
  /watchdog|time ?out|timed out|too long|\bidle\b|inactiv|\bmax(?:imum)? (?:call )?(?:duration|length|time)\b|\b(?:time|duration) limit\b|\bno (?:speech|input|audio|activity)\b|тайм-?аут|лимит|неактивн|слишком долг/;

// 4s | 4.5 sec | 30 seconds | 6 сек | 1500ms | 5 minutes | 20 segundos | 4 秒
const DURATION =
  /(?<![\w.])(?<number>\d{1,6}(?:[.,]\d{1,3})?) ?(?<unit>ms|мс|s|с|secs?|seconds?|сек(?:унд\p{L}?)?|sn|sek\p{L}*|segundos?|secondes?|secondi|秒|min|minutes?|мин(?:ут\p{L}?)?)(?!(?<!秒)[\p{L}\d])/iu;

/** The length of a timer as a field. `duration` and `elapsed` are what was measured, not what was set. */
const TIMER_KEY = /^(?:timeout|time_?limit|max_?duration|limit|after|idle)(?<unit>_?(?:s|sec|seconds|ms))?$/i;

/** The time that a timer of the bot is set to, according to the record. Null if there is none. */
export function timerSeconds(record: LogRecord): number | null {
  for (const [key, value] of Object.entries(record.fields ?? {})) {
    const unit = TIMER_KEY.exec(key)?.groups?.unit;
    if (typeof value === "number" && TIMER_KEY.test(key)) return /ms$/i.test(unit ?? "") ? value / 1000 : value;
  }
  return roundSecondsIn(record.message);
}

/** A round time in a message, in seconds. Null if there is none. */
export function roundSecondsIn(message: string): number | null {
  const said = DURATION.exec(message)?.groups;
  if (!said) return null;
  const number = Number((said.number ?? "").replace(",", "."));
  const unit = (said.unit ?? "").toLowerCase();
  const seconds = /^(?:ms|мс)$/.test(unit) ? number / 1000 : /^(?:m|м)/.test(unit) ? number * 60 : number;
  // a timer is set to a round number; 45.2 s is how long the call took
  return Number.isInteger(seconds * 2) ? seconds : null;
}

/** What a hang-up says about the timer or the clean-up that decided it. */
export function clockOf(record: LogRecord): Pick<EventOf<"bot-hangup">, "why" | "timer" | "timerSeconds"> {
  const words = plainWords(record.message);
  // in any language: nobody warns about a conversation that simply ended, and such a line has no round time
  const timer =
    TIMER.test(words) ||
    speaksOfTimer(record.message) ||
    (severityOf(record) === "warning" && timerSeconds(record) !== null);
  return {
    why: timer || AUTOMATIC.test(words) ? record.message : null,
    timer,
    timerSeconds: timer ? timerSeconds(record) : null,
  };
}
