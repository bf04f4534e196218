import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { chat, completions } from '../../src/platforms/terminal/terminal.ts';
import type { Bot } from '../../src/ports.ts';
import type { Reply } from '../../src/talk/reply.ts';
import type { Request } from '../../src/talk/request.ts';

/** A bot that repeats what it was asked, and remembers it. */
function echo(): Bot & { asked: Request[] } {
  const asked: Request[] = [];
  return {
    asked,
    suggest: () => [],
    async handle(request): Promise<Reply> {
      asked.push(request);
      const card = {
        tone: 'answer',
        title: `you said ${request.text}`,
        body: [],
        actions: [{ kind: 'ask', label: 'More', ask: `more of ${request.text}` }],
        sources: [],
      } as const;
      return { intent: 'topic', topics: [], lang: 'en', audience: 'place', card };
    },
  };
}

async function talk<B extends Bot = ReturnType<typeof echo>>(
  typed: string,
  bot: B = echo() as Bot as B,
): Promise<{ bot: B; output: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  let read = '';
  output.on('data', (chunk) => {
    read += chunk;
  });
  input.end(typed);
  const clock = { now: () => 1, wait: async () => {} };
  await chat(bot, { input, output, interactive: false, colour: false, clock });
  return { bot, output: read };
}

test('answers every line of a pipe in order and ends with it', async () => {
  const { output } = await talk('docker\nコンテナ\n');

  expect(output).toBe('you said docker\n\n1 More\n\nyou said コンテナ\n\n1 More\n\n');
});

test('the rest of an answer tells its diagram and its addresses, which its lead had no room for', async () => {
  const bot = echo();
  const source = { title: 'Manual', url: 'https://example.org/' };
  const rest = { body: [], actions: [], sources: [] };
  const picture = { kind: 'layers', lang: 'en', alt: 'A stack', title: 'Layers', columns: [] } as const;
  const { output } = await talk('docker\n1\n', {
    ...bot,
    async handle(request) {
      const reply = await bot.handle(request);
      if (!reply) return null;
      return request.text === 'docker'
        ? { ...reply, card: { ...reply.card, picture, sources: [source], more: rest } }
        : { ...reply, audience: 'aside' };
    },
  });
  const [lead, more] = output.split('you said more');

  expect(lead).not.toContain('[A stack]');
  expect(more).toContain('[A stack]\n\nSource: Manual https://example.org/');
});

test('takes the slash command off, as people type it', async () => {
  const { bot } = await talk('/virt hypervisor\n/virt\nvirtualization\n');

  expect(bot.asked.map((request) => request.text)).toEqual(['hypervisor', '', 'virtualization']);
});

test('a number presses what the last answer offers, in its language', async () => {
  const { bot } = await talk('docker\n1\n7\n');

  expect(bot.asked.map(({ text, lang }) => [text, lang])).toEqual([
    ['docker', undefined],
    ['more of docker', 'en'],
    ['7', undefined],
  ]);
});

test('an empty line is no question', async () => {
  const { bot, output } = await talk('\n  \n　\n');

  expect([bot.asked, output]).toEqual([[], '']);
});

test('"exit" leaves without answering the rest', async () => {
  const { bot } = await talk('docker\nexit\nkvm\n');

  expect(bot.asked.map((request) => request.text)).toEqual(['docker']);
});

test('gives every line an id of its own, so that none is taken for a repeat', async () => {
  const { bot } = await talk('docker\ndocker\n');

  expect(new Set(bot.asked.map((request) => request.id)).size).toBe(2);
});

test('Tab completes what is typed, whatever its case', () => {
  const suggestions = ['Docker', 'containerd'].map((ask) => ({ label: ask, ask }));

  expect(completions('dock', suggestions)).toEqual(['docker']);
});
