// Pages that longview makes, opened in a real browser: nothing is fetched, nothing is logged,
// nothing runs off a telephone's side, every picture is there, and its figures can be had.
//
//     LONGVIEW=path/to/longview npm test
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, VIEWS } from "./browser.js";

const LONGVIEW = path.resolve(process.env.LONGVIEW ?? "../../target/release/longview");
const LARGEST = 1_500_000;

/// A scenario, and the pictures that its page must have.
const PAGES = [
  {
    name: "two plans",
    arguments: ["compare", "ten-hours", "--replications", "40"],
    pictures: [
      "customers", "customers-difference", "ahead", "origins", "revenue", "revenue-difference",
      "pipeline", "conversations", "standing-1", "standing-2", "hours", "promises",
      "largest-customers", "calendar", "dry-spells", "dry-days",
    ],
  },
  {
    name: "five plans",
    arguments: ["compare", "ask-for-the-sale", "--replications", "30"],
    pictures: ["customers", "customers-difference", "standing-5", "touches", "opt-outs"],
  },
];

/// Pictures that are folded away until somebody looks: `folded`.
const QUESTIONS = [
  {
    name: "a lesson",
    arguments: ["lesson", "ten-hours", "--replications", "40"],
    pictures: [],
    folded: ["customers-difference", "origins", "conversations", "turn-1", "turn-2"],
  },
  {
    name: "a block",
    arguments: ["payback", "--replications", "200"],
    pictures: ["paid-back-by-blocks", "margin-less-cost", "origins", "customers", "margin"],
  },
  {
    name: "what to count",
    arguments: ["worth", "--replications", "40"],
    pictures: ["worth-of-outcomes", "worth-of-hours", "worth-of-rungs"],
  },
  {
    name: "how much is enough",
    arguments: [
      "target", "--goal", "customers >= 12 by Q4", "--vary", "cold_call_hours",
      "--replications", "50",
    ],
    pictures: ["chance-by-cold-call-hours"],
  },
  {
    name: "the best week",
    arguments: ["optimize", "--hours", "13", "--replications", "50"],
    pictures: ["split"],
  },
  {
    name: "what decides",
    arguments: ["sensitivity", "--replications", "20", "--draws", "16"],
    pictures: ["one-at-a-time", "shares", "worth"],
  },
];

const EXPLAINED = {
  name: "explained",
  arguments: ["explain", "ten-hours", "--replications", "10"],
  pictures: [],
};

const folder = mkdtempSync(path.join(tmpdir(), "longview-browser-"));
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

function made(page) {
  const file = path.join(folder, `${page.name.replaceAll(" ", "-")}.html`);
  execFileSync(LONGVIEW, [...page.arguments, "-o", file], { stdio: ["ignore", "ignore", "inherit"] });
  return file;
}

/// Opens a page, and notes everything that it should not do.
async function opened(file, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const wrongs = [];
  tab.on("console", (message) => wrongs.push(`console: ${message.text()}`));
  tab.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith("file:") && !address.startsWith("data:")) wrongs.push(address);
  });
  await tab.goto(pathToFileURL(file).href);
  return { context, tab, wrongs };
}

for (const page of [...PAGES, ...QUESTIONS, EXPLAINED]) {
  describe(page.name, () => {
    let file;
    before(() => {
      file = made(page);
    });

    test("is one small file without scripts", () => {
      assert.ok(statSync(file).size < LARGEST, `${statSync(file).size} bytes`);
      assert.doesNotMatch(readFileSync(file, "utf8"), /<script|https?:\/\/(?!www\.w3\.org)[^<\s]*["')]/i);
    });

    for (const view of VIEWS) {
      test(`stands still and keeps quiet: ${view.name}`, async () => {
        const { context, tab, wrongs } = await opened(file, view.options);
        const [content, window] = await tab.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(content <= window, `${content} pixels wide in ${window}`);
        for (const picture of page.folded ?? []) {
          assert.equal(await tab.locator(`figure#${picture}`).count(), 1, `${picture} is there`);
        }
        for (const picture of page.pictures) {
          const shown = tab.locator(`figure#${picture} svg:visible`);
          assert.equal(await shown.count(), 1, `${picture} is shown once`);
          const box = await shown.boundingBox();
          assert.ok(box.width > 250 && box.height > 100, `${picture}: ${JSON.stringify(box)}`);
          assert.ok((await shown.getAttribute("aria-label")).length > 40, `${picture} is told in words`);
        }
        assert.deepEqual(wrongs, []);
        await context.close();
      });

      test(`no word runs out of its picture or into another: ${view.name}`, async () => {
        const { context, tab } = await opened(file, view.options);
        assert.deepEqual(await tab.evaluate(collisions), []);
        await context.close();
      });
    }

    test("has a download of figures under every picture", async () => {
      const { context, tab } = await opened(file, VIEWS[0].options);
      const pictures = await tab.locator("figure").count();
      const links = tab.locator("figure a[download]");
      assert.equal(await links.count(), pictures);
      for (let at = 0; at < pictures; at += 1) {
        // Not clicked: a browser without a desktop may do nothing with a download.
        const [name, address] = await links.nth(at).evaluate((link) => [link.download, link.href]);
        assert.match(address, /^data:text\/csv/);
        const text = await (await fetch(address)).text();
        assert.match(name, /^[a-z0-9-]+\.csv$/);
        const lines = text.trim().split(/\r?\n/);
        assert.ok(lines.length >= 2, `${name} has figures`);
        const width = lines[0].split(",").length;
        assert.ok(width >= 2, `${name} has columns`);
      }
      await context.close();
    });

    test("can be used with a keyboard and read aloud", async () => {
      const { context, tab } = await opened(file, VIEWS[0].options);
      assert.equal(await tab.locator("h1").count(), 1);
      assert.equal(await tab.locator("table:not(:has(caption))").count(), 0);
      await tab.keyboard.press("Tab");
      assert.equal(await tab.evaluate(() => document.activeElement.textContent), "To the answer");
      const folds = tab.locator("details");
      for (let at = 0; at < (await folds.count()); at += 1) {
        await folds.nth(at).locator("summary").first().focus();
        await tab.keyboard.press("Enter");
        assert.ok(await folds.nth(at).evaluate((fold) => fold.open));
      }
      const [content, window] = await tab.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(content <= window, "nothing runs off the side when everything is folded out");
      await context.close();
    });
  });
}

/// Runs in the page: words of a picture that leave it, or that lie upon each other.
function collisions() {
  const found = [];
  for (const svg of document.querySelectorAll("figure svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const boxes = [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() !== "")
      .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
    const name = svg.closest("figure").id;
    for (const { said, box } of boxes) {
      const out = box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      if (out) found.push(`${name}: "${said}" leaves the picture`);
    }
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const least = 0.3 * Math.min(one.box.height, other.box.height);
        if (across > 1 && down > least) found.push(`${name}: "${one.said}" lies upon "${other.said}"`);
      }
    });
  }
  return found;
}
