// Parses a JSON report, or says in one line why it is none.
import { type Report, reportSchema } from "../schema.js";
import { SCHEMA_VERSION } from "../schema-version.js";
import { reportOfSchema1 } from "./schema-1.js";
import { spellOut } from "./spelled-out.js";

/** A report, and its name if there are several. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

const majorOf = (schemaVersion: string): string => schemaVersion.split(".")[0] ?? "";

/** Reads a report. @throws Error that names the file and the first thing wrong with it. */
export function parseReport(text: string, file: string): Report {
  const value = json(text, file);
  const version = typeof value === "object" && value !== null && "schemaVersion" in value ? value.schemaVersion : null;
  if (typeof version !== "string" || !("calls" in (value as object)))
    throw new Error(`${file}: is no report of ari-doctor; merge and diff take what --format json prints`);
  const schema = majorOf(version) === "1" ? reportOfSchema1 : reportSchema;
  if (![1, SCHEMA_VERSION].some((known) => majorOf(version) === majorOf(`${known}`)))
    throw new Error(
      `${file}: is a report of schema ${version}, this ari-doctor reads 1.x and ${majorOf(SCHEMA_VERSION)}.x; report it again`,
    );
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    spellOut(parsed.data);
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`));
  throw new Error(
    `${file}: is no whole report: ${place.join("").replace(/^\./, "") || "report"}: ${issue?.message ?? "cannot be read"}`,
  );
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const hint = isJson(text.slice(0, text.indexOf("\n"))) ? " (NDJSON? merge and diff take --format json)" : "";
    throw new Error(`${file}: is no JSON${hint}: ${(error as Error).message}`);
  }
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
