import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWords } from "../../src/events/bot/plain-words.js";
import { actionOf } from "../../src/events/bot/request.js";
import { english } from "../../src/events/lexicon/english.js";
import { botSays, readLog } from "../support/read-log.js";

const CHANNEL = "1795362797.1";
const meaning = async (message: string) => (await botSays(message))?.type ?? null;

describe("the bots' lexicon", () => {
  const samples = english.flatMap((entry) => entry.samples.map((sample) => ({ entry, sample })));

  it.each(samples)("$entry.type: $sample", async ({ entry, sample }) => {
    expect(english.find(({ expression }) => expression.test(plainWords(sample)))).toBe(entry);
    const words = plainWords(sample);
    const isWanted =
      entry.announces?.test(words.match(entry.expression)?.[0] ?? "") || /^(?:taking|putting) /.test(words);
    expect(await meaning(sample)).toBe(isWanted ? "bot-intention" : entry.type);
  });

  it("takes an event's name however it is spelt", () => {
    expect(["ChannelHold", "channel_hold", "Channel-Hold", "Channel hold"].map(plainWords)).toEqual(
      Array(4).fill("channel hold"),
    );
  });

  it("takes words apart as two expressions would", () => {
    const signs = fc.constantFrom(
      "a",
      "z",
      "A",
      "Z",
      "я",
      "Я",
      "1",
      "-",
      "-",
      "_",
      "--",
      " ",
      "\u00a0",
      "\t",
      "—",
      ".",
      "İ",
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (parts) => {
        const message = parts.join("");
        const apart = message.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/(?<=\S)[_-]+(?=\S)/g, " ");
        expect(plainWords(message)).toBe(apart.toLowerCase());
      }),
      { seed: 20_261_122, numRuns: 5_000 },
    );
  });
});

describe("sentences that mean what they say", () => {
  it.each<[message: string, type: string]>([
    [`Could not play: channel ${CHANNEL} not found`, "bot-channel-gone"],
    [`Channel ${CHANNEL} vanished before playback`, "bot-channel-gone"],
    [`Playback failed: channel ${CHANNEL} not found`, "bot-channel-gone"],
    [`No such channel ${CHANNEL}`, "bot-channel-gone"],
    [`User said nothing for 10 s, hanging up ${CHANNEL}`, "bot-intention"],
    [`Caller does not answer - hanging up ${CHANNEL}`, "bot-intention"],
    [`Hanging up ${CHANNEL} because the LLM request failed`, "bot-intention"],
    [`Hung up ${CHANNEL}`, "bot-hangup"],
    [`DELETE /ari/channels/${CHANNEL} -> 204`, "bot-hangup"],
    [`Channel ${CHANNEL} put on hold, waiting for the model`, "bot-hold"],
    [`Error in TTS, playing the fallback on ${CHANNEL}`, "bot-intention"],
    [`Channel ${CHANNEL}: LLM answered in 0.5s`, "bot-model-answered"],
    ["Calling OpenAI", "bot-model-asked"],
    [`New call from 79160000000 on ${CHANNEL}`, "bot-stasis-start"],
    ["Lost connection: ARI websocket closed", "bot-ari-closed"],
  ])("%s", async (message, type) => {
    expect(await meaning(message)).toBe(type);
  });
});

