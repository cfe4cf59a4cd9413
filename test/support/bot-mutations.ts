// What other bots would have written in the same calls: a bot's log with lines put in, or words left out, that change nothing
// of what happened. Lines are told by ids, paths and names of ARI alone, and written in the form of their neighbour.

/** The n-th of several ways to say something. */
type Pick = <T>(of: readonly T[]) => T;

/** Makes of a bot's log what another bot would have written. */
export type Mutation = (lines: readonly string[], pick: Pick) => string[];

const ID = /\b1\d{9}\.\d{1,9}\b/;
// 2026-11-22 15:51:39,335 - bot.ari - INFO -  |  2026-11-22 15:51:39.335 | INFO     | bot.ari:hold:150 -  |  [2026-…Z] info:
const HEADER = /^(?:\[[^\]]+\] \w+: |[^{]*?\| \S+ - |[^{]*? - (?:DEBUG|INFO|WARNING|ERROR) - )/;
const HEAD_OF_MESSAGE = ["msg", "event"];
const MEMBERS_OF_HEAD = ["level", "time", "timestamp", "pid", "hostname", "name", "logger"];

/** A line beside another: at its time, in its form. null where the form is not known. */
function beside(line: string, message: string, isError = false): string | null {
  if (line.startsWith("{")) {
    const members = JSON.parse(line) as Record<string, unknown>;
    const key = HEAD_OF_MESSAGE.find((name) => name in members);
    if (key === undefined) return null;
    const kept = Object.fromEntries(Object.entries(members).filter(([name]) => MEMBERS_OF_HEAD.includes(name)));
    kept.level = typeof kept.level === "number" ? (isError ? 50 : 30) : isError ? "error" : "info";
    return JSON.stringify({ ...kept, [key]: message });
  }
  const header = HEADER.exec(line)?.[0];
  if (header === undefined) return null;
  const leveled = header
    .replace(/\b(?:DEBUG|INFO|WARNING|ERROR)\b/, isError ? "ERROR" : "INFO")
    .replace(/\] \w+: $/, isError ? "] error: " : "] info: ");
  return leveled + message;
}

function inserted(line: string, messages: readonly string[], isError = false): string[] {
  return messages.flatMap((message) => beside(line, message, isError) ?? []);
}

/** What a line says that the bot did, or tried; null for other lines. */
function attemptOf(line: string): "play" | "hold" | "unhold" | "hangup" | null {
  if (/playback_started|Playback [0-9a-f-]{36} started|REAL ARI playback|\/play\/\S+ failed/.test(line)) return "play";
  if (/DELETE \S*\/hold\b|taken off hold|channel_unhold|снят с hold/.test(line)) return "unhold";
  if (/put on hold|channel_hold\b|поставлен на hold/.test(line)) return "hold";
  return /Hanging up|channel_hangup\b|Завершаем|dropping the call/.test(line) ? "hangup" : null;
}

const INTENTIONS: Readonly<Record<NonNullable<ReturnType<typeof attemptOf>>, readonly ((id: string) => string)[]>> = {
  play: [
    (id) => `Playing sound:flow/next on channel ${id}`,
    (id) => `About to play sound:flow/next to ${id}`,
    (id) => `--> POST http://127.0.0.1:8088/ari/channels/${id}/play?media=sound:flow/next`,
    (id) => `Проигрываем sound:flow/next на канале ${id}`,
  ],
  hold: [
    (id) => `Putting channel ${id} on hold`,
    (id) => `--> POST /ari/channels/${id}/hold`,
    (id) => `Ставим канал ${id} на hold`,
  ],
  unhold: [
    (id) => `Taking channel ${id} off hold`,
    (id) => `--> DELETE /ari/channels/${id}/hold`,
    (id) => `Снимаем канал ${id} с hold`,
  ],
  hangup: [(id) => `About to hang up ${id}`, (id) => `--> DELETE /ari/channels/${id}`, (id) => `Завершаем вызов ${id}`],
};

/** Says what it is about to do before each request. */
export const announced: Mutation = (lines, pick) =>
  lines.flatMap((line) => {
    const action = attemptOf(line);
    const id = ID.exec(line)?.[0];
    return action && id ? [...inserted(line, [pick(INTENTIONS[action])(id)]), line] : [line];
  });

/** Hangs each channel up again that has ended, and is told that there is none. */
export const cleanedUp: Mutation = (lines, pick) =>
  lines.flatMap((line) => {
    const id = ID.exec(line)?.[0];
    if (!id || !/StasisEnd|stasis_end/.test(line)) return [line];
    const wish = pick([...INTENTIONS.hangup, (other: string) => `Hanging up channel ${other}`]);
    const answer = pick([
      `DELETE /ari/channels/${id} failed: 404 {"message":"Channel not found"}`,
      'request failed: 404 {"message":"Channel not found"}',
      `Channel ${id} not found`,
    ]);
    return [line, ...inserted(line, [wish(id)]), ...inserted(line, [answer], true)];
  });

/** Does not name the channel where a request was refused, for it did so where it made the request. */
export const unnamedRefusals: Mutation = (lines, pick) =>
  lines.flatMap((line) => {
    const action = attemptOf(line);
    const id = ID.exec(line)?.[0];
    if (!id || !/\/(?:play\/\S+|hold) failed: 404/.test(line) || !action) return [line];
    const refusal = pick(["request failed: 404", 'request failed: 404 {"message":"Channel not found"}']);
    return [...inserted(line, [pick(INTENTIONS[action])(id)]), ...inserted(line, [refusal], true)];
  });

/** Tells of helper channels that it made for a call. */
export const withHelpers: Mutation = (lines, pick) =>
  lines.flatMap((line) => {
    const id = ID.exec(line)?.[0];
    if (!id || !/StasisStart|call_started|Новый звонок/.test(line)) return [line];
    const helper = pick([
      `Snoop channel snoop-${id} created for ${id}`,
      `ExternalMedia channel em-${id} created for channel ${id}`,
      `POST /ari/channels/${id}/snoop/spy-${id}?app=flow&spy=in -> 200`,
    ]);
    return [line, ...inserted(line, [helper])];
  });
