// Pictures of a page, to look at: wide and narrow, light and dark, and on paper.
//
//     node shots.js PAGE.html FOLDER
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch, VIEWS } from "./browser.js";

const [page, folder] = process.argv.slice(2);
if (!page || !folder) throw new Error("usage: node shots.js PAGE.html FOLDER");
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(path.resolve(page)).href;

const browser = await launch();
for (const view of VIEWS) {
  const context = await browser.newContext(view.options);
  const tab = await context.newPage();
  await tab.goto(address);
  await tab.screenshot({ path: path.join(folder, `${view.name}.png`), fullPage: true });
  if (view.name === "wide-light") {
    await tab.pdf({ path: path.join(folder, "paper.pdf"), preferCSSPageSize: true });
  }
  await context.close();
}
await browser.close();
