import type { LogFormat } from "../../record.js";
import { header, LEVEL } from "./header.js";

// [Nest] 4242  - 11/22/2026, 3:51:38 PM     LOG [AriService] Channel 1795362698.0 put on hold
const NEST = new RegExp(
  String.raw`^\[Nest\] \d+ +- (?<stamp>\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d\d:\d\d(?: [AP]M)?) +(?<level>LOG|VERBOSE|${LEVEL}) +\[(?<origin>[^\]]*)\] (?<message>.*)$`,
);

export const nest: LogFormat = {
  name: "nest",
  side: "bot",
  comesFrom: "NestJS",
  samples: ["[Nest] 4242  - 11/22/2026, 3:51:38 PM     LOG [AriService] Channel 1795362698.0 put on hold"],
  read: (text, year) => header(NEST.exec(text), year),
};
