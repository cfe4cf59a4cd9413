// Every regular expression of the sources: literals, read from their syntax trees, and those that a module puts together when
// it is loaded, caught as they are made. What is made later, of what a user or a log gives, is listed by its place.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";

/** One expression, as JavaScript writes it. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** The file that it is of, below src/. */
  readonly path: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** As a line of a file. */
export const written = ({ source, flags }: Pick<Expression, "source" | "flags">): string => `/${source}/${flags}`;

/** All of them, each once, and the files that make others within a function. */
export function expressionsOfSources(): { expressions: Expression[]; makers: string[] } {
  const found = new Map<string, Expression>();
  const makers = new Set<string>();
  const add = (expression: Expression): void => void found.set(written(expression), expression);
  for (const path of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts")) continue;
    walk(parseAst(readFileSync(join(root, "src", path), "utf8"), { lang: "ts" }), false, (node, isInFunction) => {
      if (node.regex) add({ source: node.regex.pattern, flags: node.regex.flags, path });
      else if (node.type === "NewExpression" && node.callee?.name === "RegExp" && isInFunction) makers.add(path);
    });
  }
  for (const expression of constructed()) add(expression);
  return { expressions: [...found.values()], makers: [...makers].sort() };
}

interface Node {
  readonly type?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function walk(node: unknown, isInFunction: boolean, visit: (node: Node, isInFunction: boolean) => void): void {
  if (typeof node !== "object" || node === null) return;
  const { type } = node as Node;
  if (type !== undefined) visit(node as Node, isInFunction);
  const within = isInFunction || (type !== undefined && /Function/.test(type));
  for (const child of Object.values(node)) walk(child, within, visit);
}

/** Loads the built modules in a process of their own, in which each `new RegExp` of theirs is noted. */
function constructed(): Expression[] {
  const script = `
    const { readdirSync } = await import("node:fs");
    const Native = RegExp, made = [];
    globalThis.RegExp = new Proxy(Native, {
      construct(target, args) {
        const expression = Reflect.construct(target, args, target);
        const path = /\\/dist\\/(.*)\\.js:/.exec(new Error().stack.split("\\n")[2])?.[1];
        if (path) made.push({ source: expression.source, flags: expression.flags, path: path + ".ts" });
        return expression;
      },
    });
    for (const path of readdirSync("dist", { recursive: true }))
      if (/\\.js$/.test(path) && !/^(?:accuracy|bench|bundle|page)|browser|^cli\\.js$|worker\\.js$/.test(path)) await import(process.cwd() + "/dist/" + path);
    console.log(JSON.stringify(made));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
  });
  return JSON.parse(out) as Expression[];
}
