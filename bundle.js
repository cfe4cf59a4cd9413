// dist/ -> dist/bundle/, which bin/ starts and the package holds: our modules in a few files, for a run needs some 250 and Node
// takes long to find and load each. What a command loads only when it runs stays in files of its own. So do dependencies that
// few runs need: they come from where npm put them. Those that each run needs come along, with their licences: zod alone is a
// hundred modules, most of them languages that nobody asks for. Run by `npm run build`.
import { readdirSync, readFileSync } from "node:fs";
import { build } from "rolldown";

/** Read at run time, relative to the module that puts them into the page (src/page-assets.ts). */
const PAGE = "report/html/browser/";
/** Dependencies that come along. */
const ALONG = ["commander", "zod", "date-fns", "@date-fns/tz"];
const isAlong = (id) => ALONG.some((name) => id === name || id.startsWith(`${name}/`));

await build({
  // the second is a thread's (src/judging/thread.ts)
  input: ["dist/cli.js", "dist/judging/worker.js"],
  platform: "node",
  external: (id) => /^[^./]/.test(id) && !isAlong(id),
  output: { dir: "dist/bundle", cleanDir: true, chunkFileNames: "[name].js", comments: false },
  plugins: [
    {
      name: "licences",
      generateBundle() {
        const texts = ALONG.map((name) => {
          const folder = `node_modules/${name}/`;
          const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
          return `${name}\n\n${readFileSync(folder + file, "utf8").trim()}\n`;
        });
        this.emitFile({ type: "asset", fileName: "LICENCES.txt", source: texts.join("\n\n") });
      },
    },
    {
      name: "page-assets",
      generateBundle() {
        for (const name of readdirSync(`dist/${PAGE}`))
          this.emitFile({ type: "asset", fileName: PAGE + name, source: readFileSync(`dist/${PAGE}${name}`) });
      },
    },
  ],
  // what several forms of the report share is in a file that is loaded anyway
  checks: { ineffectiveDynamicImport: false },
});
