// The XML of log4j (`XMLLayout`) and log4j2 (`XmlLayout`): one element per event, over as many lines as its message and stack
// trace need. The time is an attribute on the first line or an element of its own. The words stand below.
import { parseStamp, type Stamp } from "../../time.js";
import type { Below, Header } from "../record.js";
import { instantOf } from "./bot-fields.js";
import { withoutCodeLocation } from "./code-location.js";

// <log4j:event logger="app.ari" timestamp="1795362698312" level="INFO" thread="t1">, and below it the words
const LOG4J_EVENT = /^<(?:log4j:)?[Ee]vent (?<attributes>[^>]*)>(?<rest>.*)$/;

/** The line that begins an event, or the whole event if it is on one line. */
export function readLog4jEvent(text: string, year: number): Header | null {
  const groups = LOG4J_EVENT.exec(text)?.groups;
  if (!groups) return null;
  const attributes = attributesOf(groups.attributes ?? "");
  const rest = groups.rest ?? "";
  const stamp = parseStamp(attributes.timestamp ?? attributes.timeMillis ?? "", year) ?? instantIn(rest);
  // mostly the time is on the next line
  if (!stamp && (rest.trim() !== "" || attributes.level === undefined)) return null;
  const level = (attributes.level ?? "").toUpperCase();
  const origin = attributes.logger ?? attributes.loggerName ?? null;
  const below = rest.trim() ? readLog4jBody([rest]) : null;
  const { message = "", fields = null } = below ?? {};
  return { stamp, level, thread: null, logCallId: null, origin, message, fields };
}

// <Instant epochSecond="1795362698" nanoOfSecond="312000000"/>, log4j2's since 2.11
const INSTANT = /<Instant epochSecond="(?<seconds>\d{1,12})" nanoOfSecond="(?<nanoseconds>\d{1,9})"\/>/;

function instantIn(text: string): Stamp | null {
  const groups = INSTANT.exec(text)?.groups;
  return groups ? instantOf(Number(groups.seconds), Number(groups.nanoseconds)) : null;
}

const ATTRIBUTE = /(?<![\w:])(?<name>[\w:]+)="(?<value>[^"]*)"/g;

function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const { groups } of text.matchAll(ATTRIBUTE)) attributes[groups?.name ?? ""] = unescapedXml(groups?.value ?? "");
  return attributes;
}

// <log4j:message><![CDATA[put on hold]]></log4j:message> | <Message>put on hold</Message>
const MESSAGE_ELEMENT = /<(?:log4j:)?[Mm]essage>/;
const END_OF_ELEMENT = /\]\]>|<\//;
// <log4j:data name="channel" value="1795362698.0"/> | <item key="channel" value="1795362698.0"/>
const DATA_ELEMENT = /<(?:log4j:data|data|item|entry) (?<attributes>[^<>]*)>/g;
// <log4j:throwable><![CDATA[java.io.IOException: …
const THROWABLE_ELEMENT = /<(?:log4j:)?[Tt]hrow(?:able|n)>/;

/** Message, properties and stack trace of an event. Null if it has no message. */
export function readLog4jBody(below: readonly string[]): Below | null {
  const text = below.join("\n");
  const message = contentOf(text, MESSAGE_ELEMENT);
  if (message === null) return null;
  const fields: Record<string, string> = {};
  for (const { groups } of text.matchAll(DATA_ELEMENT)) {
    const { name, key, value } = attributesOf(groups?.attributes ?? "");
    const member = name ?? key;
    if (member !== undefined && value !== undefined) fields[member] = value;
  }
  const [first = "", ...others] = message.split("\n");
  const trace = contentOf(text, THROWABLE_ELEMENT)?.split("\n") ?? [];
  const stamp = instantIn(text);
  return {
    message: withoutCodeLocation(first).message,
    fields,
    continuation: [...others, ...trace],
    ...(stamp && { stamp }),
  };
}

/** The text of an element, however it is quoted. */
function contentOf(text: string, element: RegExp): string | null {
  const start = element.exec(text);
  if (!start) return null;
  const inside = text.slice(start.index + start[0].length);
  const quoted = inside.startsWith("<![CDATA[");
  const content = quoted ? inside.slice("<![CDATA[".length) : inside;
  const end = content.search(END_OF_ELEMENT);
  const whole = end < 0 ? content : content.slice(0, end);
  return quoted ? whole : unescapedXml(whole);
}

const XML_SIGNS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescapedXml(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => XML_SIGNS[name] ?? "");
}