describe("sentences that must not be misread", () => {
  it.each([
    // what the other party did
    "Caller hung up",
    "The caller is hanging up",
    `User hung up on ${CHANNEL}`,
    // what was not done
    `Failed to put channel ${CHANNEL} on hold`,
    `Could not take channel ${CHANNEL} off hold`,
    `Channel ${CHANNEL} is not on hold`,
    `Channel ${CHANNEL} still on hold`,
    `Skipping unhold of ${CHANNEL}`,
    `Не удалось снять канал ${CHANNEL} с hold`,
    `Error while playing chunk 0 on ${CHANNEL}`,
    `Failed to start playback on ${CHANNEL}`,
    `Stopped playing on ${CHANNEL}`,
    `Channel ${CHANNEL} was never answered`,
    `Channel ${CHANNEL} not answered`,
    `Can't hold: hanging around`,
    "LLM request failed after 5.0s",
    "TTS chunk 0 failed after 0.35s",
    "TTS timed out after 5.0s",
    "TTS service ready",
    "Dialing PJSIP/1001 failed",
    `Unable to start MOH on ${CHANNEL}`,
    "Waiting for PlaybackFinished",
    "Registered handler for StasisStart",
    "Watchdog started",
    // not this call, not ARI's connection, not the bot's life
    "Tool call finished in 0.2s",
    "API call completed",
    "Deepgram websocket closed",
    "TTS websocket connected",
    "Reconnecting to redis",
    `Websocket of ${CHANNEL} closed`,
    "VAD is shutting down",
    "No orphan channels",
    `Channel ${CHANNEL}: sound file not found`,
    `Канал ${CHANNEL}: файл приветствия не найден`,
    "Завершаем воспроизведение",
    "LLM session closed",
    "Back to dial tone detection",
    "Prompt loaded",
    `Music class of ${CHANNEL} is default`,
    "Reloading the dialplan",
    "Config loaded",
  ])("%s", async (message) => {
    expect(await meaning(message)).toBeNull();
  });

  it.each<[message: string, wrong: string, right: string | null]>([
    ["LLM call started", "bot-stasis-start", "bot-model-asked"],
    ["LLM answered in 0.5s", "bot-answered", "bot-model-answered"],
    ["Inbound call ended after 30s", "bot-stasis-start", "bot-call-finished"],
    [`Playback started on ${CHANNEL}, hold released`, "bot-play-finished", "bot-unhold"],
  ])("%s is not %s", async (message, wrong, right) => {
    const type = await meaning(message);
    expect(type).not.toBe(wrong);
    expect(type).toBe(right);
  });
});

describe("whom a bot's line is about", () => {
  const stamp = "2026-11-22T15:51:38.312Z";
  it.each<[line: string, type: string, channelId: string]>([
    [`${stamp} INFO [${CHANNEL}] answered`, "bot-answered", CHANNEL],
    [`${stamp} INFO hold ${CHANNEL}`, "bot-hold", CHANNEL],
    [`${stamp} INFO StasisEnd pbx.example.com-${CHANNEL}`, "bot-stasis-end", `pbx.example.com-${CHANNEL}`],
    [`time=${stamp} level=INFO msg=event type=StasisEnd channel=out-7f3a9c2e`, "bot-stasis-end", "out-7f3a9c2e"],
    [
      `${stamp} INFO Channel 7f3a9c2e-0001-4000-8000-00000000aa01 put on hold`,
      "bot-hold",
      "7f3a9c2e-0001-4000-8000-00000000aa01",
    ],
    [`${stamp} INFO Incoming call out-7f3a9c2e from +79160000001`, "bot-stasis-start", "out-7f3a9c2e"],
    [
      JSON.stringify({
        type: "PlaybackFinished",
        timestamp: stamp,
        playback: { id: "p1", target_uri: `channel:${CHANNEL}`, state: "done" },
      }),
      "bot-play-finished",
      CHANNEL,
    ],
    [
      JSON.stringify({ type: "StasisStart", timestamp: stamp, channel: { id: CHANNEL, name: "PJSIP/t-00000001" } }),
      "bot-stasis-start",
      CHANNEL,
    ],
  ])("%s", async (line, type, channelId) => {
    expect(await readLog(line)).toMatchObject([{ type, channelId }]);
  });

  it.each([
    `${stamp} INFO Channel not found`,
    `${stamp} INFO channel=PJSIP/trunk-00000001 put on hold`,
    `${stamp} INFO call to gpt-4o-2024 was put on hold`,
  ])("is not told by %s", async (line) => {
    expect((await readLog(line))[0]?.channelId ?? null).toBeNull();
  });
});

