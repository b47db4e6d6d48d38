// Builds icons.svg: one <symbol> for each name in icons.txt, from the folder of the unpacked icon package, and the
// mark of the house. Run by vendor.sh.
import { readFileSync, writeFileSync } from "node:fs";

const [, , iconFolder] = process.argv;
const names = readFileSync("icons.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#"));

const inner = (svg) => svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
const symbols = names.map((name) => {
  const paths = inner(readFileSync(`${iconFolder}/${name}.svg`, "utf8"))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s+/g, " ").replace(/> </g, "><").replace(/ \/>/g, "/>").trim()
    // The strokes of an icon are one path: each begins with an absolute move. What separates numbers is left out where it can be.
    .replace(/"\/><path d="M/g, "M")
    .replace(/ d="([^"]*)"/g, (_, d) => ` d="${d.replace(/\s*([a-zA-Z])\s*/g, "$1").replace(/ -/g, "-")}"`);
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" `
    + `stroke-linecap="round" stroke-linejoin="round">${paths}</symbol>`;
});
const mark = `<symbol id="mark" viewBox="0 0 32 32">${inner(readFileSync("mark.svg", "utf8")).trim()}</symbol>`;

writeFileSync("icons.svg", [
  "<svg xmlns=\"http://www.w3.org/2000/svg\">",
  "<!-- Tabler Icons, MIT: vendor/LICENSE-tabler-icons.txt -->",
  mark,
  ...symbols,
  "</svg>",
  "",
].join("\n"));
