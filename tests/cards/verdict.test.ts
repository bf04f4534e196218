import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { compare } from '../../src/cards/comparison/comparison.ts';
import { verdict } from '../../src/cards/comparison/verdict.ts';
import { titleOf } from '../../src/cards/topic/topic-sections.ts';
import { ATTRIBUTE_IDS, attributeDefinition } from '../../src/knowledge/notes/attributes.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { LANGS, type Lang } from '../../src/text.ts';
import { shippedKnowledge } from '../shipped.ts';

const notes = await shippedKnowledge();

const pairs = z
  .array(
    z.strictObject({
      of: z.tuple([z.string(), z.string()]),
      says: z.record(z.string(), z.string()),
      why: z.string().optional(),
    }),
  )
  .parse(parse(readFileSync(join(import.meta.dirname, 'verdict-pairs.yaml'), 'utf8')));

const note = (id: string): Topic => {
  const found = notes.topics.get(id);
  if (!found) throw new Error(`no note ${id}`);
  return found;
};
const told = (ids: readonly string[], lang: Lang): string =>
  verdict(compare(ids.map(note), notes, lang), notes, lang);

/** What is left of a praise in any sentence: "faster", 「起動が速」, also with 最も before the predicate. */
const stemOf = (praise: string, lang: Lang): RegExp => {
  if (lang === 'en') return new RegExp(praise.replace(/^\S+ /, ''));
  const [, subject = '', rest = ''] = praise.match(/^(.*?[がに])(.*).$/) ?? [];
  return new RegExp(`${subject}(?:最も)?${rest}`);
};
const SENTENCE: Readonly<Record<Lang, RegExp>> = { ja: /(?<=。)/, en: /(?<=\.) / };

/** Who is said to lead in which attribute. */
function claims(words: string, lang: Lang): Record<string, string> {
  const sentences = words.split(SENTENCE[lang]).map((one) => one.replace(/^By type: |^型としては、/, ''));
  const longestFirst = [...notes.topics.values()].sort(
    (a, b) => titleOf(b, lang).length - titleOf(a, lang).length,
  );
  return Object.fromEntries(
    ATTRIBUTE_IDS.flatMap((id) => {
      const { praise } = attributeDefinition(id);
      const sentence = praise && sentences.find((one) => stemOf(praise[lang], lang).test(one));
      const leader = longestFirst.find((topic) => sentence?.startsWith(titleOf(topic, lang)));
      return sentence ? [[id, leader?.id ?? sentence] as const] : [];
    }),
  );
}

test('the list of pairs is long enough to mean something', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(40);
});

test.each(pairs)('of $of only what holds is said: $says', ({ of, says }) => {
  for (const lang of LANGS)
    for (const ids of [of, [...of].reverse()]) {
      const words = told(ids, lang);
      expect(claims(words, lang), words).toEqual(says);
    }
});

describe('sentences', () => {
  test('agree with plural titles, and with names that only look like plurals', () => {
    expect(told(['wasm-runtimes', 'kvm'], 'en')).toBe(
      'By type: WebAssembly runtimes start faster than Hypervisor virtualization.',
    );
    expect(told(['sandboxed-containers', 'container-virtualization'], 'en')).toMatch(
      /^Sandboxed containers are a kind of Container virtualization\. Sandboxed containers isolate/,
    );
    expect(told(['kata-containers', 'gvisor'], 'en')).toBe('Kata Containers isolates more strongly.');
    expect(told(['cloud-hypervisors', 'gvisor'], 'en')).toMatch(
      /^Hypervisors of the public clouds isolate more strongly\./,
    );
  });

  test('name what measured it', () => {
    expect(told(['crun', 'runc'], 'en')).toBe('crun starts faster (measured: youki README and crun README).');
    expect(told(['crun', 'runc'], 'ja')).toBe('crunは起動が速いです（測定：youkiのREADME、crunのREADME）。');
  });

  test('say of kinds what products only have from them', () => {
    expect(told(['docker', 'kvm'], 'ja')).toBe(
      '型としては、コンテナ型仮想化はハイパーバイザー型仮想化より起動が速く、1台に多く載ります。' +
        'ハイパーバイザー型仮想化は隔離が強いです。',
    );
  });

  test('say so where no difference is clear', () => {
    expect(told(['wsl2', 'virtualbox'], 'en')).toBe(
      'No clear difference in start-up class and overhead class.',
    );
  });
});
