// Phone numbers in log text: five digits or more, alone or grouped, that are not one of the other numbers of which a log is
// full.
import { plainDigits } from "./digits.js";
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
  // PJSIP/trunk-00000012, Local/1000@in-00000003;1, but no AudioSocket/127.0.0.1:9092-8689be8d-0248-4f24-9d70-7b60876715bd
  String.raw`(?<=[A-Z][A-Za-z\d]*(?:\/|%2F)[^\s'"]{1,120})-[\da-f]{8}(?:;[12])?(?![\dA-Za-z]|-[\da-f]{4}-)`,
  // %2B79162298921: the escape ends before the number; %20 may be between its groups
  String.raw`%(?!2[089D](?:\d|%28)|2[089]%20)[\dA-Fa-f]{2}`,
  // 2026-11-22     22.11.2026     22/11/2026     26-11-22 15:52
  String.raw`(?<![\d.-])(?:(?:19|20)\d\d(?<ymd>[-./])(?:0?[1-9]|1[0-2])\k<ymd>(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])(?<dmy>[-./])(?:0?[1-9]|1[0-2])\k<dmy>(?:19|20)\d\d|\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=[T ]\d\d:))(?![\d-])`,
  // 18:58:10,123 +0300
  String.raw`(?<!\d)\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[+-]\d\d:?\d\d)?(?!\d)`,
  // 127.0.0.1
  String.raw`(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)`,
  // m=audio 10234 RTP/AVP 107 8 0 101
  String.raw`(?<=RTP\/S?AVPF? )\d[\d ]*`,
  String.raw`\b0x[\da-f]+`,
  // 15:52:38.312456
  String.raw`(?<=:\d\d[.,])\d{3,9}`,
  // 1795362698312: milliseconds since 1970, micro- and nanoseconds; no country has such phone numbers
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
  String.raw`(?<![\d.])(?:\d{1,2}\.\d+|\d{3,4}\.\d{1,6})(?![\d.])`,
  // a hash or a tag: 6c042fcc5cd48cb4aa94d0d4
  String.raw`(?<![\dA-Za-z])(?=\d*[a-fA-F])(?![\da-fA-F]*\d{7})[\da-fA-F]{8,}(?![\dA-Za-z])`,
];
/** logs/full-20261122.gz, in a path: the day of a rotated log. */
const DAY = String.raw`(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[-_T]?\d{6})?(?!\d)`;

/** A space, a hyphen or a dot, in any of their forms, as groups of digits have between them. */
const BETWEEN = String.raw`(?:[ \u00a0\u2000-\u200a\u202f\u2060()（）./\u2010-\u2015\u2212－-]|%2[089D]){1,3}`;
// +7 916 229-89-21     8 (916) 229-89-21     555-123-4567     ８９１６２２９８９２１
const candidate = new RegExp(String.raw`[+＋]?[(（]?\p{Nd}+(?:${BETWEEN}\p{Nd}+)*`, "gu");
/** What a number is called before it. */
const CALLED =
  /(?:phone|tel|mobile|cell|fax|number|callback|caller(?:id)?|msisdn|тел|телефон|номер|моб|passport|паспорт|rufnummer)[\p{L}.]{0,4}["']?\s{0,2}[:=№#]?\s{0,2}["']?$/iu;
/** The groups in which people write phone numbers without an area code, and short personal ids. */
const LOCAL = /^(?:\d{3} \d\d \d\d|\d\d \d\d \d{3}|\d{3} \d{4}|\d{3} \d{3}|\d{4} \d{3,4}|\d \d\d \d\d \d\d)$/;
/** 1999 - 2025 */
const YEARS = /^(?:19|20)\d\d (?:19|20)\d\d$/;
const SIX = /^\d\d \d\d \d\d$/;
/** 26-11-22     22-11-26     15-52-38 */
const DATE_OR_TIME =
  /^(?:\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) \d\d|(?:[01]\d|2[0-3]) [0-5]\d [0-5]\d)$/;

// DE89 3704 0044 0532 0130 00     RSSMRA85T10A562S     QQ 12 34 56 C
const iban = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z\d]{4}){2,7}(?:[ \u00a0]?[A-Z\d]{1,4})?(?![\p{L}\d])/gu;
const lettered =
  /(?<![\p{L}\d])(?:[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]|[A-Z]{1,2}\d{7,9})(?![\p{L}\d])/gu;

