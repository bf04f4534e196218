import { fold } from './fold.ts';

/**
 * Names of this field that name something else beside certain words, whatever the notes happen to contain:
 * a KVM switch, a namespace of a programming language, a container on a ship.
 */
const SENSES: readonly { readonly name: string; readonly beside: string }[] = [
  {
    name: 'kvm kvms',
    beside:
      'switch switches スイッチ 切替器 切り替え器 hdmi usb-c displayport monitor monitors keyboard mouse',
  },
  {
    name: 'namespace namespaces 名前空間 ネームスペース',
    beside: 'c++ c# typescript javascript python php xml java std using kubernetes',
  },
  {
    name: 'container containers コンテナ',
    beside:
      'ship ships shipping cargo freight truck di bean spring flutter css plant garden 栽培 輸送 輸送費 海上 海運 港 貨物 ハウス',
  },
  { name: 'docker dockers', beside: 'pants khaki khakis trousers jeans shirt dock harbor 港湾' },
  { name: 'sandbox サンドボックス', beside: 'toy toys kids children game 砂場' },
  {
    name: 'firecracker ファイアクラッカー',
    beside: 'shrimp recipe salad firework fireworks new-year 爆竹 花火',
  },
  {
    name: 'virtual バーチャル',
    beside: 'youtuber reality assistant office currency ユーチューバー オフィス リアリティ',
  },
];

const folded = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(fold));
const TABLE = SENSES.map(({ name, beside }) => ({ name: folded(name), beside: folded(beside) }));

/** Whether a text uses a name in another sense, told by the company it keeps. */
export function inAnotherSense(words: readonly string[]): boolean {
  return TABLE.some(
    ({ name, beside }) => words.some((word) => name.has(word)) && words.some((word) => beside.has(word)),
  );
}
