import type { Config } from '../config.ts';
import type { Diagnosis, KeptPlaces, SettingUp, World } from '../platforms/answering/operating.ts';
import type { Reply } from '../talk/reply.ts';

interface PlatformCommands {
  /** Exactly the body the adapter would send. */
  readonly render: (reply: Reply) => Promise<unknown>;
  /** What is wrong, where the platform is configured. */
  readonly findings: (config: Config, kept: KeptPlaces, world: World) => Promise<Diagnosis[]>;
  /** Variables to write into `.env`. */
  readonly setUp: (parts: SettingUp) => Promise<Record<string, string>>;
}

/** Every platform, as the commands know it. Its code is loaded when a command asks for it. */
export const PLATFORMS = {
  discord: {
    render: async (reply) => (await import('../platforms/discord/render/render.ts')).renderDiscord(reply),
    findings: async ({ discord }, kept, world) =>
      discord
        ? (await import('../platforms/discord/cli/findings.ts')).discordFindings(discord, kept, world)
        : [],
    setUp: async (parts) => (await import('../platforms/discord/cli/set-up.ts')).setUpDiscord(parts),
  },
  slack: {
    render: async (reply) => (await import('../platforms/slack/render/render.ts')).renderSlack(reply),
    findings: async ({ slack }, kept, world) =>
      slack ? (await import('../platforms/slack/cli/findings.ts')).slackFindings(slack, kept, world) : [],
    setUp: async (parts) => (await import('../platforms/slack/cli/set-up.ts')).setUpSlack(parts),
  },
} as const satisfies Record<string, PlatformCommands>;

export type PlatformName = keyof typeof PLATFORMS;
export const PLATFORM_NAMES = Object.keys(PLATFORMS) as readonly PlatformName[];

/** `manifest`, which Slack alone has. */
export const printSlackManifest = async (address: string | undefined, many: boolean): Promise<number> =>
  (await import('../platforms/slack/cli/print-manifest.ts')).printManifest(address, many);
