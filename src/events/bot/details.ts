// What a bot dumped after its message or on the lines below: an ARI event as JSON, or as pprint or console.dir print it, or the
// fields of a message (pino-pretty). Stack traces are no dumps.
import type { LogRecord } from "../../records/record.js";
import { type Members, readObject } from "./literal.js";

/** A dump that begins far inside a message, or is longer, is no ARI event. */
const MAX_LENGTH = 16_000;
// {'type': 'StasisStart', … | { | StasisStart { | [{
const OPENS = /^\s*(?:[A-Za-z_$][\w.$]*(?:\(\d+\))? ?)?[[(]?\{/;
//     channelId: "1795362698.0"
const INDENTED_MEMBER = /^\s{2,}["']?[\w$.-]+["']?: ?\S/;

/** The members in a record's dump. Null if it has none. */
export function detailsOf({ message, continuation }: LogRecord): Members | null {
  const brace = message.indexOf("{");
  const [below] = continuation;
  if (brace >= 0 && brace < MAX_LENGTH && (continuation.length > 0 || message.includes("type", brace)))
    return readObject(joined([message.slice(brace), ...continuation]));
  if (below === undefined) return null;
  if (OPENS.test(below)) return readObject(joined([below.slice(below.indexOf("{")), ...continuation.slice(1)]));
  return INDENTED_MEMBER.test(below) ? readObject(joined(["{", ...continuation.filter(isMember)])) : null;
}

/** pino-pretty prints an error's stack as text among its members. */
function isMember(line: string): boolean {
  return INDENTED_MEMBER.test(line) || /^\s*[{}[\]"']/.test(line);
}

function joined(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) {
    if (text.length > MAX_LENGTH) break;
    text += `${line}\n`;
  }
  return text.slice(0, MAX_LENGTH);
}
