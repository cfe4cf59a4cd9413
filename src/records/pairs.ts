// `key=value` pairs as logfmt, structlog and tracing print them: values bare, or quoted with backslash escapes.

// channel=1795362698.0 | msg="put on hold" | text='no speech' | channel={'id': '1795362698.0'} | body="{\\"message\\":\\"Channel not found\\"}"
const PAIR =
  /(?<![^\s,])(?<key>[A-Za-z_][\w.-]*)=(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<object>\{[^{}]*\})|(?<bare>[^\s"']\S*)?)/g;

/** What separates pairs, and means nothing by itself. */
const BETWEEN = /^[\s,;.|)\]}]*$/;

/** The pairs of a text. If a key repeats, the last one counts. */
export function readPairs(text: string): Readonly<Record<string, string>> {
  return pairsOf(text).pairs;
}

/** The same, and whether the text consists of pairs only. */
export function pairsOf(text: string): { readonly pairs: Readonly<Record<string, string>>; readonly areAll: boolean } {
  const pairs: Record<string, string> = {};
  let areAll = true;
  let end = 0;
  for (const match of text.matchAll(PAIR)) {
    const { key = "", double, single, object, bare } = match.groups ?? {};
    pairs[key] =
      object ??
      (bare === undefined ? undefined : withoutStop(bare)) ??
      (double ?? single ?? "").replace(/\\(.)/g, "$1");
    areAll &&= BETWEEN.test(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  return { pairs, areAll: areAll && BETWEEN.test(text.slice(end)) };
}

/** `channel=1795362698.0, text` | `channel=1795362698.0.`: punctuation at the end of a value is not part of it. */
function withoutStop(value: string): string {
  let end = value.length;
  while (end > 1 && ",;.".includes(value[end - 1] as string)) end -= 1;
  return value.slice(0, end);
}
