// A bot says the same few things about every call. What a message means is worked out once; the next one that differs in nothing but
// ids and long numbers means the same of those. Nothing is taken for granted: a meaning is kept only if the reader gives it for other
// ids and numbers too.
import { BoundedMap } from "../../io/bounded-map.js";
import type { LogRecord } from "../../records/record.js";
import type { EventBody } from "../event.js";
import type { Identities, Reading } from "../pattern.js";

/** Longer messages hold speech or dumps, and hardly come twice. */
const MAX_LENGTH = 300;
/** A message with more ids is a dump. */
const MAX_SLOTS = 6;
/** Bots have some hundred wordings. Speech makes endlessly many, which come and go. */
const MAX_KNOWN = 4_000;

/** Reads a bot's record. Null if it says nothing in known words. */
export type Read = (record: LogRecord) => Reading<EventBody> | null;

/** What a message means: constants, and the members that one of its ids or numbers stands in. */
interface Meaning {
  readonly body: EventBody;
  readonly ids: Identities;
  readonly bodySlots: readonly Slot[];
  readonly idSlots: readonly Slot[];
}

interface Slot {
  readonly key: string;
  /** Which of the ids and numbers of the message. */
  readonly index: number;
}

/** It was seen once, and may never come again. */
const SEEN = Symbol("seen once");
/** It does not mean the same whatever its ids are, so it is read each time. */
const VARIES = Symbol("varies");

/** Remembers what a bot's messages mean. */
export class KnownMessages {
  readonly #known = new BoundedMap<string, Meaning | null | typeof SEEN | typeof VARIES>(MAX_KNOWN);
  readonly #read: Read;

  /** @param read What it says must depend on nothing but level, origin and message. */
  constructor(read: Read) {
    this.#read = read;
  }

  /** What the record says, as the reader given to the constructor says it. */
  read(record: LogRecord): Reading<EventBody> | null {
    const { message, fields, continuation, level, origin } = record;
    if (fields !== null || continuation.length > 0 || message.length > MAX_LENGTH) return this.#read(record);
    const parts = partsOf(message);
    if (parts === null) return this.#read(record);
    const key = `${level}\n${origin ?? ""}\n${parts.words}`;
    const known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, SEEN);
    if (known === undefined || known === VARIES) return this.#read(record);
    if (known === SEEN) return this.#learn(record, key, parts);
    return known === null
      ? null
      : {
          body: filled(known.body, known.bodySlots, parts.values),
          ids: filled(known.ids, known.idSlots, parts.values),
        };
  }

  #learn(record: LogRecord, key: string, { words, values }: Parts): Reading<EventBody> | null {
    const reading = this.#read(record);
    const meaning = reading === null ? null : meaningOf(reading, values);
    const holds =
      meaning !== undefined &&
      SHIFTS.every((shift) => {
        const others = values.map((value) => shifted(value, shift));
        const other = this.#read({ ...record, message: messageOf(words, others) });
        return meaning === null ? other === null : other !== null && isSame(other, meaning, others);
      });
    this.#known.set(key, holds ? meaning : VARIES);
    return reading;
  }
}

/** A message, taken apart. */
interface Parts {
  /** The message with a mark in the place of each id and number: the same mark for the same one. */
  readonly words: string;
  /** Its ids and long numbers, each once. */
  readonly values: readonly string[];
}

const [DASH, DOT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];
const UUID_LENGTH = 36;
/** Digits of a uniqueid's seconds, and of a number that is no count, status, port or process id. */
const [SECONDS_DIGITS, NUMBER_DIGITS, MAX_DIGITS] = [10, 8, 15];

/** Finds the ids and numbers of a message. Null if there are too many, or if it holds a mark itself. */
function partsOf(message: string): Parts | null {
  const values: string[] = [];
  let words = "";
  let from = 0;
  let before = 0x20;
  for (let at = 0; at < message.length; at += 1) {
    const code = message.charCodeAt(at);
    if (code <= MAX_SLOTS) return null;
    const end = isOfWord(before) || !mayBegin(code) ? at : endOfValue(message, at, code);
    before = code;
    if (end === at) continue;
    const value = message.slice(at, end);
    let index = values.indexOf(value);
    if (index < 0) index = values.push(value) - 1;
    if (index >= MAX_SLOTS) return null;
    words += message.slice(from, at) + MARKS[index];
    from = end;
    before = message.charCodeAt(end - 1);
    at = end - 1;
  }
  return { words: from === 0 ? message : words + message.slice(from), values };
}

