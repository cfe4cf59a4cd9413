// Documents, code and tests refer only to files and headings that exist.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const NOT_OURS = new Set(["node_modules", "dist", ".git", "golden", "corpus"]);

/** All files below a folder that are ours to write, as paths from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const documents = [...filesBelow(".").filter((path) => path.endsWith(".md")), "samples/corpus/README.md"];

/** Headings and links of a document, wherever they are nested. */
function tokensOf(path: string): Token[] {
  const found: Token[] = [];
  marked.walkTokens(marked.lexer(textOf(path)), (token) => {
    found.push(token);
  });
  return found;
}

/** The anchors that GitHub gives the headings of a document. */
function anchorsOf(path: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = tokensOf(path)
    .flatMap((token) => (token.type === "heading" ? [String(token.text)] : []))
    .map((text) => {
      const words = text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "");
      const slug = words.replaceAll(" ", "-");
      const earlier = seen.get(slug) ?? 0;
      seen.set(slug, earlier + 1);
      return earlier === 0 ? slug : `${slug}-${earlier}`;
    });
  return new Set(anchors);
}

/** Does a path, with or without a heading behind `#`, lead somewhere? */
function isThere(target: string): boolean {
  const [path = "", anchor] = target.split("#");
  if (!existsSync(join(ROOT, path))) return false;
  return anchor === undefined || (path.endsWith(".md") && anchorsOf(path).has(decodeURIComponent(anchor)));
}

describe("each link leads somewhere", () => {
  it.each(documents)("%s", (path) => {
    const targets = tokensOf(path)
      .flatMap((token) => (token.type === "link" || token.type === "image" ? [String(token.href)] : []))
      .filter((href) => !/^[a-z]+:/i.test(href))
      .map((href) => (href.startsWith("#") ? path + href : relative(ROOT, join(ROOT, dirname(path), href))));
    expect(targets.filter((target) => !isThere(target))).toEqual([]);
  });
});

describe("a citation of docs/", () => {
  const cited = [...filesBelow("src"), ...filesBelow("test"), ...documents]
    .filter((path) => /\.(?:ts|js|mjs|md)$/.test(path))
    .flatMap((path) =>
      [...textOf(path).matchAll(/\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g)].map(([target]) => ({ path, target })),
    );

  it("is found where facts are taken for granted", () => {
    expect(cited.filter(({ path }) => path.startsWith("src/")).length).toBeGreaterThan(20);
  });

  it("names a page and a heading that are there", () => {
    expect(cited.filter(({ target }) => !isThere(target))).toEqual([]);
  });
});

it("the index of docs/asterisk links every page", () => {
  const index = textOf("docs/asterisk/README.md");
  const pages = readdirSync(join(ROOT, "docs/asterisk")).filter((name) => name !== "README.md");
  expect(pages.filter((name) => !index.includes(`(${name})`))).toEqual([]);
});