describe("ARI requests in a bot's log", () => {
  const failed = (action: string, status: number, body: string | null = null) => ({
    type: "bot-request-failed",
    action,
    status,
    body,
    channelId: CHANNEL,
  });
  const path = `/ari/channels/${CHANNEL}`;
  const json = (fields: object) => JSON.stringify({ timestamp: "2026-11-22T15:51:38.312Z", level: "error", ...fields });
  const python = (message: string) => `2026-11-22 15:51:38,312 - app.ari - ERROR - ${message}`;

  it.each<[what: string, log: string, event: object | null]>([
    ["with the status behind", python(`POST ${path}/play failed: 404`), failed("play", 404)],
    [
      "with the status and body behind",
      python(`Ошибка ARI DELETE ${path}/hold: 404 - {"message":"Channel not found"}`),
      failed("unhold", 404, "Channel not found"),
    ],
    ["with the status at the end of a sentence", python(`POST ${path}/hold gave 409.`), failed("hold", 409)],
    ["with the status before", python(`404 from POST http://127.0.0.1:8088${path}/unhold`), failed("unhold", 404)],
    ["with a time that looks like a status", python(`POST ${path}/play took 404 ms -> 409`), failed("play", 409)],
    ["with media that looks like a status", python(`POST ${path}/play?media=sound:bot/page 404`), failed("play", 404)],
    [
      "with media that holds a number",
      python(`POST ${path}/play?media=sound:bot/500 404 Not Found`),
      failed("play", 404),
    ],
    ["in brackets", python(`Request (DELETE ${path}) failed (status 404)`), failed("hangup", 404)],
    ["without the leading slash", python(`POST channels/${CHANNEL}/answer 404`), failed("answer", 404)],
    [
      "in fields",
      json({ event: "ari_error", method: "post", path: `${path}/continue`, status: 409 }),
      failed("continue", 409),
    ],
    [
      "in fields as text",
      json({
        event: "ari request failed",
        method: "DELETE",
        url: `http://pbx:8088${path}/hold`,
        status_code: "404",
        body: '{"message":"Channel not found"}',
      }),
      failed("unhold", 404, "Channel not found"),
    ],
    [
      "in the traceback of aiohttp",
      `${python("play failed")}\nTraceback (most recent call last):\n  File "/app/ari.py", line 404, in play\naiohttp.client_exceptions.ClientResponseError: 404, message='Not Found', url=URL('http://127.0.0.1:8088${path}/play?media=sound:a')`,
      failed("play", 404),
    ],
    [
      "as an exception of requests",
      python(`404 Client Error: Not Found for url: http://127.0.0.1:8088${path}/play/p-1?api_key=x`),
      failed("play", 404),
    ],
    [
      "as an exception of httpx",
      python(`Client error '404 Not Found' for url 'http://127.0.0.1:8088${path}/play'`),
      failed("play", 404),
    ],
    ["that succeeded: hold", python(`POST ${path}/hold -> 204 No Content`), { type: "bot-hold", channelId: CHANNEL }],
    ["that succeeded: unhold", python(`DELETE ${path}/hold 204`), { type: "bot-unhold", channelId: CHANNEL }],
    [
      "that succeeded: play",
      python(`POST ${path}/play/p-1?media=sound%3Abot%2Fa 201`),
      { type: "bot-play", playbackId: "p-1", media: "sound:bot/a", channelId: CHANNEL },
    ],
    [
      "that succeeded: play of a badly encoded sound",
      python(`POST ${path}/play/p-1?media=sound:100% 201`),
      { type: "bot-play", media: "sound:100%", channelId: CHANNEL },
    ],
    ["that succeeded: hangup", python(`DELETE ${path} 204`), { type: "bot-hangup", channelId: CHANNEL }],
    [
      "that succeeded: continue",
      json({ msg: "ari", method: "POST", path: `${path}/continue`, status: 204 }),
      { type: "bot-left-dialplan-bound", channelId: CHANNEL },
    ],
    [
      "that succeeded: music",
      python(`POST ${path}/moh?mohClass=corporate-ru 204`),
      { type: "bot-moh", mohClass: "corporate-ru", channelId: CHANNEL },
    ],
    ["that stopped music", python(`DELETE ${path}/moh 204`), null],
    [
      "of which the outcome is not told",
      python(`POST ${path}/play?media=sound%3Aa`),
      { type: "bot-intention", action: "play", media: "sound:a", channelId: CHANNEL },
    ],
    [
      "whose status stands before it",
      python(`<-- 201 POST ${path}/play/p-1 (2 ms)`),
      { type: "bot-play", playbackId: "p-1", channelId: CHANNEL },
    ],
    ["that failed nobody knows how", python(`POST ${path}/play failed`), null],
    ["that met no answer", python(`POST ${path}/play status=-`), failed("play", 0)],
    ["that met an error of the server", python(`POST ${path}/play -> 500`), failed("play", 500)],
    ["that asked only", python(`GET ${path} 200`), null],
    ["that asked for one that is gone", python(`GET ${path} 404`), failed("get", 404)],
    [
      "that puts a channel into a bridge",
      python(`POST /ari/bridges/b-1/addChannel?channel=${CHANNEL} 422`),
      { type: "bot-request-failed", action: "media", status: 422, channelId: CHANNEL },
    ],
    [
      "that makes a channel",
      python("POST /ari/channels/externalMedia?app=voicebot 400"),
      { type: "bot-request-failed", action: "media", status: 400, channelId: null },
    ],
  ])("%s", async (_what, log, event) => {
    const [read] = await readLog(log);
    if (event === null) expect(["bot-line", "unread-error"]).toContain(read?.type ?? "bot-line");
    else expect(read).toMatchObject(event);
  });

  it.each([
    ["POST", "/channels/a/hold", "hold"],
    ["DELETE", "/channels/a/hold", "unhold"],
    ["POST", "/channels/a/unhold", "unhold"],
    ["DELETE", "/channels/a", "hangup"],
    ["DELETE", "/channels/a?reason=normal", "hangup"],
    ["GET", "/channels/a", "get"],
    ["POST", "/channels/a/play?media=b", "play"],
    ["POST", "/channels/a/ring", "other"],
  ])("%s %s is to %s", (method, url, action) => {
    expect(actionOf(method, url)).toBe(action);
  });
});

