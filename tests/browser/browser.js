// One browser for tests and pictures: the system's Chromium, which calls nobody by itself.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const VIEWS = [
  { name: "wide-light", options: { viewport: { width: 1280, height: 900 }, colorScheme: "light" } },
  { name: "wide-dark", options: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" } },
  { name: "narrow-light", options: { viewport: { width: 390, height: 844 }, colorScheme: "light" } },
  { name: "narrow-dark", options: { viewport: { width: 390, height: 844 }, colorScheme: "dark" } },
];

export function launch() {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no browser at ${CHROMIUM}`);
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
