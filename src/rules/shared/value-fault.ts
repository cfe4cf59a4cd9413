// Says what is wrong with a number that Asterisk does not take as written, or that seems meant in another unit.
import { rejectsObjects, type WrittenOption } from "./config-options.js";

/** What is wrong with the value of a numeric option. Null if nothing is, or if it costs the whole object. */
export function valueFault(written: WrittenOption): string | null {
  return valueNotUsed(written) ?? wrongUnit(written);
}

/** Why Asterisk uses another number than the one that is written. Null if it uses that one, or rejects the whole object. */
export function valueNotUsed({ object, entry, option }: WrittenOption): string | null {
  // a wrong number there costs the whole object, which is another finding
  if (option?.kind !== "number" || entry.value === "" || rejectsObjects(object.file)) return null;
  const digits = NUMBER.exec(entry.value)?.[0];
  if (digits === undefined) return `it is not a number; Asterisk uses ${option.default ?? "its default"}.`;
  if (option.range === null) return null;
  const { min, max } = option.range;
  const value = Number(digits);
  if (value < min) return `the minimum is ${min}; Asterisk uses that or the default.`;
  return value > max ? `the maximum is ${max}; Asterisk uses that or the default.` : null;
}

const NUMBER = /^\s*[+-]?\d+/;

/**
 * Why Asterisk rejects the object with this value. Null if it accepts it. Sorcery and aco accept only digits within the range.
 */
export function rejectedValue({ object, entry, option }: WrittenOption): string | null {
  if (option?.kind !== "number" || !rejectsObjects(object.file)) return null;
  if (!/^\d+$/.test(entry.value)) return "its value is not a plain number.";
  const { min, max } = option.range ?? { min: 0, max: Number.POSITIVE_INFINITY };
  const value = Number(entry.value);
  return value < min || value > max ? `its value must be from ${min} to ${max}.` : null;
}

/** Nobody waits hours for RTP, and no bot reads within microseconds. */
const LONGEST_RTP_TIMEOUT_SECONDS = 7_200;
const SHORTEST_TIMEOUT_MS = 100;
const RTP_TIMERS = /^rtp_?(?:hold_?)?(?:timeout|keepalive)(?:_hold)?$/;
const NETWORK_TIMERS = /^(?:websocket_write_timeout|session_inactivity|session_keep_alive)$/;

function wrongUnit({ object, entry, option }: WrittenOption): string | null {
  const digits = NUMBER.exec(entry.value)?.[0];
  if (option?.kind !== "number" || digits === undefined) return null;
  if (rejectsObjects(object.file) && !/^\d+$/.test(entry.value)) return null;
  const value = Number(digits);
  if (RTP_TIMERS.test(option.name) && value > LONGEST_RTP_TIMEOUT_SECONDS)
    return `it counts seconds, so this is ${Math.round(value / 360) / 10} hours.`;
  // 0 turns keep-alive off
  if (NETWORK_TIMERS.test(option.name) && value > 0 && value < SHORTEST_TIMEOUT_MS)
    return `it counts milliseconds, so this is ${value / 1000} s; the default is ${option.default} ms.`;
  return null;
}
