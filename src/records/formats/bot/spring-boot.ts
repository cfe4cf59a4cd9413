import type { LogFormat } from "../../record.js";
import { header, LEVEL, STAMP } from "./header.js";

// 2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.Call : Channel 1795362698.0 put on hold
const SPRING = new RegExp(
  String.raw`^(?<stamp>${STAMP}) +(?<level>${LEVEL}) \d+ --- (?:\[[^\]]*\] ){1,2}(?<origin>\S+) *: (?<message>.*)$`,
);

export const springBoot: LogFormat = {
  name: "spring-boot",
  side: "bot",
  comesFrom: "Spring Boot",
  samples: [
    "2026-11-22 15:51:38.312  INFO 4242 --- [nio-8080-exec-1] com.example.bot.CallSession : Channel 1795362698.0 put on hold",
    "2026-11-22T15:51:38.312+03:00  INFO 4242 --- [voicebot] [nio-8080-exec-1] c.e.bot.CallSession : Channel 1795362698.0 put on hold",
  ],
  read: (text, year) => header(SPRING.exec(text), year),
};
