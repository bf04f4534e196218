import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Section, Topic } from '../../src/knowledge/topic.ts';

/** Park and Miller's minimal standard generator: the same seed gives the same notes. */
export function random(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const JA =
  '仮想化 コンテナ ハイパーバイザー カーネル メモリ ネットワーク ストレージ スケジューラ 起動 停止 隔離 共有 性能 測定 設定 権限 証明書 暗号化 監視 ログ 障害 復旧 移行 更新 配布 登録 検索 認証 負荷分散 冗長化 割り込み 転送 圧縮 分割 同期 非同期 予約 解放 割り当て 優先度'.split(
    ' ',
  );
const EN =
  'virtual container hypervisor kernel memory network storage scheduler boot shutdown isolation sharing performance measurement setting permission certificate encryption monitoring log failure recovery migration update distribution registry search login balancing redundancy interrupt transfer compression partition sync queue reservation release allocation priority'.split(
    ' ',
  );
const SYLLABLES =
  'ka ki ku ra ri ro ta te to na ni no ma mi mo sa su so ha hi ho zen vex lor dan fel gor tik pul'.split(' ');

export interface Question {
  readonly text: string;
  /** Topic that is meant. */
  readonly topic: string;
}

export interface Generated {
  readonly knowledge: Knowledge;
  readonly questions: readonly Question[];
}

/** Notes in the style of a team's own: product-like names, sections in Japanese or English, every word used often. */
export function generate(sections: number, seed = 7): Generated {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const name = () => Array.from({ length: 4 }, () => pick(SYLLABLES)).join('');
  const topics = new Map<string, Topic>();
  const questions: Question[] = [];
  const perTopic = Math.min(10, Math.max(1, sections));
  for (let n = 0; topics.size * perTopic < sections; n++) {
    const id = `${name()}-${n}`;
    const title = `${id.split('-')[0]} ${pick(EN)}`;
    const ja = next() < 0.5;
    const lang = ja ? ('ja' as const) : ('en' as const);
    const words = ja ? JA : EN;
    const marks: string[] = [];
    const list = Array.from({ length: perTopic }, (_none, s): Section => {
      const mark = name();
      marks.push(mark);
      const sentence = () => Array.from({ length: 18 }, () => pick(words)).join(ja ? 'の' : ' ');
      const text = `${sentence()}${ja ? '。' : '. '}${mark} ${sentence()}${ja ? '。' : '.'}`;
      return {
        id: `${id}#${s}`,
        topic: id,
        lang,
        kind: 'other',
        heading: `${s}`,
        path: [title, `${pick(words)} ${s}`],
        body: [{ kind: 'text', text: [{ text }] }],
        asked: [],
        sources: [],
        at: { file: `${id}.md`, page: `${id}.md`, line: s },
      };
    });
    topics.set(id, {
      id,
      title: { [lang]: title },
      aliases: {},
      asked: {},
      summary: { [lang]: [{ text: `${title} ${pick(words)} ${pick(words)}` }] },
      sections: list,
      attributes: {},
      related: [],
      tips: [],
      quiz: [],
      sources: {},
    });
    if (n % Math.max(1, Math.floor(sections / perTopic / 40)) === 0) {
      const first = title.split(' ')[0] ?? '';
      const typo = first.slice(0, 3) + (first[4] ?? '') + (first[3] ?? '') + first.slice(5);
      questions.push(
        { text: title, topic: id },
        { text: ja ? `${first}とは` : `what is ${first}?`, topic: id },
        { text: typo, topic: id },
      );
      questions.push({
        text: ja ? `${first}の${pick(words)}について教えて` : `how does ${first} do ${pick(words)}?`,
        topic: id,
      });
      questions.push({ text: `${marks[0]} ${pick(words)}`, topic: id });
    }
  }
  return {
    knowledge: { version: String(seed), topics, brands: [], benchmarks: [], environments: {}, problems: [] },
    questions,
  };
}
