// The .NET console (Microsoft.Extensions.Logging, SimpleConsoleFormatter): level, category and event id on one line, the words
// on the next, indented by six.
import type { Below } from "../record.js";
import { withoutCodeLocation } from "./code-location.js";

/** The words below the category. Scopes come before them if they are printed (`IncludeScopes`). */
export function readDotnetBody(below: readonly string[]): Below | null {
  const at = below.findIndex((line) => !/^ *=> /.test(line));
  if (at < 0) return null;
  const scopes = below.slice(0, at);
  const continuation = below.slice(at + 1).map((line) => line.replace(/^ {6}/, ""));
  return {
    message: withoutCodeLocation((below[at] ?? "").trim()).message,
    fields: scopes.length === 0 ? null : readScopes(scopes),
    continuation,
  };
}

//       => CallId:1795362698.0 => Turn:3
function readScopes(scopes: readonly string[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const { groups } of scopes.join(" ").matchAll(/(?<![\w.])(?<name>[A-Za-z]\w*)[:=] ?(?<value>[^\s,]+)/g))
    fields[groups?.name ?? ""] = groups?.value ?? "";
  return fields;
}
