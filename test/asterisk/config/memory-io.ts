import type { ConfigIo } from "../../../src/asterisk/config/io.js";

/** A file system of a few texts by path. Folders exist where a file lies in them. */
export function memoryIo(files: Readonly<Record<string, string>>): ConfigIo {
  const below = (folder: string) => {
    const start = `${folder.replace(/\/$/, "")}/`;
    return Object.keys(files)
      .filter((path) => path.startsWith(start))
      .map((path) => path.slice(start.length));
  };
  return {
    readText(path) {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" });
      return text;
    },
    list: (folder) => [...new Set(below(folder).map((inside) => inside.split("/")[0] ?? ""))],
    isDirectory: (folder) => below(folder).length > 0,
  };
}
