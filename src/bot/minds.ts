import { Bounded } from '../bounded.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Log } from '../ports.ts';
import { createSearch, type ExplainedSearch } from '../search/create.ts';
import { meanwhile } from '../steps.ts';
import { withTimeout } from '../store/lasting.ts';
import type { NotesChoices } from '../store/store.ts';
import { channelKey, spaceKey } from '../talk/place.ts';
import { topicRef } from '../talk/refs.ts';
import type { Place } from '../talk/request.ts';

/** What is known somewhere, ready to be searched. */
export interface Mind {
  readonly knowledge: Knowledge;
  readonly search: ExplainedSearch;
  /** Topic ids by the references buttons carry. */
  readonly refs: ReadonlyMap<string, string>;
}

/** Notes of a team's own. Places are named as `talk/place.ts` names them. */
export interface TeamNotes {
  readonly name: string;
  readonly knowledge: Knowledge;
  /** Workspaces, servers and channels that read it unless their managers chose otherwise. */
  readonly places: readonly string[];
  /** Where managers may choose it for a channel. */
  readonly offered: readonly string[];
}

/** The notes that are everybody's. */
export const COMMON = 'default';

/** Which notes are read where. What is offered somewhere may be read there; nothing else ever is. */
export interface Minds {
  at(place: Place, now: number): Promise<Mind>;
  /** The same, as far as it is known without asking the store. */
  remembered(place: Place): Mind;
  /** What is read there now, and everything that may be. */
  choice(place: Place, now: number): Promise<{ readonly now: string; readonly offered: readonly string[] }>;
  choose(place: Place, notes: string, by: string, now: number): Promise<void>;
  /** A little at a time: whoever asks meanwhile is answered from what was known before. Never rejects. */
  learn(knowledge: Knowledge, notes?: string): Promise<void>;
  readonly common: Mind;
}

export interface MindsParts {
  readonly knowledge: Knowledge;
  readonly teams: readonly TeamNotes[];
  readonly choices: NotesChoices;
  readonly log: Log;
  /** The search over notes as they are first; made here where nobody brings it. */
  readonly searchOver?: (knowledge: Knowledge) => ExplainedSearch;
}

/** A channel's choice is asked of the store this seldom, in milliseconds: other processes change it too. */
const FRESH = 30_000;
const CHANNELS = 5_000;

interface Known {
  readonly asked: Promise<string | undefined>;
  readonly at: number;
  chosen: string | undefined;
}

export function createMinds({
  knowledge,
  teams,
  choices,
  log,
  searchOver = createSearch,
}: MindsParts): Minds {
  /** Equal notes are one object, and have one index. */
  const made = new WeakMap<Knowledge, Mind>();
  function mindOf(of: Knowledge, search?: ExplainedSearch): Mind {
    const refs = () => new Map([...of.topics.keys()].map((id) => [topicRef(id), id]));
    const mind = made.get(of) ?? { knowledge: of, search: search ?? searchOver(of), refs: refs() };
    made.set(of, mind);
    return mind;
  }

  let common = mindOf(knowledge);
  const own = new Map(teams.map((team) => [team.name, mindOf(team.knowledge)]));
  const known = new Bounded<string, Known>(CHANNELS);

  const isFor = (place: Place, { places, offered }: TeamNotes): boolean =>
    [spaceKey(place), channelKey(place)].some((key) => places.includes(key) || offered.includes(key));
  const offeredAt = (place: Place): readonly string[] =>
    teams.filter((team) => isFor(place, team)).map(({ name }) => name);
  /** A channel's own before its workspace's. */
  const assigned = (place: Place): string | undefined =>
    [channelKey(place), spaceKey(place)].flatMap(
      (key) => teams.find(({ places }) => places.includes(key))?.name ?? [],
    )[0];

  /** What is no longer offered is not read any more, whatever was chosen once. */
  function named(place: Place, offered: readonly string[], chosen: string | undefined): string {
    const stands = chosen === COMMON || (chosen !== undefined && offered.includes(chosen));
    return (stands ? chosen : assigned(place)) ?? COMMON;
  }
  const mindNamed = (name: string): Mind => own.get(name) ?? common;

  function chosenIn(place: Place, now: number): Promise<string | undefined> {
    const key = channelKey(place);
    const before = known.get(key);
    if (before && now - before.at < FRESH) return before.asked;
    const asked = withTimeout(choices.chosen(key)).catch((error: unknown) => {
      log.warn(
        { err: error },
        'which notes a channel reads could not be looked up: those known last are read',
      );
      return before?.chosen;
    });
    const one: Known = { asked, at: now, chosen: before?.chosen };
    known.set(key, one);
    void asked.then((chosen) => {
      one.chosen = chosen;
    });
    return asked;
  }

  async function choice(place: Place, now: number) {
    const offered = offeredAt(place);
    if (offered.length === 0) return { now: COMMON, offered };
    return { now: named(place, offered, await chosenIn(place, now)), offered };
  }

  /** One after the other, in the order they came. */
  let learning = Promise.resolve();
  async function learnNow(next: Knowledge, notes: string | undefined): Promise<void> {
    try {
      const { search } = mindNamed(notes ?? COMMON);
      const mind = made.get(next) ?? mindOf(next, await meanwhile(search.updated(next)));
      if (notes === undefined) common = mind;
      else own.set(notes, mind);
    } catch (error) {
      log.error({ err: error }, 'the notes as they are now could not be taken in: those before stay');
    }
  }

  return {
    choice,
    at: async (place, now) => (teams.length === 0 ? common : mindNamed((await choice(place, now)).now)),
    remembered(place) {
      const offered = offeredAt(place);
      return mindNamed(named(place, offered, known.get(channelKey(place))?.chosen));
    },
    async choose(place, notes, by, now) {
      await choices.choose(channelKey(place), { notes, changedBy: by, changedAt: now });
      known.delete(channelKey(place));
    },
    learn(next, notes) {
      learning = learning.then(() => learnNow(next, notes));
      return learning;
    },
    get common() {
      return common;
    },
  };
}
