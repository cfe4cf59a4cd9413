// A long log out of a short one: the same calls again and again, each time somewhat later and under new ids.
import type { LogText } from "./analyse.js";

// 1795362720.14 or "time": 1795362720123 | 2026-11-22 15:51:38 or Nov 22 15:51:38 | C-0000001a | the counter of SIP/trunk-00000019
const SHIFTED =
  /\b(\d{10})\.(\d+)\b|\b(\d{10})(?=\d{3}\b)|\b(\d{4}-\d\d-\d\d|Nov 22)([ T])(\d\d:\d\d:\d\d)|\bC-([0-9a-f]{8})\b|(?<=\b(?:PJ)?SIP\/[\w.-]+-)([0-9a-f]{8})\b/g;

/**
 * Repeats a log.
 * @param everySeconds How much later each copy is than the one before.
 * @param idsApart How many channels, and calls, Asterisk counts from one copy to the next.
 */
export function repeated({ path, latin1 }: LogText, copies: number, everySeconds: number, idsApart: number): LogText {
  const whole = latin1.endsWith("\n") ? latin1 : `${latin1}\n`;
  let text = "";
  for (let copy = 0; copy < copies; copy += 1) {
    const later = copy * everySeconds;
    const ids = copy * idsApart;
    const hex = (counter: string): string => (Number.parseInt(counter, 16) + ids).toString(16).padStart(8, "0");
    text += whole.replaceAll(SHIFTED, (found, epoch, counter, seconds, date, between, time, callId, name) => {
      if (epoch) return `${Number(epoch) + later}.${Number(counter) + ids}`;
      if (seconds) return String(Number(seconds) + later);
      if (date) return stamp(date, between, time, later);
      if (callId) return `C-${hex(callId)}`;
      return name ? hex(name) : found;
    });
  }
  return { path, latin1: text };
}

function stamp(date: string, between: string, time: string, later: number): string {
  const day = date === "Nov 22" ? "2026-11-22" : date;
  const shifted = new Date(Date.parse(`${day}T${time}Z`) + later * 1000).toISOString();
  const asMonth = (iso: string): string => `Nov ${iso.slice(8, 10).replace(/^0/, " ")}`;
  return `${date === "Nov 22" ? asMonth(shifted) : shifted.slice(0, 10)}${between}${shifted.slice(11, 19)}`;
}
