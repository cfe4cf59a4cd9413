// What `ari set debug all on` adds to the full log: each request, its response and each event, as messages of several lines.
import type { LogRecord } from "../../records/record.js";
import type { Reading } from "../pattern.js";

export type AriDebugEvent =
  | { readonly type: "ari-request"; readonly method: string; readonly path: string; readonly client: string }
  | { readonly type: "ari-response"; readonly status: number; readonly client: string }
  | {
      readonly type: "ari-event";
      readonly event: string;
      /** The channel's state in ARI's words: `Ring`, `Up`. */
      readonly state: string | null;
      readonly cause: number | null;
      readonly soft: boolean;
      readonly caller: string | null;
      readonly exten: string | null;
      /** The id of the channel that this one replaces: `replace_channel` of a StasisStart. */
      readonly replaces: string | null;
    };

/** `POST channels/1795362758.0/answer`: the path is printed without `/ari` (res/res_ari.c:ast_ari_callback). */
export function ariRequestReading(
  groups: Readonly<Record<string, string>>,
  record: LogRecord,
): Reading<AriDebugEvent> | null {
  const request = /^(?<method>[A-Z]+) \/?(?<path>\S+)/.exec(record.continuation[0] ?? "")?.groups;
  if (!request) return null;
  const path = request.path ?? "";
  return {
    body: { type: "ari-request", method: request.method ?? "", path, client: groups.client ?? "" },
    ids: { channelId: channelOfPath(path) },
  };
}

/** The channel in an ARI path, with or without the `/ari` prefix. */
export function channelOfPath(path: string): string | undefined {
  const id = /(?:^|\/)channels\/([^/?\s]+)/.exec(path)?.[1];
  // POST /channels/create and /channels/externalMedia create a channel and name none
  // /channels/{id}/play, /channels/:id/play: a template, with its id elsewhere
  // POST /channels/POST /channels: a path that was cut, followed by the next request
  return id === undefined || NOT_AN_ID.test(id) ? undefined : decodeId(id);
}

const NOT_AN_ID = /^(?:create$|externalMedia$|[{:<$]|(?:GET|POST|PUT|DELETE|PATCH)$)/;

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not percent-encoded after all
  }
}

/** `204 No Content` */
export function ariResponseReading(
  groups: Readonly<Record<string, string>>,
  record: LogRecord,
): Reading<AriDebugEvent> | null {
  const status = /^(\d{3})\b/.exec(record.continuation[0] ?? "")?.[1];
  return status ? { body: { type: "ari-response", status: Number(status), client: groups.client ?? "" } } : null;
}

interface AriChannel {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly state?: unknown;
  readonly protocol_id?: unknown;
  readonly caller?: { readonly number?: unknown };
  readonly dialplan?: { readonly exten?: unknown };
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** The event as JSON, over the lines that follow the header. */
export function ariEventReading(
  _groups: Readonly<Record<string, string>>,
  record: LogRecord,
): Reading<AriDebugEvent> | null {
  let event: Record<string, unknown> | null;
  try {
    event = JSON.parse(record.continuation.join("\n")) as Record<string, unknown> | null;
  } catch {
    return null; // cut, or longer than the lines that are kept
  }
  if (event === null) return null;
  const channel = (event.channel ?? {}) as AriChannel;
  const playback = (event.playback ?? {}) as { readonly target_uri?: unknown };
  const replaced = (event.replace_channel ?? {}) as AriChannel;
  const target = text(playback.target_uri)?.replace(/^channel:/, "");
  return {
    body: {
      type: "ari-event",
      event: text(event.type) ?? "",
      state: text(channel.state) ?? null,
      cause: typeof event.cause === "number" ? event.cause : null,
      soft: event.soft === true,
      caller: text(channel.caller?.number) ?? null,
      exten: text(channel.dialplan?.exten) ?? null,
      replaces: text(replaced.id) ?? null,
    },
    ids: {
      channelId: text(channel.id) ?? target,
      channelName: text(channel.name),
      sipCallId: text(channel.protocol_id),
    },
  };
}
