// ARI's requests as HTTP clients log them, in no words of the bot's own.
import { describe, expect, it } from "vitest";
import { botSays, readLog } from "../support/read-log.js";

const ID = "1795371234.5";
const ARI = "http://192.0.2.9:8088/ari";

describe("a request that was carried out", () => {
  it.each<[client: string, line: string, type: string]>([
    ["httpx", `HTTP Request: POST ${ARI}/channels/${ID}/hold "HTTP/1.1 204 No Content"`, "bot-hold"],
    ["urllib3", `${ARI} "DELETE /ari/channels/${ID}/hold HTTP/1.1" 204 0`, "bot-unhold"],
    ["OkHttp", `<-- 201 Created ${ARI}/channels/${ID}/play?media=sound:a (12ms, 300-byte body)`, "bot-play"],
    ["undici", `received response to POST ${ARI}/channels/${ID}/answer - HTTP 204`, "bot-answered"],
    ["an interceptor of axios", `[axios] POST /channels/${ID}/play => 201 (14 ms)`, "bot-play"],
    [
      "a server in between",
      `192.0.2.7 - - "POST /ari/channels/${ID}/continue HTTP/1.1" 204 0 "-"`,
      "bot-left-dialplan-bound",
    ],
  ])("as %s logs it", async (_client, line, type) => {
    expect(await botSays(line)).toMatchObject({ type, channelId: ID });
  });

  it.each<[client: string, members: object]>([
    ["pino-http", { req: { method: "POST", url: `/ari/channels/${ID}/hold` }, res: { statusCode: 204 } }],
    ["axios", { config: { method: "post", url: `${ARI}/channels/${ID}/hold` }, response: { status: 204 } }],
    ["OpenTelemetry", { "http.method": "POST", "http.url": `${ARI}/channels/${ID}/hold`, "http.status_code": 204 }],
  ])("among the members of %s", async (_client, members) => {
    const [event] = await readLog(JSON.stringify({ time: "2026-11-22T15:51:38.312Z", msg: "done", ...members }));
    expect(event).toMatchObject({ type: "bot-hold", channelId: ID });
  });
});

describe("a request that was refused, or met no answer", () => {
  it.each<[client: string, line: string, status: number]>([
    ["undici", `received response to POST ${ARI}/channels/${ID}/play?media=sound%3Aa - HTTP 404`, 404],
    [
      "Go's net/http",
      `Post "${ARI}/channels/${ID}/play?media=sound:a": dial tcp 192.0.2.9:8088: connection refused`,
      0,
    ],
    ["OkHttp", `<-- 409 Conflict ${ARI}/channels/${ID}/play?media=sound:a (3ms)`, 409],
    ["requests", `404 Client Error: Not Found for url: ${ARI}/channels/${ID}/play?media=sound:a`, 404],
    ["a path with a hole", `POST /channels/{id}/play channel=${ID} status=404`, 404],
  ])("as %s logs it", async (_client, line, status) => {
    expect(await botSays(line)).toMatchObject({ type: "bot-request-failed", action: "play", status, channelId: ID });
  });

  it("in the error beside the words", async () => {
    const [event] = await readLog(`EROR[11-22|15:51:38] Play failed    channel=${ID} err="404 Channel not found"`);
    expect(event?.channelId).toBe(ID);
    expect(["bot-channel-gone", "bot-request-failed"]).toContain(event?.type);
  });
});

describe("a request whose answer no line holds", () => {
  it.each([
    `Start processing HTTP request POST ${ARI}/channels/${ID}/play?*`,
    `--> POST ${ARI}/channels/${ID}/play?media=sound:a`,
    `sending request to POST ${ARI}/channels/${ID}/play?media=sound%3Aa`,
  ])("is only wanted: %s", async (line) => {
    expect(await botSays(line)).toMatchObject({ type: "bot-intention", action: "play", channelId: ID });
  });

  it("is an answer alone where its method would decide what it was", async () => {
    expect(await botSays(`<-- 204 No Content ${ARI}/channels/${ID}/hold (3ms)`)).toMatchObject({
      type: "bot-http-answer",
      status: 204,
      path: `/channels/${ID}/hold`,
    });
  });

  it.each([
    "POST https://api.example.com/v1/chat/completions",
    `GET ${ARI}/channels/${ID}`,
    `Start processing HTTP request POST ${ARI}/channels/${ID}/answer`,
  ])("is a request that waits: %s", async (line) => {
    expect(await botSays(line)).toMatchObject({ type: "bot-http-request", method: line.match(/GET|POST/)?.[0] });
  });
});

describe("an answer on a line of its own", () => {
  it.each([
    "← 404 Not Found",
    "<-- 404 Not Found (12ms)",
    "< HTTP/1.1 404 Not Found",
    "HTTP/1.1 404 Not Found",
    "[axios] 404 Not Found",
    "Response 404 NOT_FOUND",
    "[1a2b3c4d] [7f9e21-1] Response 404 NOT_FOUND",
    "ari: response 404",
    "response: Status 404",
    "Received HTTP response headers after 12.1ms - 404",
    "End processing HTTP request after 14ms - 404",
    "Request failed with status code 404",
    "HTTPError: Response code 404 (Not Found)",
    "receive_response_headers.complete return_value=(b'HTTP/1.1', 404, b'Not Found', [])",
  ])("is told by its status: %s", async (line) => {
    expect(await botSays(line)).toMatchObject({ type: "bot-http-answer", status: 404, path: null });
  });

  it.each([
    "response took 404 ms",
    "Response 4041 of 9000",
    "204 calls so far",
    "call 404 is waiting",
    "room 404",
    "got 200 tokens",
    "HTTP 2.0",
  ])("is none in: %s", async (line) => {
    expect((await botSays(line))?.type).not.toBe("bot-http-answer");
  });
});

describe("ARI's events by their names", () => {
  it.each(["StasisStart", "stasis_start", "STASIS_START", "onStasisStart", "stasisstart", "on_stasis_start"])(
    "are read as %s",
    async (name) => {
      expect(await botSays(`${name} ${ID}`)).toMatchObject({ type: "bot-stasis-start", channelId: ID });
    },
  );
});
