/** Clauses that begin with a verb: "is it safe", "Hi, does KVM need …". */
const ENGLISH =
  /(?:^|[.,;!?]\s*)(?:(?:and|but|so|then|ok|okay|hi|hello|hey)\s+)?(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|must|may)(?:n't)?\s/i;
const CHOICE = /\bor\b|\b(?:what|which|why|how|who|where|when)\b/i;
const JAPANESE = /(?:か|の|[うくぐすつぬむぶるい]|\p{sc=Han}{2})[?？]$|(?:です|ます)か[。]?$/u;
const OPEN =
  /何|なに|なぜ|なんで|どう|どの|どれ|どちら|どっち|どこ|どんな|いつ|いくつ|いくら|誰|とは|違い|理由|方法/;

/** Whether a question is answered by yes or no. */
export function asksWhether(question: string): boolean {
  const text = question.normalize('NFKC').trim();
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return JAPANESE.test(text) && !OPEN.test(text);
  return ENGLISH.test(text) && !CHOICE.test(text);
}
