import { noMusicClass } from "../../../src/rules/config/cfg203-no-music-class.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const music = "[default]\nmode=files\ndirectory=moh\n";

testConfigRule(noMusicClass, {
  faulty: [
    {
      name: "no class at all",
      files: { "musiconhold.conf": "[general]\ncachertclasses=no\n" },
      says: [/no class default/],
    },
    {
      name: "a class without a mode is not loaded",
      files: { "musiconhold.conf": "[default]\ndirectory=moh\n" },
      says: [/no class default/],
    },
    {
      name: "one that is asked for by name",
      files: {
        "musiconhold.conf": music,
        "pjsip.conf": "[berlin]\ntype=endpoint\nmoh_suggest=waltz\n",
        "sip.conf": "[general]\nmohinterpret=polka\n",
      },
      says: [/moh_suggest=waltz/, /mohinterpret=polka/],
    },
  ],
  healthy: [
    {
      name: "asked for and there, however it is written",
      files: {
        "musiconhold.conf": `${music}\n[Waltz]\nmode=files\ndirectory=waltz\n`,
        "pjsip.conf": "[berlin]\ntype=endpoint\nmoh_suggest=waltz\n",
        "sip.conf": "[general]\nmohinterpret=passthrough\nmohsuggest=default\n",
      },
    },
  ],
  notEnoughEvidence: [
    { name: "not read", files: { "pjsip.conf": "[berlin]\ntype=endpoint\nmoh_suggest=waltz\n" } },
    {
      name: "in a database",
      files: { "musiconhold.conf": "", "extconfig.conf": "[settings]\nmusiconhold => odbc,asterisk\n" },
    },
    { name: "made by a program", files: { "musiconhold.conf": "#exec /usr/local/bin/classes\n" } },
  ],
});
