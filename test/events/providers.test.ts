// What tells of a provider that failed: every sign by its samples, and what must not be taken for one.
import { describe, expect, it } from "vitest";
import { FAULT_SIGNS, HOST_SIGNS, OWN_SIGNS } from "../../src/events/bot/providers.js";
import { readLog } from "../support/read-log.js";

const said = async (message: string, level = "ERROR", origin = "bot"): Promise<unknown> =>
  (await readLog(`2026-11-22 15:51:38,312 - ${origin} - ${level} - ${message}`))[0];

describe("a provider that failed", () => {
  it.each(
    [...FAULT_SIGNS, ...HOST_SIGNS, ...OWN_SIGNS].flatMap(({ fault, samples }) =>
      samples.map((sample) => [sample, fault] as const),
    ),
  )("is told by: %s", async (sample, fault) => {
    expect(await said(sample)).toMatchObject({ type: "bot-provider-failed", fault });
  });

  it.each([
    ["ОШИБКА распознавания: 401", "key"],
    ["语音识别失败: 429", "quota"],
    ["Fehler der Spracherkennung: ETIMEDOUT", "timeout"],
    ["échec de la synthèse vocale : 503", "fault"],
    ["A modell nem válaszol: HTTP 500", "fault"],
    ["nem válaszol: HTTP 429", "quota"],
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
    ["ARI's own host", "connect ECONNREFUSED 127.0.0.1:8088"],
    ["ARI behind a proxy", "https://pbx.example.net/ari/recordings/live/a answered 500"],
    ["a place in the code", "player.py:112 timeout while waiting"],
    ["the websocket of ARI", "ARI websocket closed: code 1011"],
  ])("is not made of %s", async (_what, message) => {
    const event = await said(message, "WARNING");
    expect((event as { type?: string } | undefined)?.type).not.toBe("bot-provider-failed");
  });

  it.each([
    ['aiohttp: 401, message="Unauthorized", url="https://speech.example.net/v2/listen"', "speech.example.net", "key"],
    ["AxiosError: Request failed with status code 502 https://brain.example.net/v1/chat", "brain.example.net", "fault"],
    ["<-- 504 https://voice.example.net/say (812ms)", "voice.example.net", "timeout"],
    ['Post "https://brain.example.net/v1/chat": context deadline exceeded', "brain.example.net", "timeout"],
    [
      "error sending request for url (https://brain.example.net/v1/chat): operation timed out",
      "brain.example.net",
      "timeout",
    ],
    ["dial tcp 192.0.2.7:443: i/o timeout", "192.0.2.7:443", "timeout"],
    ["connect ETIMEDOUT 198.51.100.4:443", "198.51.100.4:443", "timeout"],
  ])("is told by the host that is not Asterisk's: %s", async (message, provider, fault) => {
    expect(await said(message)).toMatchObject({ type: "bot-provider-failed", provider, fault });
  });

  it("is told by the answer that an HTTP client notes", async () => {
    const noted = 'HTTP Request: POST https://brain.example.net/v1/chat "HTTP/1.1 429 Too Many Requests"';
    expect(await said(noted, "INFO")).toMatchObject({ type: "bot-provider-failed", provider: "brain.example.net" });
    expect(await said(noted.replace("429 Too Many Requests", "200 OK"), "INFO")).toBeUndefined();
  });

  it("is no matter of lines that are not bad", async () => {
    expect(await said("LLM test: 503 is handled", "INFO")).toBeUndefined();
  });
});
