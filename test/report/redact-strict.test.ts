// --redact=strict against what nobody thought of: words, numbers and tokens of random shape, in several scripts, at random places of
// real logs, before they are read. None may be seen in any format. What joins lines must still join, and no verdict may change.
// REDACT_ALL=1 runs over everything that there is, many times.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { configurationOf } from "../../src/asterisk/config/configuration.js";
import { readConfig } from "../../src/asterisk/config/read.js";
import { type Report, reportSchema } from "../../src/report/schema.js";
import { analyseTexts, type LogText, logText, sampleLogs } from "../support/analyse.js";
import { inEveryFormat, LEVELS, redacted, vocabulary } from "../support/redacted.js";
import { foldersIn, sampleNames } from "../support/sample.js";

const ALL = process.env.REDACT_ALL !== undefined;

interface Logs {
  readonly logs: readonly LogText[];
  readonly config: ReturnType<typeof sampleLogs>["config"];
}

async function read({ logs, config }: Logs): Promise<Report> {
  const { runReport, calls } = await analyseTexts(logs, { config });
  return { ...runReport, calls: [...calls] };
}

// ---- what is planted ----

const ALPHABETS: readonly string[] = [
  "abcdefghijklmnopqrstuvwxyz",
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  "абвгдежзийклмнопрстуфхцчшщыэюя",
  "αβγδεζηθικλμνξοπρστυφχψω",
  "אבגדהוזחטיכלמנסעפצקרשת",
  "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
  "अआइईउऊएऐओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
  "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生",
  "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허",
  "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ",
];
const letters = (alphabet: string, shortest: number, longest: number): fc.Arbitrary<string> =>
  // a string of fast-check's own may also be toString
  fc.array(fc.constantFrom(...alphabet), { minLength: shortest, maxLength: longest }).map((drawn) => drawn.join(""));
const word = fc.oneof(
  ...ALPHABETS.map((alphabet) => letters(alphabet, 5, 11)),
  letters("abcdefghijklmnopqrstuvwxyz", 5, 11).map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`),
);
const DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"];
const number = fc.oneof(
  { weight: 4, arbitrary: letters(DIGITS[0] as string, 6, 15) },
  { weight: 1, arbitrary: letters(DIGITS[1] as string, 5, 12) },
  { weight: 1, arbitrary: letters(DIGITS[2] as string, 5, 12) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom("-", ".", " ", "\u00a0", "–", "/", ") "),
        fc.array(letters(DIGITS[0] as string, 2, 4), { minLength: 3, maxLength: 5 }),
      )
      .map(([between, groups]) => groups.join(between)),
  },
);
const token = fc.oneof(
  letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 9, 40),
  letters("abcdefghijklmnopqrstuvwxyz0123456789-_", 10, 30).map((text) => `k${text}q`),
  letters("0123456789abcdef", 17, 31).map((text) => `e7${text}`),
  letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 20, 60).map((text) => `${text}=`),
);
const address = fc
  .tuple(word, fc.constantFrom("@", " at ", "%40", "(@)"), word, word)
  .map(([user, at, host, domain]) => `${user}${at}${host}.${domain}`);
const several = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => words.join(" "));
const value = fc.oneof(word, number, token, address, several);

/** Parts that tell something by themselves: words, and digits from five on. */
function tellingParts(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((part) => part.length >= 5);
  return [...new Set([text, ...parts])].filter((part) => !vocabulary.report.has(part.toLowerCase()));
}

// ---- where it is planted ----

type Place = readonly [name: string, plant: (line: string, value: string, field: string) => string | null];

/** A place that a pattern finds: its first group is replaced. */
const at = (name: string, found: RegExp): Place => [
  name,
  (line, planted) => {
    const match = found.exec(line);
    if (match?.[1] === undefined) return null;
    const from = match.index + match[0].indexOf(match[1]);
    return line.slice(0, from) + planted + line.slice(from + match[1].length);
  },
];
const behind = (name: string, added: (value: string, field: string) => string, on = /\S/): Place => [
  name,
  (line, planted, field) => (on.test(line) ? `${line}${added(planted, field)}` : null),
];
const ON_BOT = /StasisStart|Playback|hold|LLM|TTS|ASR|ERROR|WARN/i;
const ON_ASTERISK = /(?:NOTICE|WARNING|ERROR|VERBOSE)\[/;
const PLACES: readonly Place[] = [
  at("speech", /ASR[^"]*"([^"]+)"/),
  at("argument of NoOp", /NoOp\("[^"]*", "([^"]*)"/),
  at("application of Stasis", /Stasis\("[^"]*", "([^",]*)/),
  at("file that is played", /Playing '([^']*)'/),
  at("media", /media=(\S+)/),
  at("music class", /class '([^']*)'/),
  at("caller", /caller=(\S+)/),
  at("name of a caller", /From: "?([^"<]+)"? </),
  at("user agent", /^User-Agent: (.*)$/),
  at("SIP user", /sips?:([^@\s;>]+)@/),
  at("host of SIP", /sips?:[^@\s;>]+@([^\s;>:]+)/),
  at("logger", /\| ([\w.]+):\w+:\d+ -/),
  behind("field", (planted, field) => ` ${field}=${planted.replaceAll(" ", "_")}`, ON_BOT),
  behind("field in quotes", (planted, field) => ` ${field}="${planted}"`, ON_BOT),
  behind("member", (planted, field) => ` {"${field}": "${planted}"}`, ON_BOT),
  behind("member in JSON in JSON", (planted, field) => ` {\\"${field}\\": \\"${planted}\\"}`, ON_BOT),
  behind("prose", (planted) => ` - ${planted}`, ON_BOT),
  behind("prose behind words", (planted) => ` and the caller said ${planted}`, ON_BOT),
  behind("label", (planted) => `, transcript: ${planted}`, ON_BOT),
  behind("parameter", (planted, field) => ` https://bot/${field}?q=${encodeURIComponent(planted)}`, ON_BOT),
  behind("escaped", (planted) => ` {"x": ${escaped(planted)}}`, ON_BOT),
  behind("in Asterisk's line", (planted) => ` ${planted}`, ON_ASTERISK),
  behind("variable", (planted, field) => ` ${field.toUpperCase()}=${planted}`, ON_ASTERISK),
];

