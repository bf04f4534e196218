import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../stand-ins/chromium.ts';
import { type OpenPage, openPage } from './open-page.ts';

const chromium = findChromium();

let opened: OpenPage;
let page: Page;
let open: OpenPage['open'];
let ask: OpenPage['ask'];
let last: OpenPage['last'];
let answered: OpenPage['answered'];

describe.skipIf(!chromium)('a conversation on the page', () => {
  beforeAll(async () => {
    opened = await openPage(chromium ?? '');
    ({ page, open, ask, last, answered } = opened);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.expectQuiet());

  const asked = (): string | null => new URL(page.url()).searchParams.get('q');
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.id || document.activeElement.localName');
  const count = (): Promise<number> => page.locator('article').count();

  test('back and forward go to the questions asked before', async () => {
    await open('/?lang=en');
    await ask('docker');
    await answered(1, 'Docker');
    await ask('kvm');
    await answered(2, 'KVM');
    await page.goBack();
    const back = asked();
    await page.goForward();

    expect(back).toBe('docker');
    expect(asked()).toBe('kvm');
    expect(await count()).toBe(2);
  });

  test('a reload asks the question at hand again', async () => {
    await open('/?lang=en');
    await ask('docker');
    await answered(1, 'Docker');
    await last().locator('.slack-button', { hasText: 'Measurements' }).click();
    await answered(2, 'Measurements');
    await page.reload();

    await answered(1, 'Measurements');
    await page.goBack();
    await answered(2, 'Docker');
  });

  test('an answer is told once, and whoever types goes on typing', async () => {
    await open('/?lang=en');
    await page.evaluate(`
      window.told = [];
      new MutationObserver(() => told.push(document.getElementById('status').textContent))
        .observe(document.getElementById('status'), { childList: true });
    `);
    await ask('docker');
    await answered(1, 'Docker');

    expect(await page.evaluate('told')).toEqual(['Looking it up…', 'Answer: Docker']);
    expect(await page.locator('#log[aria-live], #log[role="log"]').count()).toBe(0);
    expect(await focused()).toBe('question');
  });

  test('whoever presses a button goes on from its answer, and Escape leads back to the question', async () => {
    await open('/?q=docker&lang=en');
    await answered(1, 'Docker');
    await last().locator('.slack-button', { hasText: 'Quiz me' }).focus();
    await page.keyboard.press('Enter');
    await answered(2, 'Quiz');
    const then = await focused();
    await page.keyboard.press('Escape');

    expect(then).toBe(await last().getAttribute('id'));
    expect(await focused()).toBe('question');
  });

  test('a press is called what stands on its button', async () => {
    await open('/?q=quiz+docker&lang=en');
    await answered(1, 'Quiz');
    await last().locator('discord-button').first().click();
    await answered(2, /./);

    expect(await last().locator('h2').textContent()).toMatch(/^› A$/);
  });

  test('a verdict is thanked for in private, and is no question to come back to', async () => {
    await open('/?q=why+do+containers+start+fast&lang=en');
    await answered(1, 'Start-up');
    await last().getByLabel('👎 Not helpful').click();
    await answered(2, 'Thank you');

    expect(await last().locator('.slack .only-you').textContent()).toBe('Only you can see this');
    expect(asked()).toBe('why do containers start fast');
  });

  test.each([
    ['Discord', 'discord-button'],
    ['Slack', '.slack-button'],
  ])('a private answer on %s can be shared', async (_platform, button) => {
    await open('/?q=docker+private&lang=en');
    await answered(1, 'Docker');
    await last().locator(button, { hasText: 'Share' }).click();
    await answered(2, 'Docker');

    expect(await last().locator('discord-message').textContent()).toMatch('Shared by Alex.');
    expect(await last().locator('.only-you').count()).toBe(0);
  });

  test('a private answer can be dismissed', async () => {
    await open('/?q=help&lang=en');
    await answered(1, 'What');
    await last().getByRole('button', { name: 'Dismiss message' }).click();

    expect(await count()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe('Deleted.');
  });

  test('settings can be tried as in a channel', async () => {
    await open('/?lang=en');
    await ask('tips on 09:00 weekdays Asia/Tokyo');
    await answered(1, 'Daily tips');
    await last().locator('discord-button', { hasText: 'Pause' }).click();
    await answered(2, 'Daily tips');

    expect(await last().locator('discord-embed').textContent()).toMatch('Paused by Alex');
  });

  test('twice as large, nothing is cut off at the side', async () => {
    await page.setViewportSize({ width: 640, height: 450 });
    await open('/?q=compare+docker+kvm+virtualbox+lxc&lang=en');
    await answered(1, 'Comparison');

    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
