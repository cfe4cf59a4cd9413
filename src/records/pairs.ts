// `key=value` pairs, as logfmt, structlog and tracing print them: values bare, or in quotes with backslash escapes.

// channel=1795362698.0 | msg="put on hold" | text='no speech' | channel={'id': '1795362698.0'} | body="{\\"message\\":\\"Channel not found\\"}"
const PAIR =
  /(?<![^\s,])(?<key>[A-Za-z_][\w.-]*)=(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<object>\{[^{}]*\})|(?<bare>[^\s"']\S*)?)/g;

/** The pairs of a text; the last of a key counts. */
export function readPairs(text: string): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  for (const { groups } of text.matchAll(PAIR)) {
    const { key = "", double, single, object, bare } = groups ?? {};
    pairs[key] = object ?? bare ?? (double ?? single ?? "").replace(/\\(.)/g, "$1");
  }
  return pairs;
}