function escaped(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

/** Logs with values planted in some of their lines, and in the names of their files. */
function planted(
  { logs, config }: Logs,
  drawn: readonly { readonly value: string; readonly field: string; readonly place: number; readonly line: number }[],
  folder: string,
): { readonly logs: Logs; readonly values: readonly string[]; readonly places: ReadonlySet<string> } {
  const values: string[] = [folder];
  const places = new Set<string>();
  const texts = logs.map(({ latin1 }) => Buffer.from(latin1, "latin1").toString("utf8").split("\n"));
  for (const { value, field, place, line } of drawn) {
    const [name, plant] = PLACES[place % PLACES.length] as Place;
    // the first line from a random one on that has such a place
    const lines = texts.flatMap((log, index) => log.map((_, at) => [index, at] as const));
    for (let i = 0; i < lines.length; i += 1) {
      const [index, at] = lines[(line + i) % lines.length] as readonly [number, number];
      const text = texts[index] as string[];
      const changed = plant(text[at] as string, value, field);
      if (changed === null) continue;
      text[at] = changed;
      places.add(name);
      values.push(value, field);
      break;
    }
  }
  return {
    logs: {
      config,
      logs: logs.map(({ path }, i) =>
        logText(`/srv/${folder}/${i}-${folder}-${path.replaceAll("/", "-")}`, (texts[i] as string[]).join("\n")),
      ),
    },
    values,
    places,
  };
}

const drawing = fc.array(
  fc.record({ value, field: letters(ALPHABETS[0] as string, 6, 10), place: fc.nat(), line: fc.nat() }),
  { minLength: 30, maxLength: 40 },
);

describe("of values of random shape at random places", () => {
  it("none is seen at --redact=strict, in any format", { timeout: ALL ? 3_600_000 : 120_000 }, async () => {
    const names = sampleNames();
    const seenBare = new Set<string>();
    const found = { planted: 0, shown: 0 };
    const known = new Map<string, string>();
    /** What the sample itself shows, masked. */
    const own = async (name: string): Promise<string> => {
      const before = known.get(name) ?? JSON.stringify(redacted(await read(sampleLogs(name)), "strict"));
      known.set(name, before);
      return before;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        drawing,
        letters(ALPHABETS[0] as string, 6, 10),
        async (name, drawn, folder) => {
          const { logs, values, places } = planted(sampleLogs(name), drawn, folder);
          const report = await read(logs);
          const bare = JSON.stringify(report);
          const itsOwn = await own(name);
          const parts = values.flatMap(tellingParts).filter((part) => !itsOwn.includes(part));
          found.planted += parts.length;
          found.shown += parts.filter((part) => bare.includes(part)).length;
          for (const place of places) seenBare.add(place);
          const texts = await inEveryFormat(redacted(report, "strict"));
          const leaks = Object.entries(texts).flatMap(([format, text]) =>
            parts
              .flatMap((part) => [part, escaped(part).slice(1, -1), encodeURIComponent(part)])
              .filter((part) => text.includes(part))
              .map((part) => `${part} in ${format}: ${text.slice(Math.max(0, text.indexOf(part) - 80)).slice(0, 200)}`),
          );
          expect(leaks).toEqual([]);
        },
      ),
      // each run draws anew
      { seed: Date.now(), numRuns: Number(process.env.REDACT_RUNS ?? (ALL ? 400 : 8)), endOnFailure: true },
    );
    if (ALL) console.log(`${found.planted} values planted, ${found.shown} of them seen where nothing is masked`);
    // what never gets into a report would prove nothing
    expect(found.shown).toBeGreaterThan(found.planted / 4);
    expect([...seenBare].length).toBeGreaterThan(PLACES.length / 2);
  });
});

// ---- what must stay ----

