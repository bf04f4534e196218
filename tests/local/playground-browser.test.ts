import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createBot } from '../../src/bot.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { startPlayground } from '../../src/local/playground.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import type { Log } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { findChromium, openChromium } from '../stand-ins/chromium.ts';

const chromium = findChromium();
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let browser: Browser;
let page: Page;
let url: string;
let finish: () => Promise<void>;
/** Errors in the console, and addresses asked for that are not this server's. */
let complaints: string[] = [];
let strays: string[] = [];

describe.skipIf(!chromium)('the page in a browser', () => {
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'virt-browser-'));
    const folder = join(import.meta.dirname, '..', '..', 'knowledge');
    const knowledge = await loadKnowledge({ folders: [folder], cacheDir: dir, log, progress() {} });
    const store = await openStore({ dataDir: dir, lost() {} });
    const parts = {
      knowledge,
      store,
      log,
      defaultLang: 'en',
      answersPrivate: false,
      chance: () => 0,
    } as const;
    const pictures = createPictures({ log });
    const playground = await startPlayground({ bot: createBot(parts), pictures, log, port: 0 });
    url = playground.url;
    browser = await openChromium(chromium ?? '');
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) strays.push(request.url());
    });
    finish = async () => {
      await browser.close();
      await playground.close();
      await pictures.close();
      await store.close();
      await rm(dir, { recursive: true });
    };
  });

  afterAll(() => finish());

  afterEach(() => {
    expect(complaints).toEqual([]);
    expect(strays).toEqual([]);
    complaints = [];
    strays = [];
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(new URL(path, url).href, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('html[data-ready]');
  };
  const last = () => page.locator('article').last();
  const title = () => last().locator('.slack-message h3').first();
  /** Waits for the nth answer, whose title is this. */
  const answered = async (n: number, words: string | RegExp): Promise<void> => {
    await page
      .locator('article')
      .nth(n - 1)
      .waitFor();
    expect(await title().textContent()).toMatch(words);
  };

  test('a typed question is drawn as both platforms show it', async () => {
    await open('/?lang=en');
    await page.getByRole('combobox').fill('what is a hypervisor?');
    await page.keyboard.press('Enter');

    await answered(1, 'Hypervisor');
    const embed = last().locator('discord-embed').first();
    expect(await embed.locator('.discord-embed-title').textContent()).toMatch('Hypervisor');
  });

  test('a suggestion is chosen with the arrow keys', async () => {
    await open('/?lang=en');
    await page.getByRole('combobox').pressSequentially('virtualb');
    await page.getByRole('option', { name: 'VirtualBox' }).waitFor();
    await page.keyboard.press('ArrowDown');

    const chosen = await page.getByRole('combobox').getAttribute('aria-activedescendant');
    await page.keyboard.press('Enter');

    expect(chosen).toBe('suggestion-0');
    await answered(1, 'VirtualBox');
  });

  test('an address asks its question, and its picture is drawn in both views', async () => {
    await open('/?q=compare+docker+kvm&lang=en');
    await answered(1, 'Comparison: Docker / KVM');

    const slack = last().locator('.slack-image img');
    const discord = last().locator('discord-embed .discord-embed-image');
    const widthOf = (image: typeof slack) =>
      image.evaluate(async (one) => {
        const image = one as unknown as { decode(): Promise<void>; readonly naturalWidth: number };
        await image.decode();
        return image.naturalWidth;
      });
    expect(await widthOf(slack)).toBeGreaterThan(0);
    expect(await widthOf(discord)).toBeGreaterThan(0);
    expect(await discord.getAttribute('alt')).toMatch('Docker, bottom up');
    expect(await last().locator('.slack-table table').count()).toBe(1);
  });

  test('a button in either drawing asks the next question', async () => {
    await open('/?q=compare+docker+kvm&lang=en');
    await answered(1, 'Comparison');
    await last().locator('discord-button', { hasText: 'KVM' }).click();
    await answered(2, 'KVM');
    await page.locator('article').first().locator('.slack-button', { hasText: 'Docker' }).click();

    await answered(3, 'Docker');
  });

  test('a menu in either drawing leads to a related topic', async () => {
    await open('/?q=kvm&lang=en');
    await answered(1, 'KVM');
    await last().getByLabel('Related topics').first().selectOption({ index: 1 });

    await page.locator('article').nth(1).waitFor();
    expect(await title().textContent()).not.toBe('KVM');
  });

  test('the answer to a quiz is for the one who pressed', async () => {
    await open('/?q=quiz+docker&lang=en');
    await answered(1, 'Quiz');
    await last().locator('.slack-button').first().click();

    await page.locator('article').nth(1).waitFor();
    expect(await last().locator('.discord .only-you').textContent()).toMatch('Only you can see this');
    expect(await last().locator('.slack .only-you').textContent()).toBe('Only you can see this');
  });

  test('the switch of language asks the same in the other one', async () => {
    await open('/?q=docker+vs+kvm&lang=en');
    await answered(1, 'Comparison');
    await page.getByRole('link', { name: '日本語' }).click();

    await page.waitForSelector('html[lang=ja][data-ready]');
    await answered(1, '比較');
  });

  test('the payload can be read beside its limits, and opened in the builders', async () => {
    await open('/?q=docker&lang=en');
    await answered(1, 'Docker');
    await last().getByRole('tab', { name: 'Payload' }).click();

    const json = await last().getByLabel('Discord JSON').textContent();
    expect(JSON.parse(json ?? '').embeds[0].title).toBe('Docker');
    expect(await last().getByLabel('blocks', { exact: true }).getAttribute('max')).toBe('50');
    const builder = await last().getByRole('link', { name: 'Block Kit' }).getAttribute('href');
    expect(JSON.parse(decodeURIComponent(builder?.split('#')[1] ?? '')).blocks[0].text.text).toBe('Docker');
  });

  test('nothing serious keeps anyone from using it, light or dark', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await open('/?q=docker&lang=en&theme=light');
    await answered(1, 'Docker');
    await last().getByRole('tab', { name: 'Payload' }).click();
    await page.locator('form button').focus();
    await page.getByRole('combobox').fill('compare docker kvm');
    await page.keyboard.press('Enter');
    await answered(2, 'Comparison');

    const serious = async (): Promise<string[]> => {
      const { violations } = (await page.evaluate(`${axe}; axe.run()`)) as {
        violations: { id: string; impact: string; nodes: { html: string }[] }[];
      };
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    };
    expect(await serious()).toEqual([]);
    await page.getByLabel('Dark').check({ force: true });
    await page.waitForSelector('html[data-theme=dark] discord-messages:not([light-theme])', {
      state: 'attached',
    });
    expect(await serious()).toEqual([]);
  });

  test('the gallery holds every kind of card and fits a phone', async () => {
    // Drawing them is tested above; twenty take longer than everything else here.
    const pixel = Buffer.from(PIXEL, 'base64');
    await page.route('**/picture/*', (route) => route.fulfill({ contentType: 'image/png', body: pixel }));
    await page.setViewportSize({ width: 390, height: 800 });
    await open('/gallery?lang=en');

    expect(await page.locator('article').count()).toBeGreaterThan(30);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
