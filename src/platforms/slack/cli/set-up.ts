import { webApi } from '@slack/bolt';
import type { Reply } from '../../../talk/reply.ts';
import {
  type Diagnosis,
  NOTHING_KEPT,
  type SettingUp,
  sayFrom,
  type TestOutcome,
} from '../../answering/operating.ts';
import { manifestLink, slackManifest } from '../connect/manifest.ts';
import { renderSlack } from '../render/render.ts';
import { optionsOf, slackFindings } from './findings.ts';

export const SLACK_SETUP = {
  steps: {
    en: `Slack
  1. Open the address below: everything is filled in. Choose the workspace, press Next, press Create.
     {}
  2. Press Install App on the left, press Install to the workspace, press Allow.
  3. Press Copy under Bot User OAuth Token (xoxb-…).`,
    ja: `Slack
  1. 次のアドレスを開きます（設定は入力済みです）。ワークスペースを選び、Next、Create の順に押します。
     {}
  2. 左の Install App を押し、ワークスペースへのインストールを押して、許可します。
  3. Bot User OAuth Token（xoxb-…）の Copy を押します。`,
  },
  appSteps: {
    en: `  4. Press Basic Information on the left. Under App-Level Tokens press Generate Token and Scopes.
  5. Type virt, press Add Scope, choose connections:write, press Generate, press Copy (xapp-…).`,
    ja: `  4. 左の Basic Information を押し、App-Level Tokens の Generate Token and Scopes を押します。
  5. virt と入力し、Add Scope で connections:write を選び、Generate、Copy（xapp-…）の順に押します。`,
  },
} as const;

/** Asks for the tokens of an app made from the manifest, for Socket Mode. */
export async function setUpSlack(parts: SettingUp): Promise<Record<string, string>> {
  const { world, tell, lang } = parts;
  const say = sayFrom(SLACK_SETUP, lang);
  /** What is wrong with the tokens typed so far, of these kinds. */
  async function check(
    tokens: { botToken: string; appToken?: string },
    ...codes: string[]
  ): Promise<Diagnosis[]> {
    const slack = { port: 0, managers: 'members', ...tokens } as const;
    const found = await slackFindings(slack, NOTHING_KEPT, world);
    return found.filter(({ code }) => codes.includes(code));
  }
  tell(say('steps', manifestLink(slackManifest())));
  const botToken = await parts.token('SLACK_BOT_TOKEN', (typed) =>
    check({ botToken: typed }, 'slack-token', 'slack-scope'),
  );
  tell(say('appSteps'));
  const appToken = await parts.token('SLACK_APP_TOKEN', (typed) =>
    check({ botToken, appToken: typed }, 'slack-app-token'),
  );
  async function post(channel: string, answer: Reply): Promise<TestOutcome> {
    try {
      await new webApi.WebClient(botToken, optionsOf(world)).chat.postMessage({
        channel,
        ...renderSlack(answer),
      });
      return { ok: true };
    } catch (error) {
      const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : String(error);
      return { ok: false, reason };
    }
  }
  await parts.offerTest('Slack', post);
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
}
