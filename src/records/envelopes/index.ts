// All envelopes, the most specific first: `docker logs -t` would take the time of most others for its own.
import { compose, cri, dockerDesktop, grafana, loki, pm2, pod, stamped } from "./containers.js";
import { csv } from "./csv.js";
import type { Envelope } from "./envelope.js";
import { exportBlocks } from "./export-blocks.js";
import { indentedCode } from "./indented-code.js";
import { dockerFile, jsonWrapped, lokiPair } from "./json.js";
import { quotedMail } from "./quoted-mail.js";
import { journalMark, syslog, syslog5424 } from "./syslog.js";

export const envelopes: readonly Envelope[] = [
  dockerFile,
  jsonWrapped,
  lokiPair,
  cri,
  pod,
  pm2,
  compose,
  syslog5424,
  syslog,
  journalMark,
  loki,
  exportBlocks,
  csv,
  quotedMail,
  indentedCode,
  grafana,
  dockerDesktop,
  stamped,
];
