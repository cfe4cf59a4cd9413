import { expect, test } from "vitest";
import { print } from "../../src/cli/standard-output.js";

test("printing again and again leaves nothing behind on standard output", async () => {
  const listeners = () => process.stdout.eventNames().map((event) => process.stdout.listenerCount(event));
  await print([""]);
  const before = listeners();
  for (let i = 0; i < 20; i += 1) await print(["", ""]);
  expect(listeners()).toEqual(before);
});
