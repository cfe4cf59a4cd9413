// What helps if a bot reads its websocket too slowly.
import type { Recommendation } from "../../verdict/verdict.js";
import { queueEvents } from "./snippets.js";

/** For the call (ARI210) and for the run (ARI202). */
export const readTheWebsocket: readonly Recommendation[] = [
  {
    kind: "bot",
    title: "Do not block the reader of the websocket",
    reason: "Hand events to a queue at once, and run the model and the speech elsewhere.",
    risk: null,
    snippets: queueEvents,
    apply: [],
    verify: [],
  },
  {
    kind: "config",
    title: "Give a slow bot more time to read",
    reason: "The default is 100 ms. Asterisk reads it when the bot connects, so have the bot reconnect.",
    risk: "A bot that hangs holds up the events of its app for that long.",
    file: "/etc/asterisk/ari.conf",
    section: "general",
    option: "websocket_write_timeout",
    current: null,
    proposed: "1000",
    appliesTo: "all versions; default 100 ms",
    apply: ['asterisk -rx "module reload res_ari.so"'],
    // `ari show status` does not print it (res/ari/cli.c:ari_show)
    verify: ["grep -c 'Problem occurred during websocket write' /var/log/asterisk/full"],
  },
];
