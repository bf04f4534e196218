import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slackModalProblems, slackOptionProblems } from '../schemas/slack.ts';
import { TEAM } from '../stand-ins/slack.ts';
import { reply } from './cards.ts';
import { type Drive, drive, leave, type Receiver, until } from './drive.ts';

const RECEIVERS: Receiver[] = ['HTTP', 'Socket Mode'];

const CHANGE = { type: 'button', action_id: 'v1:ja:3', value: 'tips change' };
const home = {
  view: { id: 'V1', type: 'home', blocks: [] },
  container: { type: 'view', view_id: 'V1' },
  channel: undefined,
  message: undefined,
  response_url: undefined,
};
const pick = (value: string) => ({ selected_option: { value } });
const chosen = {
  channel: { c: { selected_conversation: 'C7' } },
  time: { t: { selected_time: '08:30' } },
  days: { d: pick('weekdays') },
  zone: { z: pick('Asia/Tokyo') },
  language: { l: pick('ja') },
  topics: { o: { selected_options: [{ value: 'KVM' }, { value: 'Docker' }] } },
};

describe.each(RECEIVERS)('over %s', (receiver) => {
  let on: Drive;
  beforeEach(async () => {
    on = await drive(receiver);
  });
  afterEach(async () => {
    await leave(on);
    expect(on.slack.problems).toEqual([]);
  });

  const sendIn = (values: object, callback_id = 'v1:ja:tips-form') =>
    on.interact({
      type: 'view_submission',
      view: { id: 'V2', hash: 'h1', team_id: TEAM, type: 'modal', callback_id, state: { values } },
    });

  test('“change” opens a form that begins with the channel it was asked for in', async () => {
    on.slack.people.U1 = { locale: 'ja-JP', tz: 'Asia/Tokyo' };
    await on.command('kvm');
    await until(() => on.slack.to('users.info')[0]);
    await on.press(CHANGE);

    const { view, trigger_id } = await until(() => on.slack.to('views.open')[0]);
    const field = (id: string) =>
      view.blocks.find((one: { block_id?: string }) => one.block_id === id).element;
    expect(trigger_id).toMatch(/^trigger/);
    expect(field('channel')).toMatchObject({ type: 'conversations_select', initial_conversation: 'C1' });
    expect(field('time')).toMatchObject({ type: 'timepicker', initial_time: '09:00' });
    expect(field('zone').initial_option.value).toBe('Asia/Tokyo');
    expect(on.bot.requests.map(({ text }) => text)).toEqual(['kvm']);
  });

  test('the home page opens it too, and leaves the channel to choose', async () => {
    await on.event({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1' });
    const published = await until(() => on.slack.to('views.publish')[0]);
    const buttons = published.view.blocks.flatMap((one: { elements?: object[] }) => one.elements ?? []);
    const button = buttons.find((one: { value?: string }) => one.value === 'tips change');
    await on.press(button, home);

    const { view } = await until(() => on.slack.to('views.open')[0]);
    expect(view.blocks[1].element).not.toHaveProperty('initial_conversation');
  });

  test('what is chosen becomes the words of the setting, for the channel chosen', async () => {
    on.bot.reply = () => reply({ tone: 'notice', title: '毎日のヒント' }, { audience: 'asker' });

    const answer = await sendIn(chosen);

    await until(() => on.bot.requests[0]);
    expect(on.bot.requests).toMatchObject([
      {
        text: 'tips on 08:30 weekdays Asia/Tokyo ja KVM, Docker',
        lang: 'ja',
        place: { space: TEAM, channel: 'C7' },
        person: { id: 'U1' },
      },
    ]);
    expect(answer.response_action).toBe('update');
    expect(slackModalProblems(answer.view)).toEqual([]);
    const { view, view_id } = await until(() => on.slack.to('views.update')[0]);
    expect(view_id).toBe('V2');
    expect(JSON.stringify(view)).toContain('起動が速いです');
  });

  test('a form is acknowledged before its answer is there, however long that takes', async () => {
    let go = () => {};
    on.bot.reply = () => new Promise((resolve) => (go = () => resolve(reply())));

    const acknowledged = await sendIn(chosen);
    await until(() => on.bot.requests[0]);
    expect(JSON.stringify(acknowledged.view)).toContain('少しお待ちください');
    expect(on.slack.to('views.update')).toEqual([]);

    go();
    await until(() => on.slack.to('views.update')[0]);
  });

  test('whoever sends one in is named, whether or not they can be looked up', async () => {
    await sendIn(chosen);
    await until(() => on.bot.requests[0]);

    expect(on.bot.requests[0]?.person).toEqual({ id: 'U1', name: 'ada' });
  });

  test('without topics there is nothing behind the language', async () => {
    await sendIn({ ...chosen, topics: { o: { selected_options: [] } } });
    await until(() => on.bot.requests[0]);

    expect(on.bot.requests[0]?.text).toBe('tips on 08:30 weekdays Asia/Tokyo ja');
  });

  test('a form of another version is closed and changes nothing', async () => {
    expect((await sendIn(chosen, 'v0:ja:tips-form'))?.response_action).toBeUndefined();
    expect(on.bot.requests).toEqual([]);
  });

  test('zones are found by their city, topics by their names, and no command among them', async () => {
    on.bot.suggestions = [
      { label: 'compare — side by side', ask: 'compare docker virtualbox' },
      { label: 'KVM', ask: 'kvm' },
    ];
    const typed = { type: 'block_suggestion', block_id: 'b', container: { type: 'view' } };

    const zones = await on.interact({ ...typed, action_id: 'v1:ja:zone', value: 'tok' });
    const topics = await on.interact({ ...typed, action_id: 'v1:ja:topics', value: 'k' });

    expect(zones.options[0].value).toBe('Asia/Tokyo');
    expect(topics.options.map((one: { value: string }) => one.value)).toEqual(['kvm']);
    expect(slackOptionProblems([...zones.options, ...topics.options])).toEqual([]);
  });
});
