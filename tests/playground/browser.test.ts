import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../stand-ins/chromium.ts';
import { type OpenPage, openPage } from './open-page.ts';

const chromium = findChromium();

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Titles of cards that nothing but a setting, a press or an accident brings about. */
const KINDS = {
  en: [
    'Daily tips',
    'Daily tips: settings',
    'Topics with tips',
    'Answers nobody asked me for',
    'Questions the notes did not answer',
    'Answers to 2 questions',
    'Thank you',
    'One moment',
    'Something went wrong',
  ],
  ja: [
    '毎日のヒント',
    '毎日のヒントの設定',
    'ヒントのあるトピック',
    '呼ばれていない質問への回答',
    '答えられなかった質問',
    '2つの質問への回答',
    'ありがとうございます',
    '少しお待ちください',
    'エラーが起きました',
  ],
};

let opened: OpenPage;
let page: Page;
let open: OpenPage['open'];
let last: OpenPage['last'];
let answered: OpenPage['answered'];

describe.skipIf(!chromium)('the page in a browser', () => {
  beforeAll(async () => {
    opened = await openPage(chromium ?? '');
    ({ page, open, last, answered } = opened);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.expectQuiet());

  /** What keeps people from using the page, unless it is a trifle. */
  async function troubles(): Promise<string[]> {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const { violations } = (await page.evaluate(`${axe}; axe.run()`)) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    return violations
      .filter(({ impact }) => impact !== 'minor')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  test('a typed question is drawn as both platforms show it', async () => {
    await open('/?lang=en');
    await opened.ask('what is a hypervisor?');

    await answered(1, 'Hypervisor');
    const embed = last().locator('discord-embed').first();
    expect(await embed.locator('.discord-embed-title').textContent()).toMatch('Hypervisor');
  });

  test('a suggestion is chosen with the arrow keys', async () => {
    await open('/?lang=en');
    await page.locator('#question').pressSequentially('virtualb');
    // Lists for fewer letters, which hold it further down, may come first.
    await page.locator('#suggestion-0', { hasText: 'VirtualBox' }).waitFor();
    await page.keyboard.press('ArrowDown');

    const chosen = await page.locator('#question').getAttribute('aria-activedescendant');
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
    await last().getByRole('button', { name: 'More' }).first().click();
    await answered(2, 'KVM: more');
    await last().getByLabel('Related topics').first().selectOption({ index: 1 });

    await answered(3, /./);
    expect(await last().locator('.slack-message h3').first().textContent()).not.toBe('KVM');
  });

  test('the answer to a quiz is for the one who pressed', async () => {
    await open('/?q=quiz+docker&lang=en');
    await answered(1, 'Quiz');
    await last().locator('.slack-button').first().click();

    await answered(2, /./);
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
    await open('/?q=docker&lang=en&theme=light');
    await answered(1, 'Docker');
    await last().getByRole('tab', { name: 'Payload' }).click();
    await page.locator('form button').focus();
    await opened.ask('bench');
    await answered(2, 'Benchmarks');

    expect(await troubles()).toEqual([]);
    await page.getByLabel('Dark').check({ force: true });
    await page.waitForSelector('html[data-theme=dark] discord-messages:not([light-theme])', {
      state: 'attached',
    });
    expect(await troubles()).toEqual([]);
  });

  test('the gallery holds every kind of card and fits a phone', async () => {
    // Drawing them is tested above; twenty take longer than everything else here.
    const pixel = Buffer.from(PIXEL, 'base64');
    await page.route('**/picture/*', (route) => route.fulfill({ contentType: 'image/png', body: pixel }));
    await page.setViewportSize({ width: 390, height: 800 });
    await open('/gallery?lang=en');

    const titles = await page.locator('article .slack-message h3:first-of-type').allTextContents();
    expect(titles).toEqual(expect.arrayContaining([...KINDS.en, ...KINDS.ja]));
    expect(await page.locator('.slack-modal').last().getByRole('combobox').count()).toBe(5);
    expect(await page.locator('.slack-home .slack-button').count()).toBeGreaterThan(4);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
