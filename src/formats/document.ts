// The tables in docs/formats.md: every form and envelope, who writes it, and a line of it, generated from the tables that read
// them.
import type { Envelope } from "../records/envelopes/envelope.js";
import { envelopes } from "../records/envelopes/index.js";
import { allFormats } from "../records/recognition.js";
import type { LogFormat } from "../records/record.js";

/** The document with its tables rewritten, each between `<!-- name -->` and `<!-- end -->`. @throws Error if one has no place. */
export function withTables(document: string): string {
  let text = document;
  for (const [name, rows] of Object.entries(tables())) {
    const begin = `<!-- ${name} -->\n`;
    const start = text.indexOf(begin);
    const end = text.indexOf("<!-- end -->", start);
    if (start < 0 || end < 0) throw new Error(`docs/formats.md has no place for the table of ${name}`);
    text = `${text.slice(0, start)}${begin}${tableOf(rows)}${text.slice(end)}`;
  }
  return text;
}

type Row = readonly [name: string, comesFrom: string, example: string];

function tables(): Readonly<Record<string, readonly Row[]>> {
  const of = (side: LogFormat["side"]): Row[] => {
    const rows = allFormats.filter((format) => format.side === side).map(rowOfFormat);
    // a form that is read both with and without a time has an entry for each
    return rows.filter(([name], index) => rows.findIndex(([other]) => other === name) === index);
  };
  return { asterisk: of("asterisk"), bot: of("bot"), envelopes: envelopes.map(rowOfEnvelope) };
}

const rowOfFormat = ({ name, comesFrom, samples }: LogFormat): Row => [name, comesFrom, samples[0] ?? ""];
const rowOfEnvelope = ({ name, comesFrom, samples }: Envelope): Row => [name, comesFrom, samples[0]?.[0] ?? ""];

/** An example is shown up to this length. */
const EXAMPLE_CHARACTERS = 120;

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ([name, comesFrom, example]) => `| \`${name}\` | ${cell(comesFrom)} | ${cell(code(example))} |\n`,
  );
  return `\n| Name | Comes from | A line of it |\n|---|---|---|\n${lines.join("")}\n`;
}

function code(example: string): string {
  const line = example.split("\n")[0]?.replaceAll("\t", " ") ?? "";
  const shown = line.length > EXAMPLE_CHARACTERS ? `${line.slice(0, EXAMPLE_CHARACTERS)}…` : line;
  return `\`${shown.trim()}\``;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
