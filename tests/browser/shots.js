// Pictures of a page, to look at: wide and narrow, light and dark, and on paper.
//
//     node shots.js PAGE.html FOLDER
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch, VIEWS } from "./browser.js";

/// Long pages are cut, so that letters can be read in the pictures.
const SLICE = 1500;

const [page, folder] = process.argv.slice(2);
if (!page || !folder) throw new Error("usage: node shots.js PAGE.html FOLDER");
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(path.resolve(page)).href;

const browser = await launch();
for (const view of VIEWS) {
  const context = await browser.newContext(view.options);
  const tab = await context.newPage();
  await tab.goto(address);
  const { width } = view.options.viewport;
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  for (let at = 0; at * SLICE < height; at += 1) {
    const clip = { x: 0, y: at * SLICE, width, height: Math.min(SLICE, height - at * SLICE) };
    await tab.screenshot({ path: path.join(folder, `${view.name}-${at + 1}.png`), fullPage: true, clip });
  }
  if (view.name === "wide-light") {
    await tab.pdf({ path: path.join(folder, "paper.pdf"), preferCSSPageSize: true });
  }
  await context.close();
}
await browser.close();
