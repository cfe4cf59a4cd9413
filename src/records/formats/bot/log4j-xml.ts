import type { LogFormat } from "../../record.js";
import { readLog4jBody, readLog4jEvent } from "../log4j-xml.js";

export const log4jXml: LogFormat = {
  name: "log4j-xml",
  side: "bot",
  comesFrom: "log4j's XMLLayout and log4j2's XmlLayout, the elements below",
  samples: [
    '<log4j:event logger="app.ari" timestamp="1795362698312" level="INFO" thread="t1">',
    '<log4j:event logger="app.ari" timestamp="1795362698312" level="INFO" thread="t1"><log4j:message><![CDATA[put on hold]]></log4j:message></log4j:event>',
    '<Event xmlns="http://logging.apache.org/log4j/2.0/events" timeMillis="1795362698312" level="INFO" loggerName="app.Ari">',
  ],
  read: readLog4jEvent,
  readBelow: readLog4jBody,
};
