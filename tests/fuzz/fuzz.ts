import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { createBot } from '../../src/bot/bot.ts';
import { readNote } from '../../src/knowledge/notes/note.ts';
import { readTree } from '../../src/knowledge/trees/tree.ts';
import { redact } from '../../src/log.ts';
import { createClient } from '../../src/platforms/discord/connect/client.ts';
import { isPacket } from '../../src/platforms/discord/connect/packets.ts';
import { readId } from '../../src/platforms/discord/ids.ts';
import {
  discordCommandRequest,
  discordMessageRequest,
  discordPressRequest,
  discordShortcutRequest,
  questionIn,
  wayOf,
} from '../../src/platforms/discord/read.ts';
import { renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { readActionId, readShare } from '../../src/platforms/slack/asks.ts';
import { isBody, isEnvelope } from '../../src/platforms/slack/connect/inbound.ts';
import { carriedBy, whereOf } from '../../src/platforms/slack/questions/pressed.ts';
import {
  readDeleted,
  readMessage,
  slackCommandRequest as slackCommand,
  slackMessageRequest as slackMessage,
  slackShortcutRequest as slackShortcut,
} from '../../src/platforms/slack/read.ts';
import { readMrkdwn } from '../../src/platforms/slack/render/mrkdwn.ts';
import { renderSlack } from '../../src/platforms/slack/render/render.ts';
import type { Log } from '../../src/ports.ts';
import { IN_MEMORY, openStore } from '../../src/store/open.ts';
import { takeOptions } from '../../src/talk/options.ts';
import { LONGEST_QUESTION } from '../../src/text.ts';
import { readTipsCommand } from '../../src/tips/words/words.ts';
import { message, press, slash } from '../discord/events.ts';
import type { Notes } from '../platforms/notes.ts';
import { discordProblems } from '../schemas/discord.ts';
import { slackMessageProblems } from '../schemas/slack.ts';
import { BOT } from '../stand-ins/discord.ts';
import { Hostile } from './hostile-inputs.ts';

const KINDS = [
  'texts',
  'commands',
  'interactions',
  'gateway packets',
  'slack bodies',
  'socket frames',
  'notes',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Count {
  inputs: number;
  /** Something of ours threw. */
  crashes: number;
  /** More than 50 ms of processor time, each of three times. */
  slow: number;
  /** A payload that the platform would refuse. */
  outOfLimits: number;
  /** The first of what went wrong. */
  readonly examples: string[];
}
export type Counts = Record<Kind, Count>;

/** Of a thousand inputs. */
const SHARES: Readonly<Record<Kind, number>> = {
  ...{ texts: 5, commands: 170, interactions: 145, notes: 10 },
  ...{ 'gateway packets': 250, 'slack bodies': 240, 'socket frames': 180 },
};
const SLOW = 50;
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Tries an input and says which limits its outcome breaks. */
type Trial = (hostile: Hostile) => {
  readonly input: unknown;
  readonly run: () => Promise<readonly string[]> | readonly string[];
};

async function textTrial(notes: Notes): Promise<Trial> {
  let n = 0;
  const failures: unknown[] = [];
  const loud: Log = { ...log, error: (fields) => void failures.push(fields) };
  const bot = createBot({
    ...{ knowledge: notes.knowledge, store: await openStore({ dataDir: IN_MEMORY }), log: loud },
    ...{ defaultLang: 'en', answersPrivate: false, keepsQuestions: true, chance: () => 0.5 },
  });
  return (hostile) => {
    const input = hostile.text();
    const via =
      (['mention', 'command', 'direct', 'button', 'shortcut'] as const)[Math.floor(hostile.chance() * 5)] ??
      'mention';
    return {
      input,
      async run() {
        const person = { id: `U${n % 50}` };
        const place = { platform: 'test', space: 's', channel: `c${n % 20}` };
        const reply = await bot.handle({
          id: `${++n}`,
          text: questionIn(readMrkdwn(input)),
          via,
          person,
          place,
          inPublic: true,
          at: Date.now(),
        });
        if (failures.length > 0)
          throw Object.assign(new Error('a request failed'), { cause: failures.pop() });
        bot.suggest(input, 'ja', 25);
        if (!reply) return [];
        const discord = renderDiscord(reply, { surface: 'message' });
        return [...discordProblems(discord), ...slackMessageProblems(renderSlack(reply))];
      },
    };
  };
}

const commandTrial: Trial = (hostile) => {
  const input = hostile.text();
  return {
    input,
    run() {
      // No more of a question than that comes through the bot's door.
      const asked = input.slice(0, LONGEST_QUESTION);
      readTipsCommand(asked);
      takeOptions(asked);
      redact(input);
      readId(`v1:${input}`);
      readActionId(input);
      readShare(input);
      return [];
    },
  };
};

/** Ours reads what the library makes of a packet; what the library itself stumbles over is left out at the door. */
function throughDiscord(packet: { t: string; d: object }): void {
  const client = createClient({ log });
  client.user = { id: BOT } as never;
  const actions = (
    client as unknown as { actions: Record<string, { handle(d: object): { message?: unknown } }> }
  ).actions;
  const heard: unknown[] = [];
  client.on('interactionCreate', (interaction) => heard.push(interaction));
  client.on('messageCreate', (one) => heard.push(one));
  try {
    actions[packet.t === 'MESSAGE_CREATE' ? 'MessageCreate' : 'InteractionCreate']?.handle(packet.d);
  } catch {
    return;
  }
  // biome-ignore lint/suspicious/noExplicitAny: whatever the library made of it.
  for (const one of heard as any[]) {
    if (packet.t === 'MESSAGE_CREATE') {
      const via = wayOf(one);
      if (via) discordMessageRequest(one, via, 0);
    } else if (one.isChatInputCommand()) discordCommandRequest(one, 0);
    else if (one.isMessageContextMenuCommand())
      discordShortcutRequest(one as MessageContextMenuCommandInteraction, 0);
    else if (one.isMessageComponent()) {
      readId(one.customId);
      discordPressRequest(one, 'x', 'en', false, 0);
    }
  }
}

const INTERACTIONS = [
  slash({ query: 'kvm' }),
  press('v1:en:kvm'),
  slash({ query: 'kvm', lang: 'ja', private: true }, { direct: true }),
];
const interactionTrial: Trial = (hostile) => {
  const good = INTERACTIONS[Math.floor(hostile.chance() * INTERACTIONS.length)] ?? {};
  const packet = { op: 0, t: 'INTERACTION_CREATE', s: 1, d: hostile.spoilt(good) as object };
  return {
    input: packet,
    run() {
      // The library is made anew for each that comes through, which takes its time.
      if (isPacket(packet) && hostile.chance() < 0.02) throughDiscord(packet);
      return [];
    },
  };
};

const PACKETS = [
  { op: 0, t: 'MESSAGE_CREATE', s: 2, d: message(`<@${BOT}> kvm`) },
  { op: 10, d: { heartbeat_interval: 41_250 } },
  {
    op: 0,
    t: 'READY',
    s: 1,
    d: {
      user: { id: BOT },
      session_id: 's',
      resume_gateway_url: 'wss://x',
      guilds: [],
      application: { id: '1' },
    },
  },
  {
    op: 0,
    t: 'GUILD_CREATE',
    s: 3,
    d: { id: '1', channels: [{ id: '2' }], threads: [], members: [{}], roles: [{ id: '1' }] },
  },
];
const packetTrial: Trial = (hostile) => {
  const good = PACKETS[Math.floor(hostile.chance() * PACKETS.length)] ?? {};
  const packet = hostile.spoilt(good) as { t: string; d: object };
  return {
    input: packet,
    run() {
      if (isPacket(packet) && packet.t === 'MESSAGE_CREATE' && hostile.chance() < 0.02)
        throughDiscord(packet);
      return [];
    },
  };
};

const MENTION = {
  type: 'app_mention',
  user: 'U1',
  text: '<@UVIRT> kvm',
  channel: 'C1',
  ts: '1.2',
  blocks: [{ type: 'rich_text', elements: [] }],
};
const BODIES = [
  { type: 'event_callback', team_id: 'T1', event: MENTION },
  {
    type: 'event_callback',
    team_id: 'T1',
    event: {
      type: 'message',
      subtype: 'message_changed',
      channel: 'D1',
      channel_type: 'im',
      message: { ...MENTION, edited: { ts: '2.1' } },
      previous_message: MENTION,
    },
  },
  {
    type: 'event_callback',
    team_id: 'T1',
    event: { ...MENTION, type: 'message', text: '', attachments: [{ title: 'x', text: 'y' }] },
  },
  {
    command: '/virt',
    text: 'kvm',
    team_id: 'T1',
    channel_id: 'C1',
    channel_name: 'x',
    user_id: 'U1',
    trigger_id: 't',
    response_url: 'https://x',
  },
  {
    type: 'block_actions',
    user: { id: 'U1' },
    team: { id: 'T1' },
    trigger_id: 't',
    channel: { id: 'C1' },
    message: { ts: '1.2' },
    container: { message_ts: '1.2' },
    actions: [{ action_id: 'v1:en:0', value: 'kvm' }],
  },
  {
    type: 'message_action',
    callback_id: 'ask_virt',
    user: { id: 'U1' },
    team: { id: 'T1' },
    trigger_id: 't',
    response_url: 'https://x',
    channel: { id: 'C1' },
    message: { ts: '1.2', text: 'kvm' },
  },
];

// biome-ignore lint/suspicious/noExplicitAny: a body that the door let through.
function readBody(body: any): void {
  if (body.type === 'event_callback') {
    if (!/^(?:message|app_mention)$/.test(body.event.type)) return;
    readDeleted(body.event, body.team_id);
    const asked = readMessage(body.event, body.team_id, 'UVIRT');
    if (asked) slackMessage(asked, { id: asked.user }, false, 0);
  } else if (body.command) slackCommand(body, { id: body.user_id }, 0);
  else if (body.type === 'message_action') slackShortcut(body, { id: body.user.id }, 0);
  else if (body.type === 'block_actions') {
    whereOf(body);
    const [action] = body.actions;
    readShare(carriedBy(action) ?? '');
    readActionId(action.action_id);
  }
}

const bodyTrial: Trial = (hostile) => {
  const body = hostile.spoilt(BODIES[Math.floor(hostile.chance() * BODIES.length)] ?? {});
  return {
    input: body,
    run() {
      if (isBody(body)) readBody(body);
      return [];
    },
  };
};

const frameTrial: Trial = (hostile) => {
  const payload = BODIES[Math.floor(hostile.chance() * BODIES.length)] ?? {};
  const type = 'event' in payload ? 'events_api' : 'command' in payload ? 'slash_commands' : 'interactive';
  const frame = hostile.spoilt({ type, envelope_id: 'e', payload }) as { payload: unknown };
  return {
    input: frame,
    run() {
      if (isEnvelope(frame) && isBody(frame.payload)) readBody(frame.payload);
      return [];
    },
  };
};

/** A file is read as one of our notes or as a page of anybody's. */
const noteTrial: Trial = (hostile) => {
  const page = hostile.page();
  const read = hostile.chance() < 0.5 ? () => readNote(page, 'fuzz', 'en') : () => readTree(page, 'fuzz.md');
  return {
    input: page,
    run() {
      read();
      return [];
    },
  };
};

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function attempt(trial: ReturnType<Trial>, count: Count): Promise<void> {
  const tell = (what: string): void => {
    if (count.examples.length < 5)
      count.examples.push(`${what}: ${JSON.stringify(trial.input).slice(0, 300)}`);
  };
  count.inputs++;
  try {
    let begun = performance.now();
    const problems = await trial.run();
    if (problems.length > 0) {
      count.outOfLimits++;
      tell(problems[0] ?? '');
    }
    let slow = performance.now() - begun > SLOW;
    // The machine may have been busy with something else.
    for (let n = 0; n < 3 && slow; n++) {
      begun = cpu();
      await trial.run();
      slow = cpu() - begun > SLOW;
    }
    if (slow) {
      count.slow++;
      tell('slow');
    }
  } catch (error) {
    count.crashes++;
    tell(
      error instanceof Error
        ? `${error.stack?.slice(0, 400)} ${String((error.cause as { err?: Error })?.err?.stack ?? '').slice(0, 400)}`
        : String(error),
    );
  }
}

/** About so many hostile inputs of every kind, the same ones for the same seed; what came of them. */
export async function fuzz(notes: Notes, inputs: number, seed: number): Promise<Counts> {
  const trials: Record<Kind, Trial> = {
    texts: await textTrial(notes),
    commands: commandTrial,
    interactions: interactionTrial,
    'gateway packets': packetTrial,
    'slack bodies': bodyTrial,
    'socket frames': frameTrial,
    notes: noteTrial,
  };
  const counts = {} as Counts;
  for (const [n, kind] of KINDS.entries()) {
    const hostile = new Hostile(seed + n);
    const count: Count = { inputs: 0, crashes: 0, slow: 0, outOfLimits: 0, examples: [] };
    counts[kind] = count;
    for (let left = Math.ceil((inputs * SHARES[kind]) / 1000); left > 0; left--)
      await attempt(trials[kind](hostile), count);
  }
  return counts;
}
