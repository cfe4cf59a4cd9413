// Stasis, and the websockets of ARI.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type StasisEvent =
  | { readonly type: "stasis-launched"; readonly app: string }
  | {
      readonly type: "stasis-app-missing";
      readonly app: string;
      readonly wording: "not-active" | "does-not-exist" | "not-registered";
    }
  | { readonly type: "stasis-app-deactivated"; readonly app: string }
  | { readonly type: "stasis-app-activated"; readonly app: string }
  | { readonly type: "stasis-app-replaced"; readonly app: string }
  | { readonly type: "stasis-message-missed"; readonly app: string }
  | { readonly type: "websocket-closed-abruptly" };

export const stasis: readonly AsteriskPattern<StasisEvent>[] = [
  {
    files: ["resource_channels.c"],
    literal: "Launching Stasis(",
    expression: new RegExp(String.raw`^Launching Stasis\((?<app>[^,)]*)(?:,[^)]*)?\) on ${NAME}`),
    sample: "Launching Stasis(voicebot,agent) on PJSIP/1001-0000000b",
    read: event((g) => ({ type: "stasis-launched", app: g.app ?? "" })),
  },
  {
    files: ["res_stasis.c"],
    literal: "' not ",
    expression: /^(?:Control allocation failed or )?Stasis app '(?<app>[^']*)' not (?<state>active|registered)/,
    sample: "Stasis app 'voicebot' not active",
    read: event((g) => ({
      type: "stasis-app-missing",
      app: g.app ?? "",
      wording: g.state === "active" ? "not-active" : "not-registered",
    })),
  },
  {
    files: ["app_stasis.c"],
    literal: "doesn't exist",
    expression: new RegExp(String.raw`^${NAME}: Stasis app '(?<app>[^']*)' doesn't exist`),
    sample: "SIP/trunk-00000005: Stasis app 'salesbot' doesn't exist",
    read: event((g) => ({ type: "stasis-app-missing", app: g.app ?? "", wording: "does-not-exist" })),
  },
  {
    files: ["app.c"],
    literal: "Deactivating Stasis app",
    expression: /^Deactivating Stasis app '(?<app>[^']*)'/,
    sample: "Deactivating Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-deactivated", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "ing Stasis app",
    expression: /^(?:Activating|Creating) Stasis app '(?<app>[^']*)'/,
    sample: "Activating Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-activated", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "Replacing Stasis app",
    expression: /^Replacing Stasis app '(?<app>[^']*)'/,
    sample: "Replacing Stasis app 'voicebot'",
    read: event((g) => ({ type: "stasis-app-replaced", app: g.app ?? "" })),
  },
  {
    files: ["app.c"],
    literal: "missed message",
    expression: /^Inactive Stasis app '(?<app>[^']*)' missed message/,
    sample: "Inactive Stasis app 'voicebot' missed message",
    read: event((g) => ({ type: "stasis-message-missed", app: g.app ?? "" })),
  },
  {
    files: ["res_http_websocket.c"],
    literal: "Web socket closed abruptly",
    expression: /^Web socket closed abruptly/,
    sample: "Web socket closed abruptly",
    read: event(() => ({ type: "websocket-closed-abruptly" })),
  },
  {
    // what reading a websocket without a close frame comes to: the bot's process or its connection is gone
    files: ["ari_websockets.c"],
    literal: "WebSocket read error: ",
    expression: /^WebSocket read error: /,
    sample: "WebSocket read error: Success",
    read: event(() => ({ type: "websocket-closed-abruptly" })),
  },
];
