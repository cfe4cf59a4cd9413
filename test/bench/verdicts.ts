// Are the verdicts those that the logs were made for? A fast wrong answer is worth nothing.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

// Two lines of the report as it is printed, by their indent: ids of the call itself, cause of its own diagnosis.
//       "channelId": "1795363080.0",
//         "cause": "rtp-timeout",
const ID = /^ {6}"channelId": "(.*)",$/;
const CAUSE = /^ {8}"cause": "(.*)",$/;

/** How many calls got the cause that is expected, by the JSON report: it may be bigger than memory, so by its lines. */
export async function verdictsRight(reportPath: string, expected: ReadonlyMap<string, string>): Promise<number> {
  let right = 0;
  let channelId = "";
  for await (const line of createInterface({ input: createReadStream(reportPath) })) {
    channelId = ID.exec(line)?.[1] ?? channelId;
    const cause = CAUSE.exec(line)?.[1];
    if (cause !== undefined && expected.get(channelId) === cause) right += 1;
  }
  return right;
}
