import { logWithoutVerbose } from "../../../src/rules/config/cfg208-log-without-verbose.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

testConfigRule(logWithoutVerbose, {
  faulty: [
    {
      name: "as Asterisk ships it",
      files: { "logger.conf": "[logfiles]\nconsole => notice,warning,error\nmessages.log => notice,warning,error\n" },
      says: [/No log file receives verbose/],
    },
  ],
  healthy: [
    { name: "with a level", files: { "logger.conf": "[logfiles]\nfull.log => notice,warning,error,verbose(3)\n" } },
  ],
  notEnoughEvidence: [
    { name: "not read", files: { "rtp.conf": "[general]\n" } },
    {
      name: "a console's -v is not in the file",
      files: { "logger.conf": "[logfiles]\nconsole => notice,warning,error\n" },
    },
  ],
});
