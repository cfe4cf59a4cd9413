// Whole runs of the corpus as reports: many calls and many causes.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { analyse } from "../../src/pipeline.js";
import type { Report } from "../../src/report/schema.js";
import { fileSource } from "../../src/sources/source.js";
import { plainRequest } from "./analyse.js";
import { SAMPLES } from "./sample.js";

/** The report on a run of the corpus; paths are as a user in its folder would give them. */
export async function corpusReport(name: string): Promise<Report> {
  const folder = join(SAMPLES, "corpus", name);
  const logs = readdirSync(folder).filter((file) => /log.*\.gz$/.test(file) && !file.startsWith("truth"));
  const outcome = await analyse({
    ...plainRequest,
    settings: { ...plainRequest.settings, all: false, files: logs },
    sources: logs.map((file) => ({ ...fileSource(join(folder, file), "auto"), path: file })),
    configuration: configurationOf(readConfig([join(folder, "config")])),
  });
  try {
    return { ...outcome.runReport, calls: [...outcome.calls()] };
  } finally {
    outcome.close();
  }
}
