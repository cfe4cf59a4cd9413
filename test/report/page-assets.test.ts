// The page's script is put together of modules: their names must not meet.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../src/report/html/browser/", import.meta.url));
const modules = readdirSync(folder).filter((name) => name.endsWith(".ts"));

describe("the script of the page", () => {
  test("declares each name in one module", () => {
    const names = modules.flatMap((name) => {
      const text = readFileSync(`${folder}${name}`, "utf8");
      return [...text.matchAll(/^(?:export )?(?:async )?(?:function|const|let|class) (\w+)/gm)].map(
        ([, found]) => found,
      );
    });
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("holds every module, renames none, and leaves no word of modules behind", async () => {
    const imports = modules.flatMap(
      (name) => readFileSync(`${folder}${name}`, "utf8").match(/^import [^;]* as [^;]*;/gm) ?? [],
    );
    expect(imports).toEqual([]);
    const { readPageAssets } = await import("../../dist/page-assets.js");
    const { script, style } = readPageAssets();
    expect(script).not.toMatch(/^(?:import|export) /m);
    expect(`${script}${style}`).not.toMatch(/<\/(?:script|style)|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    const listed = readFileSync(fileURLToPath(new URL("../../src/page-assets.ts", import.meta.url)), "utf8");
    expect(modules.filter((name) => !listed.includes(`"${name.replace(/\.ts$/, "")}"`))).toEqual([]);
  });
});
