// Requests and their answers on lines apart: an answer is given to the one request that it can answer.
import { describe, expect, it } from "vitest";
import { halvesOf } from "../../support/read-log.js";

const [A, B] = ["1795371201.3", "1795371201.4"];
const ARI = "http://192.0.2.9:8088/ari";

/** Each line a millisecond after the one before, in the words of a language that nobody knows. */
const log = (...lines: readonly string[]): string =>
  [`StasisStart ${A}`, `StasisStart ${B}`, ...lines]
    .map((line, i) => `2026-11-22 15:51:38.${String(100 + i)} INFO ${line}`)
    .join("\n");

/** `id type status`, of what answers told. */
async function told(...lines: readonly string[]): Promise<string[]> {
  const { halves } = await halvesOf(log(...lines));
  return halves
    .flatMap(({ events }) => events.map(({ event }) => event))
    .filter(({ type }) => !["bot-stasis-start", "bot-intention", "bot-line"].includes(type))
    .map(
      (event) =>
        `${event.channelId} ${event.type}${event.type === "bot-request-failed" ? ` ${event.action} ${event.status}` : ""}`,
    )
    .sort();
}

const hold = (id: string): string => `--> POST ${ARI}/channels/${id}/hold`;
const unhold = (id: string): string => `--> DELETE ${ARI}/channels/${id}/hold`;
const play = (id: string): string => `--> POST ${ARI}/channels/${id}/play/p-${id.slice(-1)}7?media=sound:a`;

describe("an answer on a line of its own", () => {
  it("is to the request before it, done or refused", async () => {
    expect(await told(hold(A), "<-- 204 (3ms)", unhold(A), "<-- 204 (3ms)", play(A), "<-- 404 (3ms)")).toEqual([
      `${A} bot-hold`,
      `${A} bot-request-failed play 404`,
      `${A} bot-unhold`,
    ]);
  });

  it("is to the one whose success has its status", async () => {
    expect(await told(hold(A), play(B), "<-- 201 (3ms)", "<-- 204 (3ms)")).toEqual([`${A} bot-hold`, `${B} bot-play`]);
  });

  it("is to nobody where two fit, and neither is the next one, but all are known where they are alike", async () => {
    expect(await told(play(A), play(B), "<-- 201 (3ms)", "<-- 404 (3ms)")).toEqual([]);
    expect(await told(play(A), play(B), "<-- 201 (3ms)", "<-- 201 (3ms)")).toEqual([`${A} bot-play`, `${B} bot-play`]);
  });

  it("is to the one with its thread or its exchange", async () => {
    const of = (exchange: string, line: string): string => `[${exchange}] ${line}`;
    expect(
      await told(
        of("9c41e07a", play(A)),
        of("3fd2b815", play(B)),
        of("3fd2b815", "Response 404 NOT_FOUND"),
        of("9c41e07a", "Response 201 CREATED"),
      ),
    ).toEqual([`${A} bot-play`, `${B} bot-request-failed play 404`]);
  });

  it("is told twice by clients that log each step, and counts once", async () => {
    const sent = (id: string) => [
      `Start processing HTTP request POST ${ARI}/channels/${id}/hold`,
      `Sending HTTP request POST ${ARI}/channels/${id}/hold`,
    ];
    const done = ["Received HTTP response headers after 3.1ms - 204", "End processing HTTP request after 4ms - 204"];
    expect(await told(...sent(A), ...done, ...sent(B), ...done)).toEqual([`${A} bot-hold`, `${B} bot-hold`]);
  });

  it("is to another service's request where that is open alone", async () => {
    expect(await told("--> POST https://api.example.com/v1/chat", "<-- 404 (3ms)")).toEqual([]);
    expect(await told(play(A), "--> POST https://api.example.com/v1/chat", "<-- 404 (3ms)")).toEqual([]);
  });

  it("is none of a request that was answered where it stands", async () => {
    expect(await told(`${play(A)} 404`, play(B), "<-- 201 (3ms)")).toEqual([
      `${A} bot-request-failed play 404`,
      `${B} bot-play`,
    ]);
  });
});
