import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pictures, Png } from '../../src/ports.ts';
import type { Picture } from '../../src/talk/reply.ts';
import { SELF } from '../stand-ins/slack.ts';
import { layers, reply, table } from './cards.ts';
import { type Drive, drive, hurriedClock, leave, until } from './drive.ts';

/** A picture of the size of a real one, and a count of how often it was drawn. */
class FakePictures implements Pictures {
  drawn = 0;
  png: Png | null = { bytes: Buffer.alloc(40_000, 1), key: 'layers-1', width: 800, height: 500 };
  async draw(_picture: Picture): Promise<Png | null> {
    this.drawn++;
    return this.png;
  }
  async close(): Promise<void> {}
}

const illustrated = () => reply({ picture: layers, body: [table] });
// biome-ignore lint/suspicious/noExplicitAny: blocks as JSON.
const pictureOf = (message: any) => message?.blocks.find((block: any) => block.slack_file)?.slack_file.id;
// biome-ignore lint/suspicious/noExplicitAny: blocks as JSON.
const hasTable = (message: any) => message?.blocks.some((block: any) => block.type === 'table');
const mention = (ts: string) => ({
  type: 'app_mention',
  user: 'U1',
  text: `<@${SELF}> compare docker kvm`,
  channel: 'C1',
  ts,
  event_ts: ts,
});

let on: Drive;
let pictures: FakePictures;
beforeEach(async () => {
  pictures = new FakePictures();
  on = await drive('Socket Mode', { pictures, clock: hurriedClock });
  on.bot.reply = illustrated;
});
afterEach(async () => {
  await leave(on);
  expect(on.slack.problems).toEqual([]);
});

describe('an answer that can be changed', () => {
  test('is posted at once, and its picture follows into the same message', async () => {
    on.slack.uploadDelay = 60;

    await on.event(mention('1790000100.000001'));
    const posted = await until(() => on.slack.messages[0]);
    const before = pictureOf(posted);
    await until(() => pictureOf(on.slack.messages[0]));

    expect(before).toBeUndefined();
    expect(on.slack.messages).toHaveLength(1);
    expect(hasTable(on.slack.messages[0])).toBe(true);
    expect(on.slack.uploads).toMatchObject([{ bytes: expect.any(Number) }]);
    expect(on.slack.uploads[0]?.bytes).toBeGreaterThan(40_000);
    expect(on.slack.to('files.getUploadURLExternal')).toMatchObject([
      { length: '40000', alt_text: layers.alt },
    ]);
  });

  test('draws and uploads the same picture once', async () => {
    await on.event(mention('1790000100.000001'));
    await until(() => pictureOf(on.slack.messages[0]));
    await on.event(mention('1790000100.000002'));
    await until(() => on.slack.messages[1]);

    expect(pictureOf(on.slack.messages[1])).toBe(pictureOf(on.slack.messages[0]));
    expect(on.slack.messages[1]?.edits).toBe(0);
    expect([pictures.drawn, on.slack.uploads.length]).toEqual([1, 1]);
  });

  test('draws once for two that ask at the same time', async () => {
    on.slack.uploadDelay = 60;

    await Promise.all([on.event(mention('1790000100.000001')), on.event(mention('1790000100.000002'))]);
    await until(() => on.slack.messages.filter(pictureOf).length === 2);

    expect([pictures.drawn, on.slack.uploads.length]).toEqual([1, 1]);
  });

  test('waits while Slack processes the file', async () => {
    on.slack.processing = 2;

    await on.event(mention('1790000100.000001'));
    await until(() => pictureOf(on.slack.messages[0]));

    expect(on.slack.messages).toHaveLength(1);
    expect(on.slack.to('chat.update')).toHaveLength(3);
  });

  test('stays with table and words when Slack never takes the file', async () => {
    on.slack.processing = 99;

    await on.event(mention('1790000100.000001'));
    await until(() => on.log.lines.some((line) => /did not take the picture/.test(line.message)));

    expect(on.slack.messages).toHaveLength(1);
    expect(on.slack.messages[0]?.edits).toBe(0);
    expect(hasTable(on.slack.messages[0])).toBe(true);
    expect(JSON.stringify(on.slack.messages[0]?.blocks)).toContain(layers.alt);
  });
});

