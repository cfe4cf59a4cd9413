import { logWithoutNotices } from "../../../src/rules/config/cfg207-log-without-notices.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(logWithoutNotices, {
  faulty: [
    {
      name: "verbose messages only",
      files: { "logger.conf": "[logfiles]\nfull.log => verbose(3)\nerrors => error\n" },
      says: [/No log receives notices/],
    },
    { name: "no log", files: { "logger.conf": "[general]\n\n[logfiles]\n" }, says: [/No log receives notices/] },
  ],
  healthy: [
    { name: "in one file", files: { "logger.conf": "[logfiles]\nfull.log => [json]notice,warning,error,verbose\n" } },
    { name: "every level there is", files: { "logger.conf": "[logfiles]\nsyslog.local0 => *\n" } },
    {
      name: "on the console of a container",
      files: { "logger.conf": "[logfiles]\nconsole => notice,warning,error\n" },
    },
  ],
  notEnoughEvidence: [
    { name: "only FreePBX's custom part was given", files: { "logger_logfiles_custom.conf": "extra => error\n" } },
  ],
});
