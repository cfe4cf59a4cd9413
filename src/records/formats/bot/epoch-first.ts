import type { LogFormat } from "../../record.js";
import { header, LEVEL } from "./header.js";

// 1795362698312 INFO Channel 1795362698.0 put on hold
// [1795362698.312345] INFO Channel 1795362698.0 put on hold
/** A number alone may be an id. What follows it shows that it is a time. */
const EPOCH_FIRST = new RegExp(
  String.raw`^\[?(?<stamp>1\d{12}|1\d{9}[.,]\d{3,9})\]?(?: [-|])?[ \t]+\[?(?<level>${LEVEL})\]?:?(?: [-|:])?[ \t]+(?!\([^)]*\):)(?<message>\S.*)$`,
);

export const epochFirst: LogFormat = {
  name: "epoch-first",
  side: "bot",
  comesFrom: "seconds or milliseconds since 1970, then a level",
  samples: [
    "1795362698312 INFO Channel 1795362698.0 put on hold",
    "[1795362698.312345] INFO Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(EPOCH_FIRST.exec(text), year),
};
