// Phone numbers in log text: five digits or more, alone or grouped, that are not one of the other numbers of which a log is
// full.
import { MASK, type Masks } from "./masks.js";

/** Internal numbers are shorter. They name a menu or a desk, and would occur inside every other number. */
const FEWEST_DIGITS = 5;

/** Digits that are no phone number, in the order in which they are tried. */
const KEPT: readonly string[] = [
  MASK,
  // 8689be8d-0248-4f24-9d70-7b60876715bd
  String.raw`(?<![\dA-Za-z])[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\dA-Za-z])`,
  // 1795362758.0, also 1795362758.312 from a clock
  String.raw`(?<!\d)1\d{9}\.\d{1,9}(?!\d)`,
  // C-00000001
  String.raw`\bC-[\da-f]{8}(?![\dA-Za-z])`,
  // PJSIP/trunk-00000012, Local/1000@in-00000003;1
  String.raw`(?<=[A-Z][A-Za-z\d]*(?:\/|%2F)[^\s'"]{1,120})-[\da-f]{8}(?:;[12])?(?![\dA-Za-z])`,
  // %2B79162298921: the escape ends before the number
  String.raw`%[\dA-Fa-f]{2}`,
  String.raw`\b0x[\da-f]+`,
  // 15:52:38.312456
  String.raw`(?<=:\d\d[.,])\d{3,9}`,
  // 1795362698312: milliseconds since 1970, micro- and nanoseconds; no country has such numbers
  String.raw`(?<!\d)1[6-9]\d{11}(?:\d{3}){0,2}(?!\d)`,
  // "time":1795362698
  String.raw`(?<=\b(?:time|ts|timestamp)\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?)\d{10}(?!\d)`,
  // VERBOSE[22709]
  String.raw`(?<=\b(?:ERROR|WARNING|NOTICE|VERBOSE|DEBUG|DTMF|SECURITY|asterisk)\[)\d+(?=\])`,
  // ports 10000-20000     Asterisk uses 5000 to 31000
  String.raw`(?<=\b(?:ports?|uses)[ :=]{1,3})\d{4,5}(?: to |-)\d{4,5}(?!\d)`,
  // tag=as17953627     branch=z9hG4bK-17953627     but a number that occurs there is masked, alike wherever it occurs
  String.raw`(?<=\b(?:tag|branch)=)(?![\w.-]*\d{9})[\w.-]*[A-Za-z][\w.-]*`,
  // 1234567 bytes
  String.raw`(?<!\d)\d{5,9}(?= ?(?:bytes|ms|samples|lines|packets|messages)\b)`,
  // m=audio 10234     port 50602     rtpend=20000     no port has six digits
  String.raw`(?<=\b(?:rport|ports?|rtpstart|rtpend|m=audio)["']?[ :=(]{1,3}["']?)\d{1,5}(?!\d)`,
  // pid 123456     nofile 65536     Expires: 86400     line 123456
  String.raw`(?<=\b(?:len|[Ll]ength|[Ee]xpires|logger_queue_limit|nofile|NOFILE|pid|thread|line|bytes|samples|rate)["']?[ :=(]{1,3}["']?)\d{1,7}(?!\d)`,
  // seq 024680, ts 1000160     CSeq: 10234 INVITE     ssrc 4294967295: no more fits into 32 bits
  String.raw`(?<=\b(?:seq|ts|ssrc|[Cc][Ss]eq)["']?[ :=(]{1,3}["']?)(?:[0-3]\d{9}|4[0-2]\d{8}|\d{1,9})(?!\d)`,
  // host#1:50602, 127.0.0.1:50602, [::1]:50602
  String.raw`(?<=(?:(?:host|address)#\d{1,9}|localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\]):)\d{1,5}(?!\d)`,
  // 4.812345 s
  String.raw`(?<![\d.])\d{1,4}\.\d+(?![\d.])`,
  // a hash or a tag: 6c042fcc5cd48cb4aa94d0d4
  String.raw`(?<![\dA-Za-z])(?=\d*[a-fA-F])(?![\da-fA-F]*\d{7})[\da-fA-F]{8,}(?![\dA-Za-z])`,
];
/** logs/full-20261122.gz, in a path: the day of a rotated log. */
const DAY = String.raw`(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[-_T]?\d{6})?(?!\d)`;

// +7 916 229-89-21     8 (916) 229-89-21     555-123-4567
const grouped =
  /\+[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)|(?<![\w.:#-])(?:[178][ -]?)?\(?\d{3}\)?[ .-]\d{3}[ .-](?:\d{4}|\d\d[ .-]\d\d)(?![\w-])/g;

/** What is known about the digits of a text. */
export interface KnownDigits {
  /** Phone numbers, wherever they occur. */
  readonly numbers: readonly string[];
  /** Ids that join lines, and stay. */
  readonly ids: readonly string[];
}

/** Built once: a separate pattern for each call would have to be compiled each time. */
const patternOf = (kept: readonly string[]): RegExp =>
  new RegExp(`(?<kept>${kept.join("|")})|\\+?\\d{${FEWEST_DIGITS},}`, "g");
const patterns = { text: patternOf(KEPT), path: patternOf([...KEPT, DAY]) };
const someDigits = /\d[\d ().-]{3}/;

/** Masks phone numbers in the texts of one call. */
export function numberMasker(known: KnownDigits, masks: Masks): (text: string, kind: "text" | "path") => string {
  const mask = (number: string): string => masks.of("number", number);
  const numbers = known.numbers.filter((number) => number.replace(/\D/g, "").length >= FEWEST_DIGITS);
  const ids = known.ids.filter((id) => id !== "" && !numbers.some((number) => id.includes(number.replace(/\D/g, ""))));
  const knownNumbers = new RegExp(numbers.map((number) => `(?<!\\d)${quoted(number)}(?!\\d)`).join("|") || "(?!)", "g");
  const knownIds = new RegExp(
    `(${ids.map((id) => `(?<![\\dA-Za-z])${quoted(id)}(?![\\dA-Za-z])`).join("|") || "(?!)"})`,
    "g",
  );
  const maskAll = (text: string, kind: "text" | "path"): string =>
    text
      .replace(grouped, mask)
      .replace(patterns[kind], (found: string, ...match) =>
        (match.at(-1) as { kept?: string }).kept === undefined ? mask(found) : found,
      );
  return (text, kind) =>
    someDigits.test(text)
      ? text
          .replace(knownNumbers, mask)
          .split(knownIds)
          // every other part is an id
          .map((part, i) => (i % 2 === 1 ? part : maskAll(part, kind)))
          .join("")
      : text;
}

/** A text as a pattern that finds it. */
export function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
