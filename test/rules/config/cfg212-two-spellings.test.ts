import { twoSpellings } from "../../../src/rules/config/cfg212-two-spellings.js";
import { testConfigRule } from "../../support/config-rule-tester.js";

const peer = (options: string) => ({ "sip.conf": `[oslo]\ntype=peer\n${options}\n` });

testConfigRule(twoSpellings, {
  faulty: [
    {
      name: "the newer spelling comes last",
      files: peer("canreinvite=no\ndirectmedia=yes"),
      says: [/canreinvite=no of \[oslo\] does not count.*directmedia=yes/],
    },
    {
      name: "the older spelling comes last",
      files: peer("directmedia=nonat\nhost=dynamic\ncanreinvite=yes"),
      says: [/directmedia=nonat of \[oslo\] does not count.*canreinvite=yes/],
    },
  ],
  healthy: [
    { name: "equal values", files: peer("canreinvite=no\ndirectmedia=no") },
    { name: "one spelling twice", files: peer("directmedia=no\ndirectmedia=yes") },
    {
      name: "a template is overruled",
      files: { "sip.conf": "[base](!)\ncanreinvite=yes\n[oslo](base)\ntype=peer\ndirectmedia=no\n" },
    },
  ],
  notEnoughEvidence: [
    {
      name: "in two sections",
      files: { "sip.conf": "[general]\ncanreinvite=no\n[oslo]\ntype=peer\ndirectmedia=yes\n" },
    },
  ],
});
