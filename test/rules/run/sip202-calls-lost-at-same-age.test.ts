import { sameAge } from "../../../src/rules/run/sip202-calls-lost-at-same-age.js";
import { FIRST_MS, logOf, many } from "../../support/many-calls.js";
import { testRunRule } from "../../support/run-rule-tester.js";

const lost = { fails: "rtp-timeout" } as const;
const ages = [14, 22, 31, 37, 45, 58, 63];

/** Only the bot's failed request tells of the end: its age is how long the bot thought. */
const bot = Array.from({ length: 5 }, (_, i) => {
  const id = `${FIRST_MS / 1000 + i * 200}.${i}`;
  const line = (seconds: number, text: string): string =>
    `${new Date(FIRST_MS + (i * 200 + seconds) * 1000).toISOString()} ${text}\n`;
  return [
    line(1, `INFO bot: Call ${id} started, StasisStart channel=${id}`),
    line(9, `INFO bot: Channel ${id} put on hold`),
    line(
      20,
      `ERROR bot: POST /ari/channels/${id}/play/p${i}?media=sound:a failed: 404 {"message":"Channel not found"}`,
    ),
  ].join("");
}).join("");

testRunRule(sameAge, {
  faulty: [
    {
      name: "counts them, those that ended otherwise, and those that lasted longer",
      asterisk: logOf([
        ...many(5, { ...lost, lastsSeconds: 48 }),
        ...many(1, { ...lost, lastsSeconds: 210 }, 900),
        ...many(9, {}, 1500),
      ]),
      wentWrong: { "rtp-timeout": 6 },
      says: [
        "5 of the 6 calls that ended with rtp-timeout (likely) ended 48 to 50 s after their start. 4 calls of the run lasted longer. In the run 6 of 15 calls went wrong.",
      ],
      cites: Array(3).fill("lack of audio RTP"),
    },
  ],
  healthy: [
    {
      name: "ages that are strewn",
      asterisk: logOf(ages.map((age, i) => ({ at: i * 90, lastsSeconds: age, ...lost }))),
      wentWrong: { "rtp-timeout": 7 },
    },
  ],
  notEnoughEvidence: [
    {
      name: "two calls",
      asterisk: logOf(many(2, { ...lost, lastsSeconds: 48 })),
      wentWrong: { "rtp-timeout": 2 },
    },
    { name: "ends that no line tells", bot, wentWrong: { undetermined: 5 } },
  ],
});
