// Names of callers in log text. A name looks like any word, so it is recognised by what surrounds it. Names found that way are
// then searched for in everything else that the report says about the call.
import { type Masks, maskFound } from "./masks.js";

/** A quotation mark as text, in JSON, or in JSON inside a string. */
const QUOTE = String.raw`\\*["']?`;

/** A letter of a quoted name. JSON may write it as \u0418. */
const QUOTED = String.raw`(?:[^"'<>\\]|\\{1,2}u[\da-fA-F]{4}){1,80}`;

/** Fields that hold a name whatever it looks like. */
const FIELDS_OF_NAMES =
  "(?:caller|callee|caller[_ ]?id|connected[_ ]?line|display|client|customer|contact|user[_ ]full|patient|guest|owner|subscriber|agent|operator|manager|speaker|person)[_ -]?name|(?:first|last|middle|full|given|family|sur|maiden|nick)[_ -]?name|surname|patronymic|vorname|nachname|prénom|nom de famille|nombre(?: completo)?|apellidos?|cognome|sobrenome|imię|nazwisko|achternaam|voornaam|soyad|fio|фио(?: клиента| абонента| пациента)?|ф\\.и\\.о\\.|имя(?: клиента| абонента)?|фамилия|отчество|ім'я|прізвище|full_?name";
/** Fields that hold a name, a number or a channel. */
const WHO =
  "caller|callee|customer|client|contact|subscriber|patient|guest|owner|agent|operator|manager|person|visitor|kunde|kundin|anrufer|mandant|cliente|llamante|paciente|клиент|абонент|пациент|звонящий|заказчик|оператор|менеджер|гость|клієнт";
/** What is said of somebody rather than their name, and words with which Asterisk and ARI name things. */
const NO_PERSON =
  "unknown|anonymous|restricted|unavailable|null|none|undefined|true|false|yes|no|up|down|ready|new|ringing|connected|disconnected|bot|voicebot|default|trunk|asterisk|freepbx|pbx|sip|pjsip|ari|stasis|dial|playback|hold|moh|ring|answer|queue|hangup|bridge|record|echo|wait|music|goto|set|verbose|noop|macro|gosub|mixing|holding|local|phone|caller|callee|customer|client|agent|server|dynamic|test|silence|hello|goodbye|greeting|user|admin|internal|external|inbound|outbound|primary|secondary|busy|timeout|error|failed|started|stopped|closed|idle|waiting|answered|talking|silent|speech|connection|request|response|audio|media|main|menu";
const WORD = String.raw`[^\s"'<>,;(){}\[\]|=\\]+`;
const REST = String.raw`[^\s"'<>,;:(){}\[\]|=\\]*`;
/** One to four words as names are written: Ivan, Ivan Petrov, Anna-Lena O’Hara. */
const PERSON = String.raw`(?!(?:${inAnyCase(NO_PERSON)})(?![\p{L}\d]))(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’-]+\d{0,3}(?: (?:von |van |de |da |del |di |le |la |bin |al )?(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*\d{0,3}){0,4}`;

