// Asterisk's lines, indented like code in Markdown, as people paste them into forums and issues.
import type { Envelope } from "./envelope.js";

// `    [Dec  2 13:05:05] ERROR[911]: …` | `        -- Executing …`: the indent that the console prints is still there
const INDENTED =
  /^(?: {4}|\t)(?=\[[^\]\n]{6,40}\] (?:NOTICE|WARNING|ERROR|VERBOSE|DEBUG|DTMF)\[\d| {2}== | {4}-- | {7,12}> )/;

/** Asterisk's lines, each preceded by four blanks or a tab. */
export const indentedCode: Envelope = {
  name: "indented-code",
  comesFrom: "Asterisk's lines indented as code is in Markdown",
  ofAnyLine: true,
  samples: [
    [
      "    [Dec  2 13:05:05] ERROR[911][C-00000004]: res_stasis.c:1375 stasis_app_exec: Stasis app 'talk' not registered",
      "[Dec  2 13:05:05] ERROR[911][C-00000004]: res_stasis.c:1375 stasis_app_exec: Stasis app 'talk' not registered",
    ],
    ["        -- Stopped music on hold on SIP/gw-0000002a", "    -- Stopped music on hold on SIP/gw-0000002a"],
  ],
  unmistakable: false,
  peel: (text) => {
    const mark = INDENTED.exec(text)?.[0];
    return mark === undefined ? null : { inner: text.slice(mark.length), stamp: null, voice: "", goesOn: false };
  },
};
