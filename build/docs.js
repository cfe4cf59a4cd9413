// Writes what the documents hold of the tables in the code: docs/causes.md whole, and the tables of docs/formats.md.
// Run by `npm run docs`; tests hold both to the code.
import { readFileSync, writeFileSync } from "node:fs";
import { withTables } from "../dist/formats/document.js";
import { catalogue } from "../dist/rules/explain.js";

const document = (name) => new URL(`../docs/${name}`, import.meta.url);

writeFileSync(document("causes.md"), catalogue());
writeFileSync(document("formats.md"), withTables(readFileSync(document("formats.md"), "utf8")));