/** Words as a pattern that finds them in any case, where the rest of it must tell a capital letter from a small one. */
function inAnyCase(words: string): string {
  return words.replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

const patterns: readonly RegExp[] = [
  // From: "Ivan Petrov" <sip:79162298921@192.0.2.1>     "Ivan Petrov" <79162298921>
  /(?<before>")(?<value>[^"<>\\]{1,80})(?=\\*"\s{0,3}<)/g,
  // From: Ivan Petrov <sip:79162298921@192.0.2.1>
  /(?<before>\b(?:from|to|contact|asserted-identity|party-id):\s{0,3})(?<value>[^\s"<>:;\\][^"<>:;\\]{0,80}?)(?=\s{0,3}<(?:sips?|tel):)/gi,
  // Set("PJSIP/trunk-00000000", "CALLERID(name)=Ivan Petrov")
  /(?<before>callerid\((?:name|all)\)\s{0,3}=\s{0,3}\\*"?)(?<value>[^"<>,)\\]{1,80})/gi,
  // "caller":{"name":"Ivan Petrov","number":"79162298921"}     caller: { number: '…', name: 'Ivan' }
  new RegExp(
    String.raw`(?<before>(?:caller|connected|caller_?id)${QUOTE}\s*[:=]\s*\{\s*(?:${QUOTE}number${QUOTE}\s*:\s*\\*["'][^"'\\]*\\*["']\s*,\s*)?${QUOTE}name${QUOTE}\s*:\s*\\*["'])(?<value>${QUOTED})`,
    "gi",
  ),
  // caller_name="Ivan Petrov"     "callerName": "Ivan"     CallerIDName: Ivan Petrov     first_name=Ivan     фамилия: Петров
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d])(?:${inAnyCase(FIELDS_OF_NAMES)})${QUOTE}\s{0,3}[:=]\s{0,3})(?:(?<quote>\\*["'])(?<quoted>${QUOTED})|(?<value>${WORD}(?: \p{Lu}${REST}(?![\p{L}\d_:=]))*))`,
    "gu",
  ),
  // caller=Ivan     customer: Ivan Petrov     "client": "Ivan"     ФИО: …; but no "caller: hung up" and no caller=PJSIP/trunk-00000012
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d_.])(?:${inAnyCase(WHO)})(?:=|${QUOTE}\s{0,3}[:=]\s{0,3}))(?:(?<quote>\\*["'])(?<quoted>${PERSON})(?=\\*["'])|(?<value>${PERSON})(?![\p{L}\d_/:@(=-]))`,
    "gu",
  ),
  // customer=ivan
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d_.-])(?:${inAnyCase(WHO)})=)(?<value>(?!(?:${NO_PERSON})(?![\p{L}\d]))\p{Ll}[\p{L}'’-]{1,40})(?![\p{L}\d_/:@.(=-])`,
    "gu",
  ),
  // "name":"Ivan Petrov"     name: Ivan Petrov; but no "name":"PJSIP/trunk-00000012"
  new RegExp(
    String.raw`(?<before>(?<![\p{L}\d_.-])(?:name|Name|NAME)(?:${QUOTE}\s{0,3}[:=]\s{0,3}))(?:(?<quote>\\*["'])(?<quoted>${PERSON}|\p{Ll}{2,40} \p{Ll}{2,40})(?=\\*["'])|(?<value>${PERSON})(?![\p{L}\d_/:@(=-]))`,
    "gu",
  ),
];

/** Most lines hold no such field; the patterns take longer to find that out. */
const mayNameSomebody = new RegExp(
  String.raw`(?:name|fio|фио|ф\.и\.о|${FIELDS_OF_NAMES.replace(/^.*?surname/, "surname")}|${WHO})(?:\\*["'])?\s{0,3}[:=]|<|callerid`,
  "i",
);

/** What is written when there is no name. */
const NO_NAME = /^(?:<?unknown>?|anonymous|restricted|unavailable|null|none|undefined|[a-z]+#\d+)?$/i;
const NUMBER = /^\+?[\d ().-]{5,}$/;

/** The names in texts, longest first. For names of several words, the words too. */
export function namesIn(texts: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const text of texts) {
    if (!mayNameSomebody.test(text)) continue;
    for (const pattern of patterns) {
      for (const { groups } of text.matchAll(pattern)) {
        const name = (groups?.quoted ?? groups?.value ?? "").trim();
        if (NO_NAME.test(name) || NUMBER.test(name)) continue;
        // "agent: Rerouted" may be no name at all: masked where it stands, not searched for
        if (
          groups?.value !== undefined &&
          /:\s*$/.test(groups.before ?? "") &&
          !/callerid|name|имя|фамилия/i.test(groups.before ?? "") &&
          !name.includes(" ")
        )
          continue;
        for (const word of [name, ...name.split(/\s+/)])
          if (/^\p{Lu}.{3}/u.test(word) || word === name) names.add(word);
      }
    }
  }
  return [...names].filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
}

/** Masks names that their surroundings identify. */
export function maskNames(text: string, masks: Masks): string {
  if (!mayNameSomebody.test(text)) return text;
  return patterns.reduce(
    (told, pattern) =>
      maskFound(told, pattern, (value) => {
        const name = value.trim();
        if (NO_NAME.test(name)) return value;
        return value.replace(name, () => masks.of(NUMBER.test(name) ? "number" : "name", name));
      }),
    text,
  );
}
