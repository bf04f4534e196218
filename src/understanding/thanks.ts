/** Words of a message that thanks, agrees, greets or takes leave, and those that go with them: a closed class. */
const KIND =
  /^(?:(?:ok(?:ay)?|thanks?|thx|ty|cheers|thank you|many|much|very|so|a lot|for (?:the|your) (?:help|answer)|that (?:helps?|helped|was helpful|makes sense)|makes sense|got it|i see|understood|great|nice|cool|perfect|awesome|helpful|(?:good ?)?bye|good ?night|good (?:morning|day|evening|job)|see (?:you|ya)|(?:for )?now|later|tomorrow|have a (?:good|nice|great)|day|weekend|take care|hi|hello|hey|there|ありがとう?(?:ございま(?:す|した))?|助か(?:る|った|ります|りました)|なるほど|了解(?:です|しました)?|(?:わか|分か|解)(?:った|りました)|サンキュー|どうも|オッケー|すごい|いいね|よく|さよう?なら|バイバイ|じゃあ?|では|それでは|また|おやすみ(?:なさい)?|お(?:疲|つか)れ(?:さま|様)?(?:でした)?|失礼します|おはよう(?:ございます)?|こんにちは|こんばんは|明日|今度|です|ね|よ)(?![a-z])[\s!.,;:)、。！~〜ー♪🙏👍👋😊]*)+$/iu;
/** One of them at least says something by itself. */
const SAYS =
  /\b(?:ok|okay|thanks?|thx|ty|cheers|got|understood|great|nice|cool|perfect|awesome|help\w*|sense|(?:good)?bye|night|morning|evening|job|see|care|hi|hello|hey)\b|goodnight|have a|助|了解|[わ分]か(?:った|りました)|解(?:った|りました)|サンキュー|オッケー|バイバイ|あり|なる|わか|どうも|すごい|いいね|さよ|また|じゃあ|おやす|お疲|おつか|失礼|おはよ|こん/i;

/** A message that only thanks, greets or takes leave, or says that it was understood. */
export const isThanks = (text: string): boolean => KIND.test(text) && SAYS.test(text);
