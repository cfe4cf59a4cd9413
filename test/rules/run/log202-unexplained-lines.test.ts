import { unexplainedLines } from "../../../src/rules/run/log202-unexplained-lines.js";
import { testRunRule } from "../../support/run-rule-tester.js";

testRunRule(unexplainedLines, {
  faulty: [
    {
      name: "two kinds, one of them twice; the error is cited first",
      asterisk: `
        [2026-11-22 12:20:01] WARNING[33] res_lantern.c: Wick 4 burns low
        [2026-11-22 12:20:02] WARNING[33] res_lantern.c: Wick 7 burns low
        [2026-11-22 12:20:09] ERROR[33] res_lantern.c: Out of oil
      `,
      says: ["3 warnings and errors could not be assigned to a call, and no verdict rests on them (2 kinds)."],
      cites: ["Out of oil", "Wick 4"],
    },
    {
      name: "one line of a call that never begins",
      asterisk: `
        [2026-11-22 12:20:01] ERROR[33][C-00000052] res_lantern.c: Out of oil
      `,
      says: ["1 warning or error could not be assigned to a call, and no verdict rests on it."],
      cites: ["Out of oil"],
    },
  ],
  healthy: [
    {
      name: "a module that is not loaded, and a warning that another rule reads",
      asterisk: `
        [2026-11-22 12:20:00] WARNING[1] loader.c: res_config_pgsql declined to load.
        [2026-11-22 12:20:01] WARNING[15] http.c: HTTP session count exceeded 60 sessions.
      `,
      besides: ["ARI204"],
    },
  ],
  notEnoughEvidence: [
    {
      name: "lines that nothing reads, of a level that warns of nothing",
      asterisk: `
        [2026-11-22 12:20:01] VERBOSE[33] res_lantern.c: Out of oil
        [2026-11-22 12:20:02] NOTICE[33] res_lantern.c: Out of oil
      `,
    },
  ],
});
