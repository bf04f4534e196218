/** What stands between the things compared. */
export const SEPARATOR =
  /(?<!\s)\s+(?:v\.?s\.?|versus|and|or|with|to|than|from|against)\s+|(?:(?<!\s)\s+)?[、,/&・;+]\s*|(?<=\S)と(?!は|いう|って)|(?<=\S)対(?=\S)|(?<=[ァ-ヶー一-龠a-z0-9])か(?=[a-zァ-ヶ一-龠])/i;
/** What is said around things that are compared. */
export const BEFORE_COMPARED =
  /^.*?\b(?:differences?|diff|comparison|compar(?:e|ing)|distinguish)\b\s*(?:between|b\/w|of|in|among)?\s*|^(?:how (?:do|does|is|are)|what(?:'s| is)|which is better,?|tell me how)\s+/;
export const AFTER_COMPARED =
  /(?:(?:(?<!\s)\s+)?(?:\bdiffer\b|\bdifferent\b|\bcompared?\b|\bdifferences?\b|— ?differ)|[?？。!！]|の(?:違い|差|比較|使い分け|相違)|を(?:比較|比べ)|(?:は|って|が)?(?:何が|どう|どこが)?(?:違|ちが|別物)|(?:は|って|なら)?(?:、|,)?(?:(?<!\s)\s+)?(?:どっち|どちら)|(?<!\s)\s+(?:no )?(?:chigai|hikaku|wo hikaku)|(?:(?<!\s)\s+)?(?:違い|比較|相違)).*$/;

/** What may stand between two names is no longer. Letters. */
const LONGEST_SEPARATOR = 'against'.length;

/** Whether nothing but a mark or word that lists stands between two names. */
export const listsWith = (between: string): boolean =>
  between.trim().length <= LONGEST_SEPARATOR && /^aa$/.test(`a${between}a`.replace(SEPARATOR, ''));
