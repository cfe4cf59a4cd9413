// Three logs from the field, kept outside the repository: nearly every line must be read.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readRecords } from "../support/read-log.js";

const FIELD = fileURLToPath(new URL("../../../shared/field/", import.meta.url));
const logs = existsSync(FIELD)
  ? readdirSync(FIELD).flatMap((name) =>
      readdirSync(join(FIELD, name))
        .filter((file) => file.endsWith(".log"))
        .map((file) => join(name, file)),
    )
  : [];

describe.skipIf(logs.length === 0)("logs from the field", () => {
  it.each(logs)("%s: at least 99 of 100 lines are read", async (log) => {
    const { counts } = await readRecords(readFileSync(join(FIELD, log), "utf8"));
    expect(counts.unparsedLineCount / counts.lineCount).toBeLessThanOrEqual(0.01);
  });
});
