import { createRequire } from 'node:module';
import { expect, onTestFinished, test } from 'vitest';
import type { Pictures, Png } from '../../src/ports.ts';
import type { Picture } from '../../src/talk/reply.ts';
import { discordProblems } from '../schemas/discord.ts';
import { BOT } from '../stand-ins/discord.ts';
import { reply, StoppedClock, talk } from './conversation.ts';
import { message, slash } from './events.ts';

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const layers: Picture = {
  kind: 'layers',
  lang: 'en',
  alt: 'Docker, bottom up: hardware, kernel.',
  title: 'Docker',
  columns: [],
};
const png: Png = { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), key: 'k', width: 8, height: 8 };
const withPicture = () => reply({}, { picture: layers });
const drawing = (draw: Pictures['draw']): Pictures => ({ draw, close: async () => {} });

interface Data {
  readonly embeds: readonly { readonly image?: unknown }[];
  readonly attachments?: unknown;
}

test('a picture drawn in time comes with the answer, described in words', async () => {
  const { discord, bot } = await talk({ pictures: drawing(async () => png) });
  bot.answer = withPicture;

  discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
  const { body, files } = await discord.request('POST', CALLBACK);
  const data = body.data as Data;

  expect(files).toMatchObject([{ name: 'picture.png', size: 8 }]);
  expect(data.embeds[0]?.image).toEqual({ url: 'attachment://picture.png' });
  expect(data.attachments).toEqual([{ id: '0', description: layers.alt }]);
  expect(discordProblems(data)).toEqual([]);
});

test('an answer does not wait for a slow picture, which is added when it is drawn', async () => {
  const clock = new StoppedClock();
  let drawn = (): void => {};
  const pictures = drawing(() => new Promise((resolve) => (drawn = () => resolve(png))));
  const { discord, bot } = await talk({ clock, pictures });
  bot.answer = withPicture;

  discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
  await clock.waited();
  await expect.poll(() => bot.asked).toHaveLength(1);
  clock.pass(1500);
  const first = await discord.request('POST', CALLBACK);
  drawn();
  const second = await discord.request('PATCH', /@original$/);

  expect((first.body.data as Data).embeds[0]?.image).toBeUndefined();
  expect(second.files).toHaveLength(1);
  expect(second.body).toMatchObject({ embeds: [{ image: { url: 'attachment://picture.png' } }] });
  expect(discordProblems(second.body)).toEqual([]);
});

test.each([
  ['cannot be drawn', async () => null],
  ['fails', async () => Promise.reject(new Error('no font'))],
])('a picture that %s costs nothing but itself', async (_name, draw) => {
  const { discord, bot } = await talk({ pictures: drawing(draw) });
  bot.answer = withPicture;

  discord.dispatch('INTERACTION_CREATE', slash({ query: 'docker' }));
  const { body, files } = await discord.request('POST', CALLBACK);

  expect(body).toMatchObject({ type: 4, data: { embeds: [{ title: 'Docker' }] } });
  expect(files).toEqual([]);
});

test('an answer whose picture Discord refuses is sent without', async () => {
  const { discord, bot } = await talk({ pictures: drawing(async () => png) });
  bot.answer = withPicture;
  discord.fail(({ files }) => files.length > 0, 403, { code: 50013, message: 'Missing Permissions' });

  discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> docker`));
  const { files, body } = await discord.request('POST', /^\/channels\/\d+\/messages$/, 2);

  expect(files).toEqual([]);
  expect(body).toMatchObject({ embeds: [{ title: 'Docker' }] });
});

test('pictures reach Discord in a process where Slack’s library has its own undici', async () => {
  const require = createRequire(createRequire(import.meta.url).resolve('@slack/socket-mode'));
  const { Agent, getGlobalDispatcher, setGlobalDispatcher } = require('undici');
  const before = getGlobalDispatcher();
  setGlobalDispatcher(new Agent());
  onTestFinished(() => setGlobalDispatcher(before));
  const { discord, bot } = await talk({ pictures: drawing(async () => png) });
  bot.answer = withPicture;

  discord.dispatch('MESSAGE_CREATE', message(`<@${BOT}> docker`));
  const { files } = await discord.request('POST', /^\/channels\/\d+\/messages$/);

  expect(files).toHaveLength(1);
});