describe("a message of any length", () => {
  it.each(["channel ", "playback ", "not ", "call llm ", "x"])("is read in no time: %j over and over", async (word) => {
    const startedMs = performance.now();
    await meaning(`Hanging up ${word.repeat(400_000 / word.length)}`);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });
});

describe("details of what a bot says", () => {
  it.each<[message: string, details: object]>([
    [
      `StasisStart channel=${CHANNEL} caller=79163767393 exten=1010`,
      { caller: "79163767393", exten: "1010", channelId: CHANNEL },
    ],
    [
      `StasisStart channel=pbx1-${CHANNEL} name=PJSIP/trunk-00000001`,
      { channelId: `pbx1-${CHANNEL}`, channelName: "PJSIP/trunk-00000001" },
    ],
    ["🔔 Новый звонок: Channel=1795363125.0, Caller=+79166590134", { caller: "79166590134" }],
    ["LLM answered in 0.52s, 73 tokens", { tookMs: 520 }],
    ["✅ Ответ AI получен: 1,80 с", { tookMs: 1800 }],
    ["✅ Playback eb073f10... завершен", { playbackId: "eb073f10", state: "done" }],
    [
      "PlaybackFinished 8689be8d-0248-4f24-9d70-7b60876715bd state=failed",
      { playbackId: "8689be8d-0248-4f24-9d70-7b60876715bd", state: "failed" },
    ],
    [`ChannelHangupRequest channel=${CHANNEL} cause=32 soft=True`, { cause: 32, soft: true }],
    [
      `ChannelDestroyed channel=agent-${CHANNEL} cause=16 (Normal Clearing)`,
      { cause: 16, channelId: `agent-${CHANNEL}` },
    ],
    [
      `Watchdog: no speech on ${CHANNEL} for 4s, dropping the call`,
      { why: `Watchdog: no speech on ${CHANNEL} for 4s, dropping the call` },
    ],
    [`Hanging up channel ${CHANNEL}`, { why: null }],
    [
      "Dialing PJSIP/1001, new channel agent-1795362774.10",
      { endpoint: "PJSIP/1001", channelId: "agent-1795362774.10" },
    ],
    [`Music on hold corporate-ru started on ${CHANNEL}`, { mohClass: "corporate-ru" }],
    ["Version 1.2.3 of 10.0.0.1: TTS ready", { channelId: null }],
  ])("%s", async (message, details) => {
    expect(await botSays(message)).toMatchObject(details);
  });

  it("are taken from fields where there are some", async () => {
    const [event] = await readLog(
      `{"event": "playback_started", "channel": {"id": "my-own-id"}, "playback_id": "p-1", "media": "sound:a", "timestamp": "2026-11-22T16:09:40Z"}`,
    );
    expect(event).toMatchObject({ type: "bot-play", channelId: "my-own-id", playbackId: "p-1", media: "sound:a" });
  });
});
