// The words of each language. They must be read the same whether the channel's id is in the text, in a field, or nowhere.
import { describe, expect, it } from "vitest";
import { type EventType, RUN_EVENTS } from "../../src/events/event.js";
import { english } from "../../src/events/lexicon/english.js";
import { languages } from "../../src/events/lexicon/index.js";
import { readLog } from "../support/read-log.js";

const ID = "1795371234.5";
const STAMP = "2026-11-22T15:51:38.312Z";

/** What a line of a bot's says, and of which channel. */
async function said(message: string, fields: Readonly<Record<string, string>> = {}) {
  const [event] = await readLog(JSON.stringify({ time: STAMP, level: "info", ...fields, msg: message }));
  return event && [event.type, event.channelId];
}

/** A message with the id in each place where one may stand, and the id that is to be read there. */
async function everywhere(message: string): Promise<unknown[]> {
  return [
    await said(message),
    await said(message, { channel_id: ID }),
    await said(`channel=${ID}, ${message}`),
    await said(`[${ID}] ${message}`),
    await said(`${message} chan=${ID}`),
  ];
}

const saidEverywhere = (type: EventType) => [null, ID, ID, ID, ID].map((id) => [type, id]);

describe.each(languages)("the words of $name", ({ sayings }) => {
  const ofCalls = sayings.filter(({ type }) => !RUN_EVENTS.has(type));
  const done = ofCalls.flatMap(({ type, samples = [] }) => samples.map((sample) => ({ type, sample })));
  const soon = ofCalls.flatMap(({ type, announcements = [] }) => announcements.map((sample) => ({ type, sample })));
  const ofRuns = sayings.filter(({ type }) => RUN_EVENTS.has(type));

  it.each(done)("$type: $sample", async ({ type, sample }) => {
    expect(await everywhere(sample)).toEqual(saidEverywhere(type));
  });

  it.each(soon)("$type, announced: $sample", async ({ sample }) => {
    expect(await everywhere(sample)).toEqual(saidEverywhere("bot-intention"));
  });

  it.each(ofRuns.flatMap(({ type, samples = [] }) => samples.map((sample) => ({ type, sample }))))(
    "$type: $sample",
    async ({ type, sample }) => {
      expect(await said(sample)).toEqual([type, null]);
    },
  );
});

describe("the languages", () => {
  it("have words for all that a bot does", () => {
    const [first] = languages;
    const types = new Set(first?.sayings.map(({ type }) => type));
    expect(types.size).toBeGreaterThan(25);
    for (const { name, sayings } of languages) {
      expect(new Set(sayings.map(({ type }) => type)), name).toEqual(types);
      for (const { type, done = [], soon = [], samples = [], announcements = [] } of sayings)
        expect([done.length > 0, soon.length > 0], `${name}: ${type}`).toEqual([
          samples.length > 0,
          announcements.length > 0,
        ]);
    }
  });
});

describe("what is denied, fails or is waited for was not done", () => {
  it.each([
    "Der Kanal konnte nicht in die Warteschleife gelegt werden",
    "Wenn der Kanal in der Warteschleife ist, spielen wir nichts",
    "Échec de la mise en attente",
    "Le canal n'a pas été mis en attente",
    "Mise en attente : échec",
    "No se pudo poner el canal en espera: canal puesto en espera no",
    "Cuando el canal queda en espera",
    "Não foi possível: chamada não atendida",
    "Se il canale è messo in attesa",
    "Nie udało się: rozmowa nie została zawieszona",
    "Çağrı cevaplanamadı",
    "Panggilan tidak ditahan",
    "Jika panggilan ditahan",
    "Kanaal niet in de wacht gezet",
    "Wanneer het kanaal in de wacht gezet is",
    "Не удалось поставить канал на удержание",
    "Ошибка: звонок не принят",
    "Когда канал на удержании",
    "Не вдалося: канал не поставлено на утримання",
    "无法置于保持",
    "保留にしましたが失敗",
  ])("%s", async (message) => {
    expect((await said(message, { channel_id: ID }))?.[0]).toBe("bot-line");
  });
});

// 1795362797.1 | channel=1795362797.1 | for 1795362797.1, : the call's own id, in the samples of English
const NAMED = / ?(?:\b(?:channel|Channel|chan)=)?(?<![\w-])(?:[a-z]+-)?179\d{7}\.\d+,?/;

describe("the words of English", () => {
  const ofCalls = english.filter(({ type }) => !RUN_EVENTS.has(type)).flatMap(({ samples }) => samples);

  it.each(ofCalls)("mean the same with the id in the text, in a field and nowhere: %s", async (sample) => {
    const named = NAMED.test(sample) ? sample : `${sample} chan=${ID}`;
    const bare = sample.replace(NAMED, "");
    const [type, id] = (await said(named)) ?? [];
    expect(id, named).toMatch(/179\d{7}\.\d+$/);
    expect([await said(bare, { channel_id: ID }), await said(bare)], bare).toEqual([
      [type, ID],
      [type, null],
    ]);
  });

  it.each(english.filter(({ type }) => RUN_EVENTS.has(type)).flatMap(({ samples }) => samples))(
    "tell of the bot's own life where no channel is named: %s",
    async (sample) => {
      const [type, id] = (await said(sample)) ?? [];
      expect([RUN_EVENTS.has(type as EventType), id]).toEqual([true, null]);
    },
  );
});

describe("a connection that is not ARI's", () => {
  it.each([
    "WebSocket Deepgram закрыт: 1011",
    "Повторное подключение к redis",
    "WebSocket TTS geschlossen",
    "Deepgram WebSocket 断开",
  ])("%s", async (message) => {
    expect((await said(message))?.[0] ?? "nothing").not.toMatch(/^bot-ari/);
  });
});
