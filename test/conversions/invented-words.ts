// A bot's log in a language that the tool does not know: every word of its messages is replaced, always by the same one.
// Ids, numbers, media, ARI's paths, methods and answers stay, because they are the same in all languages.

// 2026-11-22 17:14:12,694 - app.call - INFO - | … | INFO     | voicebot.call:answer:52 - | [2026-11-22T15:53:17.196Z] info:
const HEADER =
  /^(?:\d{4}-\d\d-\d\d \S+ - \S+ - [A-Z]+ - |\d{4}-\d\d-\d\d \S+ \| [A-Z]+ *\| \S+ - |\[\d{4}-\d\d-\d\dT\S+\] [a-z]+: )/;
/** Fields of JSON lines that hold what the bot says. */
const SAID: ReadonlySet<string> = new Set(["msg", "message", "event", "text"]);
// {"message":"Channel not found"} | sound:bot/answer | /ari/channels/1795362699.0/play | POST | 404 | eb073f10...; of cause=32 the number
const KEPT =
  /(\{.*\}|(?:sound|recording):\S+|\S*\/\S*|\b(?:GET|POST|PUT|DELETE)\b|(?<==)[^\s=]*\d\S*|(?<![^\s])[^\s=]*\d[^\s=]*(?![^\s]))/;

/** How the words of an invented language are spelt. The letters of the original word decide which word replaces it. */
export interface Spelling {
  readonly name: string;
  readonly syllables: readonly string[];
  readonly fewest: number;
}

/** No lexicon has either. The second uses letters of languages that have one, and by chance some of their short words. */
export const spellings: readonly Spelling[] = [
  { name: "consonants", syllables: [..."bcdfghjklmnpqrstvwxz"], fewest: 3 },
  { name: "open syllables", syllables: open("bdfghjklmnprstvwyz", "aeiou"), fewest: 2 },
  { name: "Hangul", syllables: [..."가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"], fewest: 2 },
];

function open(consonants: string, vowels: string): string[] {
  return [...consonants].flatMap((consonant) => [...vowels].map((vowel) => consonant + vowel));
}

/** A line of a bot's log in an invented language. A line without a header is left as it is: it is not the bot's own words. */
export function inInventedWords(line: string, spelling: Spelling): string {
  if (line.startsWith("{")) return ofJson(line, spelling);
  const header = HEADER.exec(line)?.[0];
  return header === undefined ? line : header + invented(line.slice(header.length), spelling);
}

function ofJson(line: string, spelling: Spelling): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  const said = Object.entries(fields).map(([key, value]) => [
    key,
    SAID.has(key) && typeof value === "string" ? invented(value, spelling) : value,
  ]);
  return JSON.stringify(Object.fromEntries(said));
}

function invented(message: string, spelling: Spelling): string {
  return message
    .split(KEPT)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\p{L}+/gu, (word) => inventedWord(word, spelling))))
    .join("");
}

/** Drawn by the word's own letters. */
function inventedWord(word: string, { syllables, fewest }: Spelling): string {
  let drawn = 7;
  for (const letter of word) drawn = (drawn * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647;
  let made = "";
  for (let n = 0; n < fewest + (word.length % 5); n += 1) {
    drawn = (drawn * 48_271) % 2_147_483_647;
    made += syllables[drawn % syllables.length];
  }
  return made;
}
