import { fold } from './fold.ts';
import type { Name } from './lexicon.ts';

/**
 * Fields next door, whose names notes may well mention: unless a topic's own note uses the word, a text with it is
 * about that field.
 */
const NEIGHBOURS = [
  'kubernetes k8s kubectl helm istio ingress argocd openshift クーバネティス クバネティス eks gke aks ecs fargate',
  'aws azure gcp ec2 s3 lambda cloudformation route53 iam terraform ansible jenkins github gitlab git クラウドフォーメーション',
  'java spring kotlin python django flask php laravel ruby rails javascript typescript node npm react vue angular html css xml json yaml sql c++ c# rust swift golang dotnet asp jvm stl std flexbox bootstrap jest dom bean jquery webpack ジャバ パイソン',
  'mysql postgres postgresql oracle mongodb redis kafka elasticsearch rabbitmq spark hadoop nginx apache tomcat',
  'dns tcp udp bgp vpn http https tls ssl oauth smtp ssh ldap wifi',
  'visualization visualize visualizer dashboard chart plotting matplotlib tableau grafana',
  'excel word powerpoint outlook teams zoom slack photoshop salesforce ios android iphone ipad',
  'vr ar vtuber youtuber ユーチューバー メタバース ゴーグル 通貨 暗号 株主 現実 opencv',
].flatMap((line) => line.split(' '));

const FOLDED = new Set(NEIGHBOURS.map(fold));

export const isElsewhere = (term: string): boolean => FOLDED.has(term);

/** What an ordinary word keeps company with when it is meant in its other sense, in spite of what the notes say. */
const COMPANY: readonly { readonly name: string; readonly words: string }[] = [
  {
    name: 'kvm',
    words:
      'switch スイッチ スイッチャー 切替 切替器 切り替え 切換 monitor モニター hdmi displayport usb keyboard キーボード mouse マウス',
  },
  {
    name: 'container コンテナ',
    words:
      'ship shipping freight cargo port truck food garden plant plastic trash house 船 貨物 輸送 運賃 海上 海運 港 栽培 園芸 ハウス ガーデン 収納 倉庫 物置 食品 弁当 冷凍 タッパー ゴミ 容器 lid fridge lunch shelf di ioc bean injection flex flutter width css',
  },
  {
    name: 'docker ドッカー',
    words: 'pants khaki trousers jeans shorts port strike worker ship dock harbor 港湾',
  },
  { name: 'kata カタ', words: 'karate judo martial 空手 柔道' },
  { name: 'xen ゼン 禅', words: 'meditation 修行 座禅 寺' },
  {
    name: 'firecracker ファイアクラッカー 爆竹',
    words: 'shrimp recipe salad festival noise sauce popsicle firework 花火',
  },
  {
    name: 'virtualfunction 仮想ファンクション',
    words: 'pure class override destructor abstract inherit vtable',
  },
  { name: 'vm 仮想マシン', words: 'java jvm bytecode ethereum evm' },
  { name: 'snapshot スナップショット', words: 'test testing jest balance sheet photo camera 写真' },
  { name: 'overhead オーバーヘッド', words: 'press bin cost projector プロジェクター キック' },
  { name: 'sandbox サンドボックス', words: 'toy kid children game 砂場' },
];

const ASCII = /^[a-z0-9]+$/;
const KEPT = new Map(
  COMPANY.flatMap(({ name, words }) =>
    name.split(' ').map((one) => [fold(one), words.split(' ').map(fold)] as const),
  ),
);

/** Whether the rest of a text tells that an ordinary name is meant in its other sense. Everything folded. */
export function inOtherSense({ folded, ordinary }: Name, words: ReadonlySet<string>, text: string): boolean {
  const company = ordinary ? (KEPT.get(folded) ?? []) : [];
  return company.some((word) => (ASCII.test(word) ? words.has(word) : text.includes(word)));
}
