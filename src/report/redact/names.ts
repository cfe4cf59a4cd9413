// Names of callers in log text. A name looks like any word, so it is recognised by what surrounds it. Names found that way are
// then searched for in everything else that the report says about the call.
import type { Masks } from "./masks.js";

/** A quotation mark as text, in JSON, or in JSON inside a string. */
const QUOTE = String.raw`\\*["']?`;

/** A letter of a quoted name. JSON may write it as \u0418. */
const QUOTED = String.raw`(?:[^"'<>\\]|\\{1,2}u[\da-fA-F]{4}){1,80}`;

const patterns: readonly RegExp[] = [
  // From: "Ivan Petrov" <sip:79162298921@192.0.2.1>     "Ivan Petrov" <79162298921>
  /(?<before>")(?<name>[^"<>\\]{1,80})(?=\\*"\s{0,3}<)/g,
  // From: Ivan Petrov <sip:79162298921@192.0.2.1>
  /(?<before>\b(?:from|to|contact|asserted-identity|party-id):\s{0,3})(?<name>[^\s"<>:;\\][^"<>:;\\]{0,80}?)(?=\s{0,3}<(?:sips?|tel):)/gi,
  // Set("PJSIP/trunk-00000000", "CALLERID(name)=Ivan Petrov")
  /(?<before>callerid\((?:name|all)\)\s{0,3}=\s{0,3}\\*"?)(?<name>[^"<>,)\\]{1,80})/gi,
  // "caller":{"name":"Ivan Petrov","number":"79162298921"}     caller: { number: '…', name: 'Ivan' }
  new RegExp(
    String.raw`(?<before>(?:caller|connected|caller_?id)${QUOTE}\s*[:=]\s*\{\s*(?:${QUOTE}number${QUOTE}\s*:\s*\\*["'][^"'\\]*\\*["']\s*,\s*)?${QUOTE}name${QUOTE}\s*:\s*\\*["'])(?<name>${QUOTED})`,
    "gi",
  ),
  // caller_name="Ivan Petrov"     "callerName": "Ivan"     CallerIDName: Ivan Petrov
  new RegExp(
    String.raw`(?<before>(?:caller|caller[_ ]?id|connected[_ ]?line|display|client|customer)[_ -]?name${QUOTE}\s*[:=]\s*)(?:(?<quote>\\*["'])(?<quoted>${QUOTED})|(?<name>[^\s"'<>,;(){}\[\]|=\\]+(?: \p{Lu}[^\s"'<>,;:(){}\[\]|=\\]*(?![\p{L}\d_:]))*))`,
    "giu",
  ),
];

/** What is written when there is no name. */
const NO_NAME = /^(?:<?unknown>?|anonymous|restricted|unavailable|null|none|undefined|(?:name|number)#\d+)?$/i;
const NUMBER = /^\+?[\d ().-]{5,}$/;

/** The names in texts, longest first. For names of several words, the words too. */
export function namesIn(texts: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const text of texts) {
    for (const pattern of patterns) {
      for (const { groups } of text.matchAll(pattern)) {
        const name = (groups?.quoted ?? groups?.name ?? "").trim();
        if (NO_NAME.test(name) || NUMBER.test(name)) continue;
        for (const word of [name, ...name.split(/\s+/)])
          if (/^\p{Lu}.{3}/u.test(word) || word === name) names.add(word);
      }
    }
  }
  return [...names].filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
}

/** Masks names that their surroundings identify. */
export function maskNames(text: string, masks: Masks): string {
  return patterns.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (...match) => {
        const found = match.at(-1) as Record<string, string | undefined>;
        const value = found.quoted ?? found.name ?? "";
        const name = value.trim();
        if (NO_NAME.test(name)) return match[0] as string;
        const mask = masks.of(NUMBER.test(name) ? "number" : "name", name);
        return `${found.before}${found.quote ?? ""}${value.replace(name, () => mask)}`;
      }),
    text,
  );
}
