// Where a report comes from: the time, the command and the host, which only the command line knows.
import { hostname } from "node:os";
import { Masks } from "../report/redact/masks.js";
import { maskSecrets } from "../report/redact/secrets.js";
import type { Origin } from "../report/run-report.js";
import { safeText } from "../report/safe-text.js";
import { isoUtc } from "../time.js";

/** The command as it was typed. */
const typed = (): string[] => ["ari-doctor", ...process.argv.slice(2)];

/** Of a report that is made now. A password or token among the arguments is masked, with --redact or without. */
export function origin(command: readonly string[] = typed()): Origin {
  return {
    generatedAt: isoUtc(Date.now()),
    command: command.map((word, index) => safeText(isSecret(command, index) ? "***" : withoutSecrets(word))),
    generatedOn: safeText(hostname()),
  };
}

/** `--password x`, and the same handed on: `--alert-arg --password --alert-arg x`. */
function isSecret(command: readonly string[], index: number): boolean {
  const before = command.slice(0, index).filter((word) => word !== "--alert-arg");
  return command[index] !== "--alert-arg" && NAMES_A_SECRET.test(before.at(-1) ?? "");
}

const NAMES_A_SECRET = /^--?[\w-]*(?:pass|password|passwd|secret|token|api-?key|auth)$/i;

/** Not the masks of --redact: these are counted, and stand for the same value throughout a report. */
function withoutSecrets(word: string): string {
  return maskSecrets(word, new Masks()).replace(/\bsecret#\d+/g, "***");
}
