// An HTTP client may log the request on one line and its answer, without the path, on another.
import { describe, expect, it } from "vitest";
import { analyseTexts, logText } from "../support/analyse.js";
import { dedent } from "../support/rule-tester.js";

const bot = (ending: string): string =>
  dedent(`
    2026-11-22 15:52:00,100 DEBUG StasisStart 1795362720.40 caller=55
    2026-11-22 15:52:01,000 DEBUG http POST http://pbx:8088/ari/channels/1795362720.40/play
    2026-11-22 15:52:01,010 DEBUG http 201
    2026-11-22 15:52:04,000 DEBUG PlaybackFinished 1795362720.40
    2026-11-22 15:52:09,000 DEBUG http POST http://pbx:8088/ari/channels/1795362720.40/play
    ${ending}
    2026-11-22 15:52:12,110 DEBUG StasisEnd 1795362720.40
    2026-11-22 15:54:12,110 DEBUG heartbeat
  `);
const diagnosisOf = async (ending: string) =>
  (await analyseTexts([logText("bot.log", bot(ending))])).calls[0]?.diagnosis;

describe("a playback that was asked for", () => {
  it("leaves the call open where no line is read of what became of it", async () => {
    const diagnosis = await diagnosisOf("2026-11-22 15:52:09,010 DEBUG http zkr 404");
    expect(diagnosis?.cause).toBe("undetermined");
    expect(diagnosis?.summary).toMatch(/last playback/);
  });

  it("lets it have gone well where its end is told", async () => {
    const diagnosis = await diagnosisOf("2026-11-22 15:52:11,000 DEBUG PlaybackFinished 1795362720.40");
    expect(diagnosis?.cause).toBe("none");
  });
});
