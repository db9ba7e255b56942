import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

type Manifest = { entry: Chunk; routes: Record<string, Chunk & { parentId?: string; hasLoader?: boolean }> };
type Chunk = { module: string; imports?: string[]; css?: string[] };

/** What the first visit of each page loads: JavaScript and CSS, in gzipped bytes, from the build's own manifest. */
export function javascriptPerRoute(): { route: string; script: number; style: number }[] {
  const { entry, routes } = readManifest();
  return Object.entries(routes)
    .filter(([id]) => id !== "root" && !id.includes("signed-in"))
    .map(([id, route]) => {
      const chunks: Chunk[] = [entry, route];
      for (let parent = route.parentId; parent; parent = routes[parent]?.parentId)
        chunks.push(routes[parent]!);
      const files = new Set(chunks.flatMap(({ module, imports = [] }) => [module, ...imports]));
      const styles = new Set(chunks.flatMap(({ css = [] }) => css));
      return { route: id.replace(/^.*?routes\//, ""), script: weigh(files), style: weigh(styles) };
    });
}

function readManifest(): Manifest {
  const folder = "build/client/assets";
  const name = readdirSync(folder).find((file) => /^manifest-.*\.js$/.test(file))!;
  const text = readFileSync(`${folder}/${name}`, "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
}

const sizes = new Map<string, number>();

function weigh(files: Set<string>): number {
  let total = 0;
  for (const named of files) {
    // A style sheet may be named with an anchor.
    const file = named.replace(/#.*$/, "");
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`build/client${file}`)).length);
    total += sizes.get(file)!;
  }
  return total;
}
