// The formats of a report, and which of them a file's name asks for.

/** What `--format` accepts, the default first. */
export const FORMATS = ["terminal", "json", "html", "markdown", "ndjson", "otlp"] as const;

export type Format = (typeof FORMATS)[number];

/** Endings of file names, longer ones first: the first match decides. */
const endings: readonly (readonly [ending: string, format: Format])[] = [
  [".ndjson", "ndjson"],
  [".jsonl", "ndjson"],
  [".otlp.json", "otlp"],
  [".json", "json"],
  [".html", "html"],
  [".htm", "html"],
  [".markdown", "markdown"],
  [".md", "markdown"],
  [".txt", "terminal"],
];

/** The endings of file names that a report may have. */
export const ENDINGS: readonly string[] = endings.map(([ending]) => ending);

/** The format that a file's name asks for. Null if it says nothing. */
export function formatOfName(path: string): Format | null {
  const name = path.toLowerCase();
  return endings.find(([ending]) => name.endsWith(ending))?.[1] ?? null;
}

/** One destination of the report: a file, or standard output if `path` is null. */
export interface Output {
  readonly path: string | null;
  readonly format: Format;
}

/** Standard output, written as a path. */
const STANDARD_OUTPUT = "-";

/**
 * Where a run writes what. `--format` is the format of standard output and of a single file. With several files, it applies to
 * those whose names ask for none.
 */
export function outputsOf(paths: readonly string[], format: Format | undefined): Output[] {
  if (paths.length === 0) return [{ path: null, format: format ?? "terminal" }];
  return paths.map((path) => {
    if (path === STANDARD_OUTPUT) return { path: null, format: format ?? "terminal" };
    const named = formatOfName(path);
    return { path, format: (paths.length === 1 ? (format ?? named) : (named ?? format)) ?? "terminal" };
  });
}