/** What was judged, and which ids hold nothing of anybody. */
function judged(report: Report): unknown {
  return [
    report.summary,
    report.runFindings.map(({ code, severity }) => [code, severity]),
    report.recommendations.map(({ id, kind, helpsCallCount, callCount, findingCodes }) => [
      ...[id, kind, helpsCallCount, callCount, findingCodes],
    ]),
    report.calls.map((call) => ({
      times: [call.startedAt, call.endedAt, call.channelSurvived, call.gaps],
      ids: [call.channelId, ...call.legs.map(({ channelId }) => channelId)].filter(isPlainId),
      logCallId: call.logCallId,
      counters: [call.channelName, ...call.legs.map(({ channelName }) => channelName)].map(
        (name) => /^(\w+)\/.*?(-[\da-f]{8}(?:;[12])?)?$/s.exec(name ?? "")?.slice(1) ?? null,
      ),
      verdict: [call.diagnosis.cause, call.diagnosis.confidence, call.diagnosis.candidates.map(({ cause }) => cause)],
      evidence: call.diagnosis.evidence.map(({ line, at }) => [line, at]),
      ruledOut: call.diagnosis.ruledOut.map(({ cause }) => cause),
      findings: call.findings.map(({ code, name, severity }) => [code, name, severity]),
      timeline: call.timeline.map(({ at, side, line, event, attributed }) => [at, side, line, event, attributed]),
      playbacks: call.timeline.map(({ playbackId }) => playbackId).filter(isPlainId),
    })),
  ];
}

function isPlainId(id: string | null | undefined): boolean {
  return /^(?:1\d{9}\.\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.test(id ?? "");
}

/** Where one value has two masks, or two values have one: then lines join no more, or others do. */
function* joins(before: Report, after: Report): Generator<string> {
  const idsOf = ({ calls, inputs }: Report): Record<string, (string | null | undefined)[]> => ({
    channel: calls.flatMap((call) => [call.channelId, ...call.legs.map(({ channelId }) => channelId)]),
    name: calls.flatMap((call) => [call.channelName, ...call.legs.map(({ channelName }) => channelName)]),
    dialog: calls.map(({ sipCallId }) => sipCallId),
    playback: calls.flatMap(({ timeline }) => timeline.map(({ playbackId }) => playbackId)),
    path: [
      ...inputs.map(({ path }) => path),
      ...calls.flatMap(({ timeline, firstLines }) => [...timeline, ...firstLines].map(({ source }) => source)),
      ...calls.flatMap(({ findings }) => findings.flatMap(({ evidence }) => evidence.map(({ source }) => source))),
    ],
  });
  const [one, other] = [idsOf(before), idsOf(after)];
  for (const [kind, ids] of Object.entries(one)) {
    const to = new Map<string, string>();
    const from = new Map<string, string>();
    for (const [index, id] of ids.entries()) {
      const shown = other[kind]?.[index];
      if (id === null || id === undefined || shown === null || shown === undefined) continue;
      if ((to.get(id) ?? shown) !== shown) yield `${kind} ${id}: ${shown}, ${to.get(id)}`;
      if ((from.get(shown) ?? id) !== id) yield `${kind} ${shown}: ${id}, ${from.get(shown)}`;
      to.set(id, shown);
      from.set(shown, id);
    }
  }
}

async function holdsAllBut(masked: Logs): Promise<void> {
  const before = await read(masked);
  for (const level of LEVELS) {
    const after = redacted(before, level);
    reportSchema.parse(after);
    expect(judged(after), level).toEqual(judged(before));
    expect([...joins(before, after)], level).toEqual([]);
  }
}

/** Others each day, so that a run is short and none is left out for long. */
const today = Math.floor(Date.now() / 86_400_000);
const oneOf = (count: number, names: readonly string[]): string[] =>
  names.filter((_name, index) => ALL || (index + today) % count === 0);

describe.each(oneOf(4, sampleNames()))("at both levels of --redact, of sample %s", (name) => {
  test("no verdict, confidence, finding or join changes", () => holdsAllBut(sampleLogs(name)));
});

/** Labelled runs and cases, where they are. */
const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));
const shared = ["corpus", "tongues", "wire", "cases"].flatMap((kind) =>
  existsSync(join(SHARED, kind)) ? foldersIn(join(SHARED, kind)).map((run) => join(kind, run)) : [],
);
const looked = oneOf(30, shared);

describe.skipIf(looked.length === 0)("at both levels of --redact, of labelled runs", () => {
  it.each(looked)("%s: no verdict, confidence, finding or join changes", async (run) => {
    const folder = join(SHARED, run);
    const logs = readdirSync(folder)
      .filter((file) => /log/.test(file) && !/truth|expect|LINES/.test(file))
      .map((path) => {
        const bytes = readFileSync(join(folder, path));
        return { path, latin1: (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1") };
      });
    const config = existsSync(join(folder, "config")) ? configurationOf(readConfig([join(folder, "config")])) : null;
    await holdsAllBut({ logs, config });
  });
});
