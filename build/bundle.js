// dist/ -> dist/bundle/, which bin/ starts and the package holds: our modules in a few files, for a run needs some 250 and Node
// takes long to find and load each. What a command loads only when it runs stays in files of its own. Packages stay where npm
// put them, and are loaded with what needs them. And dist/page/modules/ -> dist/page/page.js, the script of the HTML report: a
// page from the disk may load no modules. Run by `npm run build`.
import { build } from "rolldown";

await build({
  input: "dist/cli.js",
  platform: "node",
  external: (id) => /^[^./]/.test(id),
  output: { dir: "dist/bundle", cleanDir: true, chunkFileNames: "[name].js", comments: false },
  // what several forms of the report share is in a file that is loaded anyway
  checks: { ineffectiveDynamicImport: false },
});

await build({
  input: "dist/page/modules/html/browser/main.js",
  platform: "browser",
  output: { file: "dist/page/page.js", format: "iife", comments: false },
});
