// What tells of a provider that failed: every sign by its samples, and what must not be taken for one.
import { describe, expect, it } from "vitest";
import { FAULT_SIGNS } from "../../src/events/providers.js";
import { readLog } from "../support/read-log.js";

const said = async (message: string, level = "ERROR", origin = "bot"): Promise<unknown> =>
  (await readLog(`2026-11-22 15:51:38,312 - ${origin} - ${level} - ${message}`))[0];

describe("a provider that failed", () => {
  it.each(FAULT_SIGNS.flatMap(({ fault, samples }) => samples.map((sample) => [sample, fault] as const)))(
    "is told by: %s",
    async (sample, fault) => {
      expect(await said(sample)).toMatchObject({ type: "bot-provider-failed", fault });
    },
  );

  it.each([
    ["ОШИБКА распознавания: 401", "key"],
    ["语音识别失败: 429", "quota"],
    ["Fehler der Spracherkennung: ETIMEDOUT", "timeout"],
    ["échec de la synthèse vocale : 503", "fault"],
  ])("is told in any language: %s", async (message, fault) => {
    expect(await said(message)).toMatchObject({ type: "bot-provider-failed", fault });
  });

  it.each([
    ["a request to ARI", "TTS: POST /ari/channels/1795362797.1/play failed: 404"],
    ["an answer of ARI", "tts: 404 Channel not found on channel 1795362797.1"],
    ["a time", "LLM answered in 500 ms"],
    ["a port", "TTS at 192.0.2.9:503 is slow"],
    ["an id", "LLM session 7f-503-a is old"],
    ["no service", "customer card: 503"],
  ])("is not made of %s", async (_what, message) => {
    const event = await said(message, "WARNING");
    expect((event as { type?: string } | undefined)?.type).not.toBe("bot-provider-failed");
  });

  it("is no matter of lines that are not bad", async () => {
    expect(await said("LLM test: 503 is handled", "INFO")).toBeUndefined();
  });
});
