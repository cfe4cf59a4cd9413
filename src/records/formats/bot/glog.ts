import type { LogFormat } from "../../record.js";
import { lettered } from "./header.js";

// I1122 15:51:38.312345   12345 handler.go:41] Channel 1795362698.0 put on hold
const GLOG =
  /^(?<level>[IWEF])(?<mo>\d\d)(?<d>\d\d) (?<clock>\d\d:\d\d:\d\d\.\d{1,6}) +\d+ (?<origin>[^\s\]]+:\d+)\] (?<message>.*)$/;

export const glog: LogFormat = {
  name: "glog",
  side: "bot",
  comesFrom: "glog, klog",
  samples: ["I1122 15:51:38.312345   12345 handler.go:41] Channel 1795362698.0 put on hold"],
  read: (text, year) => lettered(GLOG.exec(text), year),
};
