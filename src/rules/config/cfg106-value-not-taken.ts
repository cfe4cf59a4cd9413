// A value that Asterisk replaces, or that was meant in another unit.

import { defineConfig } from "../rule.js";
import { changeOption, type WrittenOption, writtenOptions } from "../shared/config-options.js";
import { valueFault } from "../shared/value-fault.js";

export const valueNotTaken = defineConfig({
  code: "CFG106",
  name: "value-not-taken",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "An option has a value that Asterisk does not use as written, or that seems to be meant in another unit.",
    impact: "The value in force is not the one in the file: it is the default, or the nearest allowed value.",
    evidence:
      "A value that is not a number where a number is read, a number outside its range, rtpstart not below rtpend; an RTP timeout of hours, or a timeout of the HTTP server or of a websocket below 100 ms, as if milliseconds were seconds.",
    fix: "Write the number in the unit and within the range that the finding names.",
    references: [
      "channels/chan_sip.c:reload_config",
      "res/res_rtp_asterisk.c:rtp_reload",
      "main/logger.c:init_logger_chain",
      "main/http.c:__ast_http_load",
    ],
  },
  *check({ tree }) {
    for (const written of writtenOptions(tree)) {
      const { object, entry, option } = written;
      const fault = valueFault(written);
      if (fault === null || option === undefined) continue;
      yield {
        message: `${entry.key}=${entry.value} in ${object.file} [${object.name}]: ${fault}`,
        places: [entry],
        advice: [
          changeOption(written, {
            title: `Give ${entry.key} a value that takes effect`,
            reason: fault,
            proposed: option.default === null ? null : `${option.default} (the default), or what was meant`,
          }),
        ],
      };
    }
    yield* swappedPorts(writtenOptions(tree));
  },
});

function* swappedPorts(written: readonly WrittenOption[]) {
  const port = (name: string) =>
    written.find(({ object, option }) => object.file === "rtp.conf" && option?.name === name);
  const start = port("rtpstart");
  const end = port("rtpend");
  if (start === undefined || end === undefined) return;
  const [from, to] = [Number.parseInt(start.entry.value, 10), Number.parseInt(end.entry.value, 10)];
  if (!(from >= to)) return;
  const fault = `rtpstart (${from}) is not below rtpend (${to}), so Asterisk uses 5000 to 31000; the firewall may not let those through.`;
  yield {
    message: fault,
    places: [start.entry, end.entry],
    advice: [
      changeOption(end, { title: "Give RTP a valid range of ports", reason: fault, proposed: String(from + 10_000) }),
    ],
  };
}
