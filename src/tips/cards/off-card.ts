import type { Subscription } from '../../store/daily-tips.ts';
import { MAX_ASK, topicRef } from '../../talk/refs.ts';
import type { Action, Card } from '../../talk/reply.ts';
import type { Lang } from '../../text.ts';
import { previewButton, said } from '../words/parts.ts';
import { tell } from './sentences.ts';

const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The words that set what a channel had; its topics only where they fit into a button. */
function asWords({ time, days, zone, lang, topics }: Subscription): string {
  const names = days.length === 7 ? 'daily' : days.map((day) => ENGLISH_DAYS[day - 1]).join(',');
  const start = `tips on ${time} ${names} ${zone} ${lang}`;
  const whole = [start, ...topics.map(topicRef)].join(', ');
  return whole.length <= MAX_ASK ? whole : start;
}

/** For after turning off by mistake: everything as it was. */
export const startAgain = (before: Subscription, lang: Lang): readonly Action[] => [
  { kind: 'ask', label: tell('startAgain', lang), ask: asWords(before) },
];

/** No tips here yet: how they begin. */
export const offCard = (lang: Lang): Card =>
  said(lang, tell('off', lang), [
    { kind: 'ask', label: tell('start', lang), ask: 'tips on', primary: true },
    previewButton(lang),
  ]);