/** What is known about the digits of a text. */
export interface KnownDigits {
  /** Phone numbers, wherever they occur. */
  readonly numbers: readonly string[];
  /** Ids that join lines, and stay. */
  readonly ids: readonly string[];
}

/** Built once: a separate pattern for each call would have to be compiled each time. */
const patternOf = (kept: readonly string[]): RegExp => new RegExp(kept.join("|"), "g");
const kept = { text: patternOf(KEPT), path: patternOf([...KEPT, DAY]) };
const someDigits = /\p{Nd}[\p{Nd}\D]{0,4}\p{Nd}/u;

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
  const maskAll = (text: string, kind: "text" | "path"): string => {
    const told = text
      .replace(iban, (found) => (isIban(found) ? mask(found) : found))
      .replace(lettered, mask)
      .replace(sinceEpoch, (found) => (isBirthNumber(found) ? mask(found) : found));
    let shown = "";
    let from = 0;
    for (const match of told.matchAll(kept[kind])) {
      shown += maskedNumbers(told, from, match.index, mask) + match[0];
      from = match.index + match[0].length;
    }
    return shown + maskedNumbers(told, from, told.length, mask);
  };
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

/** A part of a text with its numbers masked. */
function maskedNumbers(text: string, from: number, to: number, mask: (number: string) => string): string {
  if (from === to) return "";
  return text.slice(from, to).replace(candidate, (found, at: number) => {
    const before = text.slice(Math.max(0, from + at - 24), from + at);
    return numbersOf(found, before)
      .map(([part, isNumber]) => (isNumber ? mask(part) : part))
      .join("");
  });
}

/** Digits and what is between them, cut into numbers and the rest. */
function numbersOf(found: string, before: string): (readonly [part: string, isNumber: boolean])[] {
  const groups = plainDigits(found)
    .split(/\D+/)
    .filter((group) => group !== "");
  const total = groups.join("").length;
  if (groups.length === 1) return [[found, total >= FEWEST_DIGITS]];
  const joined = groups.join(" ");
  const isCalled = CALLED.test(before);
  const hasPrefix = /^[+＋(（]/.test(found) || /%2B$/i.test(before);
  // 1 79162298921: two numbers, of which one would be hidden in the other
  const longest = Math.max(...groups.map((group) => group.length));
  if (!hasPrefix && longest >= 9) return apart(found);
  if (/[\p{L}_]$/u.test(before) && !isCalled && total < 9) return apart(found);
  if (!isCalled && !hasPrefix && (YEARS.test(joined) || /^\d{1,3}(?:\/\d{1,3})+$/.test(found))) return apart(found);
  const isOne =
    (hasPrefix && total >= 6) ||
    (isCalled && total >= FEWEST_DIGITS && !/^\d{1,2} \d+$/.test(joined)) ||
    (total >= 9 && new Set(joined.replace(/ /g, "")).size > 1) ||
    LOCAL.test(joined) ||
    (total >= 7 && /^0/.test(joined)) ||
    (SIX.test(joined) && !DATE_OR_TIME.test(joined));
  return isOne ? [[found, true]] : apart(found);
}

/** Each group of digits for itself. */
function apart(found: string): (readonly [part: string, isNumber: boolean])[] {
  return found
    .split(/(\p{Nd}+)/u)
    .filter((part) => part !== "")
    .map((part) => [part, part.length >= FEWEST_DIGITS && /^\p{Nd}/u.test(part)]);
}

/** ISO 13616: its letters are numbers from ten on, its first four characters go to the end, and 97 leaves 1. */
function isIban(found: string): boolean {
  const text = found.replace(/[ \u00a0]/g, "");
  let rest = 0;
  for (const letter of `${text.slice(4)}${text.slice(0, 4)}`)
    for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return text.length >= 15 && rest === 1;
}

const sinceEpoch = /(?<!\d)1[6-9]\d{11}(?!\d)/g;
/** A birth number of thirteen digits may look like milliseconds since 1970. Its date and its check digit tell it (CNP). */
function isBirthNumber(digits: string): boolean {
  const [month, day] = [Number(digits.slice(3, 5)), Number(digits.slice(5, 7))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = [..."279146358279"].reduce((sum, weight, i) => sum + Number(weight) * Number(digits[i]), 0) % 11;
  return (sum === 10 ? 1 : sum) === Number(digits[12]);
}

/** A text as a pattern that finds it. */
export function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
