import { similarity } from '../search/similarity.ts';

/** Words that set things side by side. Tested against NFKC, lower-case text. */
const COMPARE =
  /\bv\.?s\b|\bversus\b|\bcompar(?:e[ds]?|ing|isons?)\b|\bdiff(?:erences?|erent(?:ly)?|ers?|s)?\b|\bdistinguish|\bchigai\b|\bhikaku\b|\bchigau\b|\bkuraberu\b|\bkurabete\b|\bdocchi\b|\bdochira\b|違い|違う|違って|違います|ちがい|ちがう|ちゃう(?:ん|の|？|\?|$)|比較|比べ|くらべ|どっち|どちら|の差|差は|相違|使い分け|対決|別物|同じ(?:もの|もん|よう|こと|なの|ですか|[？?]|$)/;
/** The same when two things are named around or before them. */
const WEAKER =
  /\b(?:better|worse|[a-z]{3,}er) than\b|\bbetter\b|\bprefer\b|\bwhich (?:one|should|is|do|would)\b|\bchoos(?:e|ing)\b|\bdecid(?:e|ing) (?:between|on)\b|\btorn\b|\bpick\b|\bthe same\b|(?:何|なに|どう|どこ)(?:が|か)?変わ|迷(?:って|い|う)|乗り換え|おすすめ/;
const WHY = /^(?:so )?(?:why|how come)\b|なぜ|なんで|どうして|何故|理由/;
const BETWEEN_TWO = /\bor\b|\bagainst\b|対|それとも|\bto\b(?=.*(?:chigai|hikaku|docchi|dochira))/;

/** Long enough for a slip to leave them what they are. */
const SPELLED = ['difference', 'differences', 'different', 'differ', 'compare', 'comparison', 'versus'];
const SLIP = { letters: /[a-z]{6,12}/g, like: 0.8 };

const misspelt = (text: string): boolean =>
  (text.match(SLIP.letters) ?? []).some(
    (word) => word !== 'compared' && SPELLED.some((right) => similarity(word, right) >= SLIP.like),
  );

/** Whether the text sets things side by side at all. */
export const compares = (text: string): boolean => COMPARE.test(text) || misspelt(text);

/** Whether a text that names two things asks to choose between them; a "why" asks for a reason instead. */
export const chooses = (rest: string, text: string): boolean =>
  compares(rest) || (WEAKER.test(rest) && !WHY.test(text));

/** Whether what stands between two names sets them against each other. */
export const against = (between: string): boolean => BETWEEN_TWO.test(between);

/** Between the names of a question whose first name is what the others are to say something about. */
export const CLASSIFIES = {
  en: /^(?:is|are|was|does|do)\b/,
  ja: /^\s*(?:は|って)/,
  choice: /どっち|どちら|それとも/,
};

/** Said before a kind of thing that stands for all that are nothing special. */
export const ORDINARY =
  /(?:普通|ふつう|通常|一般|一般的|標準)(?:の|な)\s*$|\b(?:normal|regular|ordinary|usual|plain|standard|traditional|typical)\s+$/;

/** What stands between the things compared. */
export const SEPARATOR =
  /\s+(?:v\.?s\.?|versus|and|or|with|to|than|from|against)\s+|\s*[、,/&・;+]\s*|(?<=\S)と(?!は|いう|って)|(?<=\S)対(?=\S)|(?<=[ァ-ヶー一-龠a-z0-9])か(?=[a-zァ-ヶ一-龠])/i;
export const LEAD =
  /^.*?\b(?:differences?|diff|comparison|compar(?:e|ing)|distinguish)\b\s*(?:between|b\/w|of|in|among)?\s*|^(?:how (?:do|does|is|are)|what(?:'s| is)|which is better,?|tell me how)\s+/;
export const TAIL =
  /(?:\s*(?:\bdiffer\b|\bdifferent\b|\bcompared?\b|\bdifferences?\b|— ?differ)|[?？。!！]|の(?:違い|差|比較|使い分け|相違)|を(?:比較|比べ)|(?:は|って|が)?(?:何が|どう|どこが)?(?:違|ちが|別物)|(?:は|って|なら)?(?:、|,)?\s*(?:どっち|どちら)|\s+(?:no )?(?:chigai|hikaku|wo hikaku)|\s*(?:違い|比較|相違)).*$/;

/** Whether nothing but a mark or word that lists stands between two names. */
export const listsWith = (between: string): boolean => /^aa$/.test(`a${between}a`.replace(SEPARATOR, ''));
