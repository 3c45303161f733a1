import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Names under which systems install Chrome and Chromium. */
const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

/** Where installers put it that do not make it a command. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium or Chrome: Playwright's own, else the system's; undefined where there is none.
 *
 * @param path the search path, as PATH holds it
 */
export function findChromium(path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const commands = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...commands, ...PLACES].find(isExecutable);
}

/** The Chromium that somebody chose by `PLUMBLINE_CHROMIUM`, and no other; else {@link findChromium}'s. */
export function chosenChromium({
  PLUMBLINE_CHROMIUM: chosen,
  PATH = '',
}: NodeJS.ProcessEnv): string | undefined {
  return chosen === undefined || chosen === '' ? findChromium(PATH) : chosen;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
