import type { webApi } from '@slack/bolt';
import { Bounded } from '../../../bounded.ts';
import { LATE, within } from '../../../deadline.ts';
import type { Clock, Log } from '../../../ports.ts';
import type { Person } from '../../../talk/request.ts';
import { trouble } from '../errors.ts';

/** The part of Slack's user object we read, from `users.info` and `user_change` alike. */
export interface SlackUser {
  readonly id?: string | undefined;
  readonly locale?: string | undefined;
  readonly tz?: string | undefined;
  readonly name?: string | undefined;
  readonly is_admin?: boolean | undefined;
  readonly is_owner?: boolean | undefined;
  readonly is_restricted?: boolean | undefined;
  readonly is_ultra_restricted?: boolean | undefined;
  /** Of another organisation, met in a shared channel. */
  readonly is_stranger?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

/** Slack sends a person's language with no command and no button, so it is looked up once and kept. */
export interface People {
  /** From memory: what is known now. Looks the rest up for next time. */
  person(id: string): Person;
  /** The same, after a look-up that takes no longer than a person would wait unnoticed. */
  lookUp(id: string): Promise<Person>;
  /** Slack's whole user object; `undefined` when it cannot be had. */
  user(id: string): Promise<SlackUser | undefined>;
  learn(user: SlackUser): void;
}

const REMEMBERED = 5_000;
const UNNOTICED = 800;

const personOf = (id: string, user: SlackUser | undefined): Person => ({
  id,
  ...(user?.locale ? { locale: user.locale } : {}),
  ...(user?.tz ? { zone: user.tz } : {}),
  ...(user?.name ? { name: user.name } : {}),
});

export function createPeople(client: webApi.WebClient, clock: Clock, log: Log): People {
  const known = new Bounded<string, SlackUser>(REMEMBERED);
  const asking = new Map<string, Promise<SlackUser | undefined>>();
  let allowed = true;

  async function ask(id: string): Promise<SlackUser | undefined> {
    try {
      const { user } = await client.users.info({ user: id, include_locale: true });
      if (user) known.set(id, user);
      return user;
    } catch (error) {
      const { code, sentence, retry } = trouble(error);
      if (code === 'missing_scope') allowed = false;
      // People of other organisations cannot be looked up, and will not be able to tomorrow.
      if (!retry) known.set(id, { id, is_stranger: true });
      log.warn({ user: id, code }, `languages are taken from the text: ${sentence}`);
      return undefined;
    } finally {
      asking.delete(id);
    }
  }

  function user(id: string): Promise<SlackUser | undefined> {
    const found = known.get(id);
    if (found || !allowed) return Promise.resolve(found);
    const asked = asking.get(id) ?? ask(id);
    if (!known.get(id)) asking.set(id, asked);
    return asked;
  }

  return {
    person(id) {
      void user(id);
      return personOf(id, known.get(id));
    },
    async lookUp(id) {
      const found = await within(user(id), UNNOTICED, clock);
      return personOf(id, found === LATE ? undefined : found);
    },
    user,
    learn(changed) {
      if (changed.id && known.get(changed.id))
        known.set(changed.id, { ...known.get(changed.id), ...changed });
    },
  };
}
