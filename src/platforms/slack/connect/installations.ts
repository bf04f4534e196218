import { createHash } from 'node:crypto';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Clock, InstallationRow, InstallationRows, Log } from '../../../ports.ts';
import { keyFor, seal, unseal } from '../../answering/seal.ts';

export type Installed = Installation<'v2', boolean>;
type Query = Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>;

/** A token and the one it is renewed with, as Slack hands them out. */
export interface Renewed {
  readonly token: string;
  readonly refreshToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** Workspaces and organisations that installed the app, with their tokens sealed in the database. */
export interface Installations extends InstallationStore {
  /** With a token that is good for a while; `undefined`: not installed there. */
  current(id: string): Promise<Installed | undefined>;
  /** Unless it was installed anew since `at`, milliseconds. True: it was removed. */
  remove(id: string, at: number): Promise<boolean>;
  /** Seals with the first key what an older one sealed; how many could not be opened. */
  renewSeals(): Promise<number>;
}

/** Names the installation: a workspace, or an organisation that has it in several. */
export const installationId = ({ teamId, enterpriseId, isEnterpriseInstall }: Query): string =>
  (isEnterpriseInstall ? enterpriseId : undefined) ?? teamId ?? enterpriseId ?? '';

/** Another process may renew or remove it: looked up again after this long, in milliseconds. */
const KEPT = 60_000;
const REMEMBERED = 1_000;
/** A token is renewed this long before it ends, of the twelve hours it lasts. */
const EARLY = 2 * 60 * 60_000;
/** One process renews; another may take over after this long. */
const LEASE = 30_000;
const LOOK = 250;

interface Key {
  readonly name: string;
  readonly bytes: Buffer;
}

const keyOf = (secret: string): Key => {
  const bytes = keyFor('slack tokens', Buffer.from(secret));
  return { bytes, name: createHash('sha256').update(bytes).digest('base64url').slice(0, 8) };
};

/** Sealing under the first of the keys, opening with any. */
export function createSeals(secrets: readonly string[]) {
  const keys = secrets.map(keyOf);
  const [first] = keys;
  if (!first) throw new Error('SLACK_TOKEN_KEYS is empty');
  return {
    seal: (text: string, as: string): string => `${first.name}.${seal(text, first.bytes, as)}`,
    open(sealed: string, as: string): string | undefined {
      const [name = '', rest = ''] = sealed.split('.');
      const key = keys.find((one) => one.name === name);
      return key && unseal(rest, key.bytes, as);
    },
    isOld: (sealed: string): boolean => !sealed.startsWith(`${first.name}.`),
  };
}

export interface InstallationsParts {
  readonly rows: InstallationRows;
  readonly tokenKeys: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** Asks Slack for the next token. */
  readonly renew: (refreshToken: string) => Promise<Renewed>;
}

export function createInstallations({
  rows,
  tokenKeys,
  clock,
  log,
  renew,
}: InstallationsParts): Installations {
  const seals = createSeals(tokenKeys);
  const known = new Bounded<string, { readonly installed: Installed; readonly until: number }>(REMEMBERED);
  const asking = new Map<string, Promise<Installed | undefined>>();

  const sealed = (id: string, installed: Installed, installedAt: number): InstallationRow => ({
    ...{ id, installedAt },
    sealed: seals.seal(JSON.stringify(installed), id),
  });

  function opened({ id, sealed }: InstallationRow): Installed | undefined {
    const text = seals.open(sealed, id);
    if (text !== undefined) return JSON.parse(text) as Installed;
    log.error(
      { installation: id },
      'no key of SLACK_TOKEN_KEYS opens the tokens: put the old one back, last',
    );
    return undefined;
  }

  /** Milliseconds until the token ends; without rotation it never does. */
  const left = ({ bot }: Installed): number =>
    bot?.refreshToken && bot.expiresAt !== undefined
      ? bot.expiresAt * 1000 - clock.now()
      : Number.POSITIVE_INFINITY;

  /** Holding the lease. What another process has renewed in the meantime is not renewed again. */
  async function renewed(id: string): Promise<Installed | undefined> {
    const row = await rows.at(id);
    const installed = row && opened(row);
    if (!row || !installed?.bot?.refreshToken || left(installed) > EARLY) return installed;
    try {
      const { token, refreshToken, expiresIn } = await renew(installed.bot.refreshToken);
      const expiresAt = Math.floor(clock.now() / 1000) + expiresIn;
      const next = { ...installed, bot: { ...installed.bot, token, refreshToken, expiresAt } };
      await rows.replace(sealed(id, next, row.installedAt), row.sealed);
      return next;
    } catch (error) {
      log.error({ err: error, installation: id }, 'a Slack token could not be renewed; it is tried again');
      return installed;
    }
  }

  /** Renewed in time, by one of all processes; the others go on with what is good meanwhile. */
  async function lookUp(id: string): Promise<Installed | undefined> {
    for (const until = clock.now() + LEASE; ; await clock.wait(LOOK)) {
      const row = await rows.at(id);
      const installed = row && opened(row);
      if (!installed || left(installed) > EARLY) return installed;
      if (await rows.lease(id, clock.now(), clock.now() + LEASE)) return renewed(id);
      if (left(installed) > 0 || clock.now() > until) return installed;
    }
  }

  async function current(id: string): Promise<Installed | undefined> {
    const before = known.get(id);
    if (before && before.until > clock.now()) return before.installed;
    const asked = asking.get(id) ?? lookUp(id).finally(() => asking.delete(id));
    asking.set(id, asked);
    const installed = await asked;
    if (installed) known.set(id, { installed, until: clock.now() + KEPT });
    else known.delete(id);
    return installed;
  }

  return {
    current,
    async storeInstallation(installation) {
      const { team, enterprise, isEnterpriseInstall = false } = installation;
      const id = installationId({ teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall });
      known.delete(id);
      await rows.put(sealed(id, installation as Installed, clock.now()));
      log.info({ installation: id }, 'Slack: installed');
    },
    async fetchInstallation(query) {
      const installed = await current(installationId(query));
      if (!installed) throw new Error('not installed there');
      // Bolt's types tell organisations' apart, which the query has done.
      return installed as never;
    },
    async deleteInstallation(query) {
      const id = installationId(query);
      known.delete(id);
      await rows.remove(id, clock.now());
    },
    async remove(id, at) {
      known.delete(id);
      return rows.remove(id, at);
    },
    async renewSeals() {
      let lost = 0;
      for (const row of await rows.all()) {
        if (!seals.isOld(row.sealed)) continue;
        const installed = opened(row);
        if (installed) await rows.replace(sealed(row.id, installed, row.installedAt), row.sealed);
        else lost++;
      }
      return lost;
    },
  };
}
