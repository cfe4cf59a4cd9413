// Writes what the documents hold of the tables in the code: docs/causes.md and docs/options.md whole, the tables of docs/formats.md, and the manual
// page man/ari-doctor.1. Run by `npm run docs`; tests hold all to the code.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { currentManPage } from "../dist/cli/man-page.js";
import { optionsDocument } from "../dist/cli/options-document.js";
import { withTables } from "../dist/formats/document.js";
import { catalogue } from "../dist/rules/explain.js";

const document = (name) => new URL(`../docs/${name}`, import.meta.url);

writeFileSync(document("causes.md"), catalogue());
writeFileSync(document("options.md"), optionsDocument());
writeFileSync(document("formats.md"), withTables(readFileSync(document("formats.md"), "utf8")));

mkdirSync(new URL("../man/", import.meta.url), { recursive: true });
writeFileSync(new URL("../man/ari-doctor.1", import.meta.url), currentManPage());
