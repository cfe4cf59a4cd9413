// What is published, and what it depends on. This test does not ask the registry; .ci/audit does.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}
const ours = JSON.parse(textOf("package.json")) as Package;
const lock = JSON.parse(textOf("package-lock.json")) as {
  readonly packages: Readonly<
    Record<string, Partial<Package> & { readonly dev?: boolean; readonly license?: string; hasInstallScript?: boolean }>
  >;
};
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
);

describe("the published package", () => {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ readonly size: number; readonly unpackedSize: number; readonly files: readonly { readonly path: string }[] }];
  const paths = packed.files.map(({ path }) => path);

  const isCode = (path: string): boolean => /^dist\/(?:bundle\/[\w-]+|page\/page)\.js$/.test(path);

  it("holds the bundle of src, its documents and one sample, and nothing else", () => {
    const others = paths.filter(
      (path) => !isCode(path) && !/^(?:samples\/rtp-timeout\/[\w./-]+|docs\/[\w/-]+\.md)$/.test(path),
    );
    expect(others.sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "bin/ari-doctor.js",
      "dist/page/page.css",
      "dist/words.json",
      "man/ari-doctor.1",
      "package.json",
    ]);
    expect(paths.filter((path) => /test|\.map$|\.tsbuildinfo$/.test(path))).toEqual([]);
  });

  it("carries our code alone, and loads of others what it declares: each file of the bundle says of what it is made", () => {
    const modules = paths
      .filter(isCode)
      .flatMap((path) => textOf(path).match(/(?<=^\/\/#region |^\s*\/\/ )\S+\.js$/gm) ?? [])
      .map((path) => path.replace("dist/page/modules/", "dist/report/"));
    expect(modules.length).toBeGreaterThan(200);
    const ofOurs = (path: string): boolean => existsSync(join(root, path.replace(/^dist\/(.*)\.js$/, "src/$1.ts")));
    expect(modules.filter((path) => path.startsWith("node_modules/") || !ofOurs(path))).toEqual([]);
    const loaded = paths
      .filter(isCode)
      .flatMap((path) => [
        // Node 20 warns of import of JSON, so that is required
        ...textOf(path).matchAll(
          /^import [^;]*?"([^."][^"]*)";|\b(?:import|createRequire\(import\.meta\.url\))\("([^."][^"]*)"\)/gm,
        ),
      ])
      .map(([, atOnce, later]) => atOnce ?? later ?? "")
      .filter((name) => !name.startsWith("node:"))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    expect([...new Set(loaded)].sort()).toEqual(Object.keys(ours.dependencies).sort());
  });

  it("is small", () => {
    expect(packed.size).toBeLessThan(640_000);
    expect(packed.unpackedSize).toBeLessThan(2_500_000);
  });

  it("runs nothing when it is installed, nor does what it depends on", () => {
    const onInstall = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];
    expect(Object.keys(ours.scripts).filter((name) => onInstall.includes(name))).toEqual([]);
    const withScripts = Object.entries(lock.packages).filter(
      ([, { dev, hasInstallScript }]) => hasInstallScript && !dev,
    );
    expect(withScripts).toEqual([]);
  });
});

describe("dependencies", () => {
  const names = Object.keys(ours.dependencies);

  it("are as the lockfile has them: npm ci takes it", () => {
    const { dependencies, devDependencies } = lock.packages[""] ?? {};
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: ours.dependencies,
      devDependencies: ours.devDependencies,
    });
  });

  it("and tools are declared where a script, a test or the build imports them", () => {
    const declared = [...names, ...Object.keys(ours.devDependencies)];
    const importing = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => textOf(join("test", path)));
    const code = [
      ...importing,
      textOf("build/bundle.js"),
      textOf("vitest.config.ts"),
      ...Object.values(ours.scripts),
    ].join("\n");
    const imported = [...code.matchAll(/(?:^|[};]\s*)(?:import|export) [^;"']*?from ["']([@\w][^"']*)["']/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("node:"))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    expect(imported).toContain("vite");
    expect([...new Set(imported)].filter((name) => !declared.includes(name))).toEqual([]);
  });

  it("have licences that let anybody use and pass them on", () => {
    // those of a development tool never reach a user
    const ofUse = ["MIT", "ISC"];
    const ofTools = [...ofUse, "0BSD", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "MIT OR Apache-2.0"];
    const licences = Object.entries(lock.packages)
      .filter(([path]) => path !== "")
      .map(([path, { dev, license }]) => ({ path, dev: dev === true, license: license ?? "none is told" }));
    expect(licences.filter(({ dev }) => !dev).length).toBeGreaterThanOrEqual(names.length);
    expect(licences.filter(({ dev, license }) => !(dev ? ofTools : ofUse).includes(license))).toEqual([]);
    // the lockfile has what the registry says; installed is what counts
    for (const { path, license } of licences.filter(({ dev }) => !dev))
      expect([path, (JSON.parse(textOf(join(path, "package.json"))) as { license?: string }).license]).toEqual([
        path,
        license,
      ]);
  });

  it("are all used, and SECURITY.md says what for", () => {
    const code = sources.map((path) => textOf(join("src", path))).join("\n");
    for (const name of names) {
      expect(code).toMatch(new RegExp(`(?:from |import\\(|\\(import\\.meta\\.url\\)\\()"${name}[/"]`));
      expect(textOf("SECURITY.md")).toMatch(new RegExp(`^\\| \`${name}\` \\| \\S.* \\|$`, "m"));
    }
    expect(textOf("SECURITY.md").match(/^\| `[^`]+` \|/gm)).toHaveLength(names.length);
  });
});

describe("SECURITY.md", () => {
  const promises = textOf("SECURITY.md")
    .split("\n\n")
    .map((block) => block.trimEnd().split("\n"))
    .flatMap(([head = "", _rule, ...rows]) => (head.endsWith("| Held by |") ? rows : []));
  /** `| promise | [title of a test](file), [another](file) |` */
  const testsOf = (row: string): { title: string; file: string }[] =>
    [...(row.split(" | ").at(-1) ?? "").matchAll(/\[([^\]]+)\]\((test\/[\w./-]+\.test\.ts)\)/g)].map(
      ([, title = "", file = ""]) => ({ title, file }),
    );
  /** Does a file hold a test, or a group of tests, of that title? What stands behind it may be drawn from a table. */
  const holds = (file: string, title: string): boolean =>
    existsSync(join(root, file)) &&
    new RegExp(`\\(\\s*"(?:%s: |that %s )?${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:"|,? ?[:(]? ?%)`).test(
      textOf(file),
    );

  it("promises what a test holds: it names each by its title, and each is there", () => {
    expect(promises.length).toBeGreaterThan(25);
    expect(promises.filter((row) => testsOf(row).length === 0)).toEqual([]);
    const missing = promises.flatMap(testsOf).filter(({ file, title }) => !holds(file, title));
    expect(missing).toEqual([]);
    expect(holds("test/package.test.ts", "promises the moon")).toBe(false);
  });

  it("is right that no code of ours opens a connection or runs text, and only --alert starts a program", () => {
    const reaching = sources.filter((path) =>
      /"node:(?:child_process|net|tls|http|https|http2|dgram|dns|vm|inspector)(?:\/promises)?"|\b(?:fetch|eval|WebSocket|XMLHttpRequest|EventSource|sendBeacon)\(|new (?:Function|WebSocket|XMLHttpRequest|EventSource)\b/.test(
        // without comments
        textOf(join("src", path)).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""),
      ),
    );
    expect(reaching.map((path) => path.replaceAll("\\", "/"))).toEqual(["cli/alert.ts"]);
  });
});
