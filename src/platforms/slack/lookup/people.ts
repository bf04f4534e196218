import type { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import type { Clock, Log } from '../../../ports.ts';
import type { Person } from '../../../talk/request.ts';
import { LATE, within } from '../../../time.ts';
import { trouble } from '../errors.ts';

/** The part of Slack's user object we read. */
export interface SlackUser {
  readonly id?: string | undefined;
  readonly locale?: string | undefined;
  readonly tz?: string | undefined;
  readonly name?: string | undefined;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string } | undefined;
  readonly is_admin?: boolean | undefined;
  readonly is_owner?: boolean | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  /** Of another organisation, met in a shared channel. */
  readonly is_stranger?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

/** Slack sends a person's language with no command and no button, so it is looked up and kept for a while. */
export interface People {
  /** From memory: what is known now. Looks the rest up for next time. */
  person(id: string): Person;
  /** The same, after a look-up that takes no longer than a person would wait unnoticed. */
  lookUp(id: string): Promise<Person>;
  /** Slack's whole user object; `undefined` when it cannot be had. */
  user(id: string): Promise<SlackUser | undefined>;
}

const REMEMBERED = 5_000;
const UNNOTICED = 800;
/** People change their language, and guests become members, without our being told. */
const KEPT = 60 * 60_000;

function personOf(id: string, user: SlackUser | undefined): Person {
  const name = user?.profile?.display_name || user?.profile?.real_name || user?.name;
  return {
    id,
    ...(user?.locale ? { locale: user.locale } : {}),
    ...(user?.tz ? { zone: user.tz } : {}),
    ...(name ? { name } : {}),
  };
}

export function createPeople(client: webApi.WebClient, clock: Clock, log: Log): People {
  const known = new Bounded<string, { readonly user: SlackUser; readonly until: number }>(REMEMBERED);
  const asking = new Map<string, Promise<SlackUser | undefined>>();
  let allowed = true;
  const keep = (id: string, user: SlackUser): void => known.set(id, { user, until: clock.now() + KEPT });

  async function ask(id: string): Promise<SlackUser | undefined> {
    try {
      const { user } = await client.users.info({ user: id, include_locale: true });
      if (user) keep(id, user);
      return user;
    } catch (error) {
      const { code, sentence, retry } = trouble(error);
      if (code === 'missing_scope') allowed = false;
      // People of other organisations cannot be looked up, and will not be able to tomorrow.
      if (!retry) keep(id, { id, is_stranger: true });
      log.warn({ user: id, code }, `languages are taken from the text: ${sentence}`);
      return undefined;
    } finally {
      asking.delete(id);
    }
  }

  function user(id: string): Promise<SlackUser | undefined> {
    const found = known.get(id);
    const fresh = found !== undefined && found.until > clock.now();
    if (fresh || !allowed) return Promise.resolve(fresh ? found.user : undefined);
    const asked = asking.get(id) ?? ask(id);
    asking.set(id, asked);
    return asked;
  }

  return {
    person(id) {
      void user(id);
      return personOf(id, known.get(id)?.user);
    },
    async lookUp(id) {
      const found = await within(user(id), UNNOTICED, clock);
      return personOf(id, found === LATE || !found ? known.get(id)?.user : found);
    },
    user,
  };
}