describe('an answer to a command, which is sent once and never changed', () => {
  test('waits a moment for its picture', async () => {
    const ack = await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);

    expect(ack).toEqual({ response_type: 'in_channel' });
    expect(body.response_type).toBe('in_channel');
    expect(pictureOf(body)).toBeDefined();
    expect(hasTable(body)).toBe(true);
  });

  test('is sent again when the fresh file is refused at first, and is seen once', async () => {
    on.slack.processing = 1;

    await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);

    expect(pictureOf(body)).toBeDefined();
    expect(on.slack.responses.map((one) => one.accepted)).toEqual([false, true]);
  });

  test('goes without its picture when the file stays refused', async () => {
    on.slack.processing = 99;

    await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);
    await sleep(50);

    expect([pictureOf(body), hasTable(body)]).toEqual([undefined, true]);
    expect(on.slack.responded).toHaveLength(1);
  });

  test('goes with table and words when the upload fails', async () => {
    on.slack.uploadStatus = 500;

    await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);

    expect([pictureOf(body), hasTable(body)]).toEqual([undefined, true]);
    expect(on.slack.responded).toHaveLength(1);
  });

  test('goes without when the upload takes too long, and has it the next time', async () => {
    on.slack.uploadDelay = 1300;

    await on.command('compare docker kvm');
    const first = await until(() => on.slack.responded[0]);
    await until(() => on.slack.to('files.completeUploadExternal')[0]);
    await on.command('compare docker kvm');
    const second = await until(() => on.slack.responded[1]);

    expect([pictureOf(first), hasTable(first)]).toEqual([undefined, true]);
    expect(pictureOf(second)).toBeDefined();
    expect(on.slack.responded).toHaveLength(2);
  });

  test('goes without when nothing can be drawn', async () => {
    pictures.png = null;

    await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);

    expect([pictureOf(body), hasTable(body)]).toEqual([undefined, true]);
  });

  test('says once which permission is missing, and asks Slack no more', async () => {
    on.slack.answer('files.getUploadURLExternal', {
      ok: false,
      error: 'missing_scope',
      needed: 'files:write',
    });

    await on.command('compare docker kvm');
    await until(() => on.slack.responded[0]);
    await on.command('compare docker kvm');
    await until(() => on.slack.responded[1]);

    expect(on.slack.responded.map(hasTable)).toEqual([true, true]);
    expect(on.slack.to('files.getUploadURLExternal')).toHaveLength(1);
    expect(on.log.lines.filter((line) => line.message.includes('files:write'))).toHaveLength(1);
  });
});

describe('a workspace that refuses newer blocks', () => {
  test('gets the same facts as lists in a thread', async () => {
    on.slack.tablesRefused = true;

    await on.event(mention('1790000100.000001'));
    const posted = await until(() => on.slack.messages[0]);
    await until(() => pictureOf(on.slack.messages[0]));

    expect(hasTable(posted)).toBe(false);
    expect(JSON.stringify(on.slack.messages[0]?.blocks)).toMatch(/Docker: .*速い/);
    expect(on.slack.messages).toHaveLength(1);
  });

  test('gets them for a command, within the uses a response address has', async () => {
    on.slack.tablesRefused = true;
    on.slack.processing = 99;

    await on.command('compare docker kvm');
    const body = await until(() => on.slack.responded[0]);

    expect(hasTable(body)).toBe(false);
    expect(on.slack.responses.length).toBeLessThanOrEqual(5);
  });

  test('still gets a way to delete where icons are refused', async () => {
    on.bot.reply = () => reply();
    on.slack.iconsRefused = true;

    await on.event(mention('1790000100.000001'));
    const posted = await until(() => on.slack.messages[0]);

    expect(JSON.stringify(posted.blocks)).toMatch(/"type":"button","action_id":"v1:ja:delete"/);
  });

  test('gets the whole answer as text when every block is refused', async () => {
    const refused = { ok: false, error: 'invalid_blocks' };
    on.slack.answer('chat.postMessage', refused, refused);

    await on.event(mention('1790000100.000001'));
    const posted = await until(() => on.slack.messages[0]);

    expect(posted.blocks).toEqual([]);
    expect(posted.text).toContain('起動: Docker 速い / KVM 遅い');
  });
});

describe('the home page', () => {
  const pick = (value: string) =>
    on.press(
      { type: 'button', action_id: 'v1:ja:favourite-0', value },
      {
        view: { id: 'V1', type: 'home', blocks: [] },
        container: { type: 'view', view_id: 'V1' },
        channel: undefined,
        message: undefined,
        response_url: undefined,
      },
    );

  test('gets the picture later', async () => {
    await pick('compare docker kvm');

    await until(() => on.slack.to('views.publish').some(({ view }) => pictureOf(view)));
  });

  test('is not brought back to an earlier answer by its picture', async () => {
    on.slack.uploadDelay = 150;
    await pick('compare docker kvm');
    await until(() => on.slack.to('views.publish')[0]);
    on.bot.reply = () => reply({ title: '次の答え' });

    await pick('xen');
    await until(() => on.slack.to('files.completeUploadExternal')[0]);
    await sleep(60);

    expect(JSON.stringify(on.slack.to('views.publish').at(-1))).toContain('次の答え');
  });
});

describe('an edited question', () => {
  const ts = '1790000100.000001';
  const message = { type: 'message', user: 'U1', ts, text: 'compare docker kvm' };
  const ask = () => on.event({ ...message, channel: 'D1', channel_type: 'im', event_ts: ts });
  const edit = () =>
    on.event({
      type: 'message',
      subtype: 'message_changed',
      channel: 'D1',
      channel_type: 'im',
      message: { ...message, text: 'docker', edited: { ts: '1790000110.000001' } },
      previous_message: message,
    });

  test('keeps the picture and does not upload it again', async () => {
    await ask();
    await until(() => pictureOf(on.slack.messages[0]));
    on.bot.reply = () => reply({ title: '新しい', picture: layers });

    await edit();
    await until(() => on.slack.messages[0]?.text.includes('新しい'));

    expect(pictureOf(on.slack.messages[0])).toBeDefined();
    expect(on.slack.uploads).toHaveLength(1);
  });

  test('keeps its new answer when the picture of the old one comes late', async () => {
    on.slack.uploadDelay = 150;
    await ask();
    await until(() => on.slack.messages[0]);
    on.bot.reply = () => reply({ title: '新しい' });

    await edit();
    await until(() => on.slack.to('files.completeUploadExternal')[0]);
    await sleep(60);

    expect(on.slack.messages[0]?.text).toContain('新しい');
    expect(pictureOf(on.slack.messages[0])).toBeUndefined();
  });
});
