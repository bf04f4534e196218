import { readTipsCommand } from './words/words.ts';

/** What comes before the rest of a command when people say it in a sentence; `$1` stays. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  // daily tips; daily tips off
  [/^(?:daily|study)\s+tips\b\s*/i, ''],
  // subscribe to daily tips at 9; stop the tips; turn off daily tips
  [
    /^(?:please\s+)?(?:turn\s+|switch\s+)?(on|off|start|stop|pause|resume|subscribe|unsubscribe|cancel)\s+(?:(?:to|from|the|these|posting|sending|daily|study|virt)\s+)*tips\b\s*/i,
    '$1 ',
  ],
  // 配信開始; 配信を停止して; 毎日のヒントを始めて
  [/^(?:毎日の?(?:学習の?)?ヒント|(?:毎日の?)?ヒントの?配信|定期ヒント|配信)(?:[をのは]|\s)*/, ''],
];

/**
 * What follows the word `tips` in a sentence that turns a channel's tips on or off, or asks how they stand.
 * `undefined`: it is about something else, or would not be understood as a command.
 */
export function tipsAsked(text: string): string | undefined {
  const said = text.normalize('NFKC').trim();
  for (const [pattern, kept] of SENTENCES) {
    if (!pattern.test(said)) continue;
    const rest = said.replace(pattern, kept).trim();
    const command = readTipsCommand(rest);
    // A topic after all: "start tips about docker" names one, 「配信サーバー」 is none of ours.
    const understood =
      command.kind !== 'unclear' && (command.kind !== 'on' || isAbout(command.settings.topics));
    if (understood) return rest;
  }
  return undefined;
}

/** Names of topics are few words; a sentence that is left over is a question. */
const isAbout = (topics: readonly string[]): boolean => topics.every((one) => one.split(' ').length <= 4);