/** Control characters, which no bot prints and a stranger may. */
const MARKS = Array.from({ length: MAX_SLOTS }, (_, index) => String.fromCharCode(1 + index));

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;
const isHexLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66;
const mayBegin = (code: number): boolean => isDigit(code) || isHexLetter(code);
/** Letters, digits, `_`, and what joins them to one id, path or host: `-`, `.`, `/`, `;`. */
const isOfWord = (code: number): boolean =>
  (code >= DASH && code <= NINE) ||
  code === 0x3b ||
  code === 0x5f ||
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) ||
  code > 0x7f;

/** Where the id or number that begins at a place ends. The place itself if none does. */
function endOfValue(message: string, at: number, code: number): number {
  if (isUuid(message, at)) return at + UUID_LENGTH;
  if (!isDigit(code)) return at;
  let end = at + 1;
  while (isDigit(message.charCodeAt(end))) end += 1;
  const length = end - at;
  if (length === SECONDS_DIGITS && message.charCodeAt(end) === DOT && isDigit(message.charCodeAt(end + 1))) {
    end += 2;
    while (isDigit(message.charCodeAt(end))) end += 1;
    return isOfWord(message.charCodeAt(end)) ? at : end;
  }
  return length >= NUMBER_DIGITS && length <= MAX_DIGITS && !isOfWord(message.charCodeAt(end)) ? end : at;
}

function isUuid(message: string, at: number): boolean {
  const hasDashes =
    message.charCodeAt(at + 8) === DASH &&
    message.charCodeAt(at + 13) === DASH &&
    message.charCodeAt(at + 18) === DASH &&
    message.charCodeAt(at + 23) === DASH;
  if (!hasDashes) return false;
  for (let i = at; i < at + UUID_LENGTH; i += 1) {
    const code = message.charCodeAt(i);
    if (!isDigit(code) && !isHexLetter(code) && code !== DASH) return false;
  }
  return !isOfWord(message.charCodeAt(at + UUID_LENGTH));
}

/** The message with other values. */
function messageOf(words: string, values: readonly string[]): string {
  return MARKS.reduce((message, mark, index) => message.replaceAll(mark, () => values[index] ?? mark), words);
}

/** By so much each digit is raised for another value of the same form. */
const SHIFTS = [3, 7] as const;

/** Another value of the same form. The first digit stays: uniqueids begin with 1, numbers with a country. */
function shifted(value: string, shift: number): string {
  return value[0] + value.slice(1).replace(/[0-9]/g, (digit) => String((Number(digit) + shift) % 10));
}

/** What a reading says of its values. Undefined if it holds one of them in any other way than as a whole. */
function meaningOf({ body, ids = {} }: Reading<EventBody>, values: readonly string[]): Meaning | undefined {
  const bodySlots = slotsOf(body, values);
  const idSlots = slotsOf(ids, values);
  return bodySlots && idSlots ? { body, ids, bodySlots, idSlots } : undefined;
}

function slotsOf(members: object, values: readonly string[]): Slot[] | undefined {
  const slots: Slot[] = [];
  for (const [key, value] of Object.entries(members)) {
    if (typeof value === "object" && value !== null) return undefined;
    if (typeof value !== "string") continue;
    const index = values.indexOf(value);
    if (index >= 0) slots.push({ key, index });
    else if (values.some((one) => value.includes(one))) return undefined;
  }
  return slots;
}

function filled<T extends object>(members: T, slots: readonly Slot[], values: readonly string[]): T {
  const copy = { ...members } as Record<string, unknown>;
  for (const { key, index } of slots) copy[key] = values[index];
  return copy as T;
}

function isSame({ body, ids = {} }: Reading<EventBody>, meaning: Meaning, values: readonly string[]): boolean {
  return (
    haveSame(body, filled(meaning.body, meaning.bodySlots, values)) &&
    haveSame(ids, filled(meaning.ids, meaning.idSlots, values))
  );
}

function haveSame(a: object, b: object): boolean {
  const [ofA, ofB] = [Object.entries(a), b as Record<string, unknown>];
  return ofA.length === Object.keys(b).length && ofA.every(([key, value]) => Object.is(value, ofB[key]));
}
