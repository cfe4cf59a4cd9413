// A configuration, a snippet and logs together. What the audit says about one must not rest on another that does not belong to it.
import { expect, test } from "vitest";
import { readConfig } from "../../src/asterisk/config/read.js";
import { auditConfig } from "../../src/judging/audit.js";
import { memoryIo } from "../asterisk/config/memory-io.js";

const LONG = "[bergen]\ntype=endpoint\nrtp_timeout=300\ndirect_media=no\n";

function audit(configFits: boolean) {
  const { report } = auditConfig({
    tree: readConfig(["/etc/asterisk"], memoryIo({ "/etc/asterisk/pjsip.conf": LONG })),
    asteriskVersion: "20.20.1",
    advice: { file: "advice.txt", text: "[bergen](+)\nrtp_timeout=200\ndirect_media=no\n" },
    logs: {
      incident: {
        callCount: 1,
        causeCounts: { "rtp-timeout": 1 },
        drivers: ["chan_pjsip"],
        scopes: ["bergen"],
        longestGapSeconds: null,
      },
      faults: [],
      remarks: [],
      configFits,
    },
    toolVersion: "0",
  });
  return { ...report, says: report.advice.map(({ says }) => says).join("\n") };
}

test("advice is held against what is in force", () => {
  const { adviceConclusion, says } = audit(true);
  expect(adviceConclusion).toMatch(/^None of this would have saved the call/);
  expect(says).toMatch(/In force now: 300 s.*no longer than the limit in force/);
  expect(says).toMatch(/It is already no:/);
});

test("not against what is in force on another server", () => {
  const { adviceConclusion, says } = audit(false);
  expect(adviceConclusion).toMatch(
    /^It affects the call.*The configuration given plays no part: it does not fit the logs\.$/,
  );
  expect(says).toMatch(/delayed the end of 1 call/);
  expect(says).not.toMatch(/In force|already/);
});
