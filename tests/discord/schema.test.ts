import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DISCORD_COMMANDS } from '../../src/platforms/discord/commands/command.ts';
import { renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { hostileCard } from './hostile.ts';

const path = join(import.meta.dirname, '..', 'fixtures', 'discord-api.schema.json');
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')), 'discord');

test('Discord’s own description of a message accepts ours, whatever the card holds', () => {
  const valid = ajv.compile({ $ref: 'discord#/$defs/MessageCreateRequest' });

  fc.assert(
    fc.property(hostileCard, (card) => {
      const body = renderDiscord(
        { card, lang: 'ja', audience: 'asker' },
        { share: { question: 'docker' }, asker: '1' },
      );
      valid(JSON.parse(JSON.stringify(body)));

      expect(valid.errors).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('and refuses what Discord would', () => {
  const valid = ajv.compile({ $ref: 'discord#/$defs/MessageCreateRequest' });

  expect(valid({ embeds: [{ title: 'x'.repeat(257) }] })).toBe(false);
});

/** Discord's documentation has bits of permissions as text, which no number of JSON can round; its schema has numbers. */
const asNumber = (key: string, value: unknown): unknown =>
  key === 'default_member_permissions' && typeof value === 'string' ? Number(value) : value;

test('Discord’s own description of a command accepts ours', () => {
  const valid = ajv.compile({
    type: 'array',
    items: { $ref: 'discord#/$defs/ApplicationCommandUpdateRequest' },
  });
  valid(JSON.parse(JSON.stringify(DISCORD_COMMANDS), asNumber));

  expect(valid.errors).toBeNull();
});
