import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { exampleChannel } from '../../src/bot/example.ts';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createDrawer } from '../../src/pictures/drawer.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Log } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import { openChromium } from '../stand-ins/chromium.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Longer than people would wait, in milliseconds: the first picture starts a thread, on machines that do much else. */
const PATIENT = 60_000;

/** The page of this project's notes, open in a browser. */
export interface OpenPage {
  readonly page: Page;
  open(path: string): Promise<void>;
  ask(text: string): Promise<void>;
  last(): Locator;
  /** Waits for the nth answer, whose title is this. */
  answered(n: number, words: string | RegExp): Promise<void>;
  /** Fails if the console has an error, or anything but this server was asked. Forgets what it told. */
  expectQuiet(): void;
  close(): Promise<void>;
}

async function serve() {
  const dir = await mkdtemp(join(tmpdir(), 'virt-browser-'));
  const folder = join(import.meta.dirname, '..', '..', 'knowledge');
  const knowledge = await loadKnowledge({ folders: [folder], cacheDir: dir, log, progress() {} });
  const store = await openStore({ dataDir: IN_MEMORY });
  const bot = createBot({
    knowledge,
    store,
    log,
    defaultLang: 'en',
    answersPrivate: false,
    keepsQuestions: true,
    platform: () => exampleChannel,
    chance: () => 0,
  });
  const pictures = createPictures({ log, drawer: createDrawer(PATIENT) });
  const playground = await startPlayground({ bot, pictures, log, port: 0 });
  const close = async () => {
    await playground.close();
    await pictures.close();
    await store.close();
    await rm(dir, { recursive: true });
  };
  return { url: playground.url, close };
}

/** Every complaint of the console, and every address that is not this server's. */
function listen(page: Page, url: string): string[] {
  const heard: string[] = [];
  page.on('console', (said) => said.type() === 'error' && heard.push(said.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) heard.push(request.url());
  });
  return heard;
}

export async function openPage(chromium: string): Promise<OpenPage> {
  const { url, close } = await serve();
  const browser: Browser = await openChromium(chromium);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  const heard = listen(page, url);
  const last = () => page.locator('article').last();
  return {
    page,
    last,
    async open(path) {
      await page.goto(new URL(path, url).href, { waitUntil: 'domcontentloaded' });
      await page.waitForSelector('html[data-ready]');
    },
    async ask(text) {
      await page.locator('#question').fill(text);
      await page.keyboard.press('Enter');
    },
    async answered(n, words) {
      await page
        .locator('article')
        .nth(n - 1)
        .waitFor();
      await page.waitForSelector('#log:not([aria-busy])');
      expect(await last().locator('.slack-message h3').first().textContent()).toMatch(words);
    },
    expectQuiet() {
      expect(heard.splice(0)).toEqual([]);
    },
    async close() {
      await browser.close();
      await close();
    },
  };
}
