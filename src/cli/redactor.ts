// What --redact and --redact-key ask for, ready to mask. All that it needs (top-level domains, long patterns, the words that may
// stay) is loaded by --redact alone.
import { readFileSync, statSync } from "node:fs";
import type { Redactor, RedactorOptions } from "../report/redact.js";
import { OptionError } from "../settings/option-error.js";
import type { Settings } from "../settings/options.js";

/** What a run was asked of masks. */
type Asked = Pick<Settings, "redact" | "redactKey">;

/** Makes what masks; null if nothing is to be masked. @throws OptionError if the key cannot be used. */
export async function redactorFor(
  { redact, redactKey }: Asked,
  inputPaths: readonly string[],
  configPaths: readonly string[],
  options: Omit<RedactorOptions, "strict"> = {},
): Promise<Redactor | null> {
  if (redact === undefined) return null;
  const key = redactKey === undefined ? options.key : readKey(redactKey);
  const strict = redact === "strict" ? readVocabulary() : undefined;
  const { Redactor } = await import("../report/redact.js");
  return new Redactor(inputPaths, configPaths, { ...options, key, strict });
}

const FEWEST_BYTES = 16;
const MOST_BYTES = 64 * 1024;
const MAKE_ONE = "make one with: (umask 077; openssl rand -base64 32 > redact.key)";

/** The key in a file, without the line end that an editor leaves. */
function readKey(path: string): Buffer {
  const of = (fault: string): OptionError => new OptionError(`--redact-key: ${path}: ${fault}`);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw of(`no such file; ${MAKE_ONE}`);
  if (!stat.isFile()) throw of("is no file");
  if (stat.size > MOST_BYTES) throw of(`is no key: it has ${stat.size} bytes`);
  // whoever reads the key can try all phone numbers; Windows has no such bits
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0)
    throw of(`others may read it (mode ${(stat.mode & 0o777).toString(8)}); chmod 600 it, or ${MAKE_ONE}`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw of(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? ""}`);
  }
  let end = bytes.length;
  while (end > 0 && [0x0a, 0x0d, 0x20].includes(bytes[end - 1] as number)) end -= 1;
  if (end === 0) throw of(`is empty; ${MAKE_ONE}`);
  if (end < FEWEST_BYTES)
    throw of(`has ${end} bytes, which can be guessed, and ${FEWEST_BYTES} are the fewest; ${MAKE_ONE}`);
  return bytes.subarray(0, end);
}

/** Two folders up, both from this file and from the bundle; build/words.js wrote it. */
const words = new URL("../../dist/words.json", import.meta.url);

function readVocabulary(): NonNullable<RedactorOptions["strict"]> {
  const { log, report } = JSON.parse(readFileSync(words, "utf8")) as Readonly<Record<"log" | "report", string[]>>;
  return { log: new Set(log), report: new Set([...log, ...report]) };
}
