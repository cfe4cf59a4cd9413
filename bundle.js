// dist/ -> dist/bundle/, which bin/ starts and the package holds: our modules in a few files, for a run needs some 250 and Node
// takes long to find and load each. What a command loads only when it runs stays in files of its own. Packages stay where npm
// put them, and are loaded with what needs them. Run by `npm run build`.
import { readdirSync, readFileSync } from "node:fs";
import { build } from "rolldown";

/** Read at run time, relative to the module that puts them into the page (src/page-assets.ts). */
const PAGE = "report/html/browser/";

await build({
  input: "dist/cli.js",
  platform: "node",
  external: (id) => /^[^./]/.test(id),
  output: { dir: "dist/bundle", cleanDir: true, chunkFileNames: "[name].js", comments: false },
  plugins: [
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
