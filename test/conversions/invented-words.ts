// A bot's log in a language that nobody taught the tool: every word of its messages becomes one of consonants, the same one each
// time. Ids, numbers, media, ARI's paths, methods and answers stay, for they are the same in all languages.

// 2026-11-22 17:14:12,694 - app.call - INFO - | … | INFO     | voicebot.call:answer:52 - | [2026-11-22T15:53:17.196Z] info:
const HEADER =
  /^(?:\d{4}-\d\d-\d\d \S+ - \S+ - [A-Z]+ - |\d{4}-\d\d-\d\d \S+ \| [A-Z]+ *\| \S+ - |\[\d{4}-\d\d-\d\dT\S+\] [a-z]+: )/;
/** Fields of JSON lines that hold what the bot says. */
const SAID: ReadonlySet<string> = new Set(["msg", "message", "event", "text"]);
// {"message":"Channel not found"} | sound:bot/answer | /ari/channels/1795362699.0/play | POST | 404 | eb073f10...
const KEPT = /(\{.*\}|(?:sound|recording):\S+|\S*\/\S*|\b(?:GET|POST|PUT|DELETE)\b|\S*\d\S*)/;
const CONSONANTS = "bcdfghjklmnpqrstvwxz";

/** A line of a bot's log in the invented language; one that begins with no header is no words of the bot's. */
export function inInventedWords(line: string): string {
  if (line.startsWith("{")) return ofJson(line);
  const header = HEADER.exec(line)?.[0];
  return header === undefined ? line : header + invented(line.slice(header.length));
}

function ofJson(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  const said = Object.entries(fields).map(([key, value]) => [
    key,
    SAID.has(key) && typeof value === "string" ? invented(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(said));
}

function invented(message: string): string {
  return message
    .split(KEPT)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\p{L}+/gu, inventedWord)))
    .join("");
}

/** Drawn by the word's own letters. */
function inventedWord(word: string): string {
  let drawn = 7;
  for (const letter of word) drawn = (drawn * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647;
  let made = "";
  for (let n = 0; n < 3 + (word.length % 5); n += 1) {
    drawn = (drawn * 48_271) % 2_147_483_647;
    made += CONSONANTS[drawn % CONSONANTS.length];
  }
  return made;
}
