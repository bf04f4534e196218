/**
 * Words that carry a question without being what it is about: asking, politeness, chat, connecting. What remains
 * of a text once these and the names of topics are taken out has to be explained by the notes.
 */
export const ENGLISH = new Set(
  `a an the this that these those it its they them their there here i me my we us our you your he she his her someone somebody anyone anybody everyone people one ones thing things stuff something anything everything
  is are was were be been being am do does did done doing has have had having can could will would shall should may might must
  not no nor don doesn didn isn aren wasn weren cant wont t s re ve ll d m
  and or but so if then than as at by for from in into of off on onto out over to up with without within about between among vs versus via per like
  what whats which who whom whose when where why how hows
  tell explain explained explains explaining explanation describe described describes description define defined defines show shown shows give gives given
   list know understand learn want need help please plz pls thanks thank hey hi hello ok okay well just really actually basically simply exactly quick quickly again also too even only still
  mean means meaning definition term terms word call called name named kind kinds type types sort work works working worked use used uses using usage useful needed needs wanted requires required get gets got make makes made let lets see look
  more most much many lot some any all each every other another same both either neither few
  question ask wonder wondering curious guess think opinion idea ideas thought say said
  five years old eli5 eli simple easy easily short brief briefly summary summarize overview introduction intro basics basic beginner newbie info information detail details
  good better best bad worse worst great nice big small little long
  difference different differ compare compared comparison contrast vs versus prefer choose pick choice option
  example examples instance instances sample feature features advantage advantages disadvantage disadvantages pro pros con cons benefit benefits role purpose point points concept concepts technology technologies technique tech product products provider providers vendor tool tools software system solution solutions
  mechanism internals internally under hood behind inside
  take takes taking happen happens happening possible able allow allows enable enables come comes go goes going keep run runs running
  today now currently nowadays yet ever never always usually often
  talk talks talking talked heard hear hears mention mentions mentioned colleague friend boss coworker teammate everyone's exactly thingy
  drawback drawbacks downside downsides weakness weaknesses strength strengths limitation limitations upside upsides tradeoff tradeoffs trade offs caveat caveats
  kinda sorta supposed basically whole idea purpose reason reasons cause causes way ways part parts lot lots bit actual real normal usual regular typical common popular modern old new latest current
  yo um uh er hmm lol btw imo folks guys team bot virt`
    .split(/\s+/)
    .filter(Boolean),
);

/** Longest first; taken out of runs of kana and kanji. */
export const JAPANESE: readonly string[] =
  `弱点 強み 弱み 注意点 問題点 課題 方式 方法 手順 原理 構造 構成 背景 歴史 由来 名前 呼び方 読み方 必要 必須 対応 実際 本当 普通 通常 最近 現在 今 昔 今でも とはなんですか 不要 必要 必須 対応 実際 本当 普通 通常 最近 現在 今 昔 とはなにですか とはなにか とはなに ってなんですか ってなんなの ってなんだっけ ってなんだろう ってなに ってなん とは っていうのは というのは っていう という といった って についておしえてください について に関して に関する にかんして を教えて をおしえて 教えてください 教えて下さい 教えてほしい 教えて おしえてください おしえて 説明してください 説明して 説明したい 説明 解説して 解説 簡単に かんたんに 簡単 ざっくり わかりやすく 分かりやすく 詳しく くわしく 詳細 そもそも ちなみに ところで まず ちょっと 少し もう少し もっと 知りたいんだけど 知りたいです 知りたい しりたい 知っている 知ってる 聞きたい ききたい 聞いたことない 聞いたことがない 聞いたこと 聞いた 見たい 見せて みせて 欲しい ほしい ちょうだい 頂戴 お願いします お願い おねがいします おねがい ください 下さい 頼む 何ですか 何でしょうか 何だっけ 何なの 何者 何が 何を 何か 何の 何 なんですか なんでしょう なんなんですか なんなの なの なに なぜ 何故 なんで どうして どういう どういった どうやって どうなって どうやる どうすれば どうしたら どう どんな どの どれ どこ どちら どっち いつ だれ 誰 いくつ いくら ですかね でしょうか ですか ますか でしょう だろうか だろう だっけ です ます でした ました ません のか かな かね よね だよ だね んだけど んですけど のですが んですが けど けれど みたい らしい そうです してくれる してくれ してほしい してください して下さい している してる します しました した して する される された されて できますか できる できない でき やる やって やり方 なる なって なった ならない いる いて います ある あります ありますか あるの あって ない ないの なく くれる くれて もらう あげる おく しまう わかる 分かる わからない 分からない 思う おもう 思います 言う いう 言われ 書いてあった 書いてある 書いて の方が のほうが の方 のほう ほうが 場合 とき 時 こと もの ため 為 おかげ せい わけ 訳 理由 意味 定義 概要 仕組み しくみ 特徴 特長 役割 機能 目的 用途 使い道 使い方 使う 使って 使われ 使った 使える 利用 利点 欠点 長所 短所 メリット デメリット 種類 例 具体例 製品 技術 概念 用語 言葉 基本 基礎 入門 初心者 新人 代表的 主な 一般的 違い 違う 違って 違います ちがい ちがう 比較 比べて 比べる 比べた 比べ くらべ 差 選ぶ 選び いい 良い よい おすすめ 一番 最も より それぞれ 両方 関係 関連 そして それで それ その これ この あれ あの ここ そこ また でも だけ まで から など とか ほど くらい ぐらい ながら たら なら ので のに には では とも にも へ みんな 皆さん さん ねえ ねぇ やあ えっと すみません すいません どうも`
    .split(' ')
    .sort((a, b) => b.length - a.length);

/** Single hiragana left between content words. */
export const PARTICLES = new Set([
  ...'はがのをにへとでもやかねよなだわぞさしてたりるれうんいくえけおごまっせこれそ',
]);

/** Romanised Japanese connecting words. */
export const ROMAJI = new Set(
  'no wa ga wo o ni to toha towa de mo ka ne yo tte nani nan nande naze doushite desu desuka masu oshiete kudasai onegai shimasu chigai hikaku ha dou chigau dochira docchi kekka wo shiritai nanidesuka misete miseru ageru kurete kureru chotto motto hikaku shite kurabete'.split(
    ' ',
  ),
);
