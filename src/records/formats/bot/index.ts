// The forms in which bots write, the most specific first. Each form is a file, with its expression next to its samples. It reads
// the header only; what the words mean is for events/lexicon/.
import type { LogFormat } from "../../record.js";
import { bareText } from "./bare-text.js";
import { bunyanCli } from "./bunyan-cli.js";
import { commaSeparated } from "./comma-separated.js";
import { dotnetConsole } from "./dotnet-console.js";
import { elixirLogger } from "./elixir-logger.js";
import { epochFirst } from "./epoch-first.js";
import { glog } from "./glog.js";
import { javaUtilLogging } from "./java-util-logging.js";
import { jsonLines } from "./json-lines.js";
import { levelFirst } from "./level-first.js";
import { log4jXml } from "./log4j-xml.js";
import { log15 } from "./log15.js";
import { logback } from "./logback.js";
import { logfmt } from "./logfmt.js";
import { logrusConsole } from "./logrus-console.js";
import { logrusSinceStart } from "./logrus-since-start.js";
import { loguru } from "./loguru.js";
import { monolog } from "./monolog.js";
import { nest } from "./nest.js";
import { nlog } from "./nlog.js";
import { pinoPretty } from "./pino-pretty.js";
import { pythonLogging } from "./python-logging.js";
import { rubyLogger } from "./ruby-logger.js";
import { serilog } from "./serilog.js";
import { springBoot } from "./spring-boot.js";
import { stampedText } from "./stamped-text.js";
import { structlogConsole } from "./structlog-console.js";
import { tornado } from "./tornado.js";
import { winston } from "./winston.js";
import { winstonSimple } from "./winston-simple.js";
import { zapConsole } from "./zap-console.js";
import { zerologConsole } from "./zerolog-console.js";

export const botFormats: readonly LogFormat[] = [
  pythonLogging,
  loguru,
  winston,
  winstonSimple,
  jsonLines,
  logfmt,
  serilog,
  elixirLogger,
  structlogConsole,
  zapConsole,
  logrusConsole,
  log15,
  dotnetConsole,
  log4jXml,
  glog,
  tornado,
  zerologConsole,
  logrusSinceStart,
  nlog,
  nest,
  pinoPretty,
  bunyanCli,
  javaUtilLogging,
  commaSeparated,
  epochFirst,
  springBoot,
  logback,
  monolog,
  rubyLogger,
  levelFirst,
  stampedText,
  bareText,
];
