/** Words of a message that thanks or closes, and those that go with them. */
const KIND =
  /^(?:(?:ok(?:ay)?|thanks?|thx|ty|cheers|thank you|many|much|very|so|a lot|for (?:the|your) (?:help|answer)|that (?:helps?|helped|was helpful|makes sense)|makes sense|got it|i see|understood|great|nice|cool|perfect|awesome|helpful|ありがとう?(?:ございま(?:す|した))?|助か(?:る|った|ります|りました)|なるほど|了解(?:です|しました)?|(?:わか|分か|解)(?:った|りました)|サンキュー|どうも|オッケー|すごい|いいね|よく|です|ね|よ)(?![a-z])[\s!.,;:)、。！~〜ー♪🙏👍😊]*)+$/u;
/** One of them at least says something by itself. */
const SAYS =
  /\b(?:ok|okay|thanks?|thx|ty|cheers|got|see|understood|great|nice|cool|perfect|awesome|help\w*|sense)\b|[ァ-ヶ一-龠]|あり|なる|わか|どうも|すごい|いい/;

/** A message that only thanks, or says that it was understood. */
export const isThanks = (text: string): boolean => KIND.test(text) && SAYS.test(text);
