// The dialplan, as main/pbx.c prints it.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type DialplanEvent =
  | {
      readonly type: "dialplan";
      readonly app: string;
      readonly args: string;
      readonly exten: string;
      readonly context: string;
      readonly priority: number;
    }
  /**
   * An application returned an error or saw a hangup. The position is that of its step. Macro() and Gosub() print one per level.
   */
  | { readonly type: "spawn-exited"; readonly context: string; readonly exten: string; readonly priority: number }
  | {
      readonly type: "dialplan-ended";
      readonly how: "no-more-steps" | "no-such-extension" | "no-digits";
      /** DIALSTATUS if the steps ran out, otherwise the place that does not exist. */
      readonly detail: string;
    };

export const dialplan: readonly AsteriskPattern<DialplanEvent>[] = [
  {
    files: ["pbx.c"],
    literal: "Executing [",
    expression: new RegExp(
      String.raw`^Executing \[(?<exten>[^@\]]*)@(?<context>[^:\]]*):(?<priority>\d+)\] (?<app>\w+)\("${NAME}", "(?<args>.*)"\) in new stack`,
    ),
    sample: 'Executing [1000@from-trunk:2] Stasis("PJSIP/gsm-gw-00000000", "voicebot,1000,79166590134") in new stack',
    read: event((g) => ({
      type: "dialplan",
      app: g.app ?? "",
      args: g.args ?? "",
      exten: g.exten ?? "",
      context: g.context ?? "",
      priority: Number(g.priority),
    })),
  },
  {
    files: ["pbx.c", "app_macro.c", "app_stack.c"],
    literal: "Spawn extension (",
    expression: new RegExp(
      String.raw`^Spawn extension \((?<context>[^,()]*), ?(?<exten>[^,()]*), ?(?<priority>\d+)\) exited (?:non-zero|INCOMPLETE) on '${NAME}'`,
    ),
    sample: "Spawn extension (from-trunk, 1000, 3) exited non-zero on 'PJSIP/trunk-00000004'",
    read: event((g) => ({
      type: "spawn-exited",
      context: g.context ?? "",
      exten: g.exten ?? "",
      priority: Number(g.priority),
    })),
  },
  {
    files: ["pbx.c"],
    literal: "Auto fallthrough",
    expression: new RegExp(String.raw`^Auto fallthrough, channel '${NAME}' status is '(?<status>[^']*)'`),
    sample: "Auto fallthrough, channel 'PJSIP/trunk-00000004' status is 'UNKNOWN'",
    read: event((g) => ({ type: "dialplan-ended", how: "no-more-steps", detail: g.status ?? "" })),
  },
  {
    // if there is an `i` extension, the message only says where the call was sent, and the call goes on there
    files: ["pbx.c"],
    literal: "sent to invalid extension but no invalid handler",
    expression: new RegExp(
      String.raw`^Channel '${NAME}' sent to invalid extension but no invalid handler: context,exten,priority=(?<place>.*)$`,
    ),
    sample:
      "Channel 'PJSIP/trunk-00000004' sent to invalid extension but no invalid handler: context,exten,priority=from-trunk,after,1",
    read: event((g) => ({ type: "dialplan-ended", how: "no-such-extension", detail: g.place ?? "" })),
  },
  {
    files: ["pbx.c"],
    literal: ", but no rule '",
    expression:
      /^(?:Timeout|Invalid extension '(?<dialled>[^']*)'), but no rule '[it]'(?: or 'e')? in context '(?<context>[^']*)'/,
    sample: "Invalid extension '9', but no rule 'i' or 'e' in context 'menu'",
    read: event((g) => ({
      type: "dialplan-ended",
      how: g.dialled === undefined ? "no-digits" : "no-such-extension",
      detail: [g.context, g.dialled].filter((part) => part !== undefined).join(","),
    })),
  },
];
