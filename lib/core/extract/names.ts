import { agencyOf } from './agencies.ts';

/** Words within a name that stand in lower case. */
const PARTICLES = new Set(
  'de da do dos das del della di du des la le van von der den ter ten te zu zum bin ibn al el y e af av och und and'.split(' '),
);
/** Behind a name, or in its place: what somebody is, not who. */
const ROLE =
  /\b(?:staff|writers?|reporters?|correspondents?|editors?|editorial|contributors?|contributing|columnists?|managers?|directors?|founders?|ceo|cto|presidents?|specialists?|analysts?|strategists?|consultants?|professors?|experts?|officers?|engineers?|developers?|designers?|producers?|meteorologists?|photojournalists?|dietitians?|nutritionists?|psychologists?|physicians?|attorneys?|lecturers?|desk|bureau|team|agenc(?:y|ies)|universit(?:y|ät|é|eit)|universi(?:dad|dade|tà)|college|institut(?:e|o)?|foundation|ministry|department|gmbh|ltd|inc|news|newsroom|press|service|admin|guest|author|redaktion|redaction|rédaction|redacción|redação|redazione|redactie|haber|merkezi|read|share|follow|minutes?|comments?|photo(?:s|graphy)?|images?|fotografia|fotografía|fotos?|texto?|tekst|bild(?:er)?|video|subscribe|newsletter|updated?|published|posted)\b/iu;
/** Before a name: `Professor Jane Doe`. */
const TITLE = /^Professor (?=\p{Lu})/u;
/** Degrees and licences behind a name: `PhD`, `, MD`, `, RN, BSN`; the rest are written as outlets are: they count behind such a one. */
const CREDENTIALS =
  /(,?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|D\.?V\.?M|VMD|DDS|DMD|CPA|MBA|CFP®?|CFA®?|RN|Esq\.?|J\.?D\.?|MPH|RDN?|M\.?A\.?|B\.?A\.?|M\.?Sc|B\.?Sc|(?:Ed|Psy|Pharm)\.?D)(?![\p{L}])\.?|,\s+(?:M\.?S|B\.?S|D\.?O|NP|EA|OD|LMFT|LCSW|LMHC|BSN|MSN|DNP)(?![\p{L}])\.?)|,\s+(?!USA|UAE|C[EFIMOT]O)\p{Lu}{3,6}(?![\p{L}])(?!\s\p{Lu}+(?![\p{Ll}]))\.?/gu;
/** A degree is no agency: `Jane Doe, AFP`. */
const isDegree = (credential: string): boolean => agencyOf(credential.replace(/^,/, '')) === null;

/** `Jane Doe, MD` and what of it is the name. */
function parted(text: string): { readonly name: string; readonly degrees: string } {
  let degrees = '';
  const name = text.replace(CREDENTIALS, (credential, known: string | undefined, at: number) => {
    if (!isDegree(credential)) return credential;
    if (known !== undefined || degrees !== '' || LICENSED.test(text.slice(0, at))) degrees += credential;
    return '';
  });
  return { name, degrees };
}
/** A name that ends in a licence: `Jane Doe CPP`. */
const LICENSED = /\p{Ll}.*\s\p{Lu}{2,6}$/u;
/** What joins names in a byline. */
export const JOINTS =
  /\s*(?:[;,&、，；]\s*(?:(?:and|und|et|og|och|en|i|и|e|y|ve|dan|ja)\s)?|\s(?:and|und|et|og|och|en|i|и|e|y|ve|dan|ja)\s)\s*/iu;
/** What outlets and desks are called, as no person is. */
const OUTLET_IN_HAN =
  /(?:新聞|新闻|通信|通訊|通讯|テレビ|放送|報|报|网|網|社|ニュース|编辑|編集|編輯)(?:部|网|網|社)?$|뉴스|신문|일보|방송/u;
/** Desks and correspondents in scripts without capitals, where any two words may be a name. */
export const DESK = /(?:প্রতিবেদক|ডেস্ক|संवाददाता|डेस्क|ब्यूरो|ڈیسک|نمائندہ|خبرگزاری|وكالات|مراسل|التحرير|מערכת|ผู้สื่อข่าว|กองบรรณาธิการ)/u;
/** Labels of a page, as short as names. */
const LABEL_IN_HAN = /^(?:송고|입력|수정|등록|게재|승인|更新|公開|配信|掲載|投稿|関連記事|写真|動画|编辑|編輯)/u;
/** Words of a label that no name begins with in capitals. */
const LABEL = /^(?:by|par|por|door|author|written|text|posted|the|our|on|in|at|for|from|via|view|about|more|all)$/i;
/** Columns are named after a day, people are not. */
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/iu;
const LONGEST_NAME = 50;
const LONGEST_DEGREES = 50;
/** Of one part of a name; longer ones are several words that lost their spaces. */
const LONGEST_WORD = 30;
const MOST_NAMES = 12;
/** Stands for a comma that does not part names. */
const COMMA = '\u0001';
/** Of what no name may hold, the signs that nothing strips from around one. */
const NEVER_IN_NAMES = /[\d/\\<>{}()[\]!?#"“”]/;

/** The name of a person, cleaned, with the degrees that stand behind it; null when the words are no name. */
export function personName(text: string): string | null {
  if (text.length > LONGEST_NAME + LONGEST_DEGREES) return null;
  const { name: before, degrees } = parted(text);
  const name = before.replace(/^[\s@*•-]+|[\s,.:;|*•-]+$/gu, '');
  if (
    name.length < 2 ||
    name.length > LONGEST_NAME ||
    /[\d/\\<>{}()[\]!?:@#"“”：（）【】！？]/.test(name) ||
    ROLE.test(name.replace(TITLE, '')) ||
    (name.charCodeAt(0) >= 0x590 && DESK.test(name)) ||
    WEEKDAY.test(name)
  )
    return null;
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(name))
    return name.length <= 8 && !OUTLET_IN_HAN.test(name) && !LABEL_IN_HAN.test(name) ? name : null;
  const words = onceOnly(name.split(/\s+/));
  if (words.length < 2 || words.length > 6 || LABEL.test(words[0]!) || words.some((word) => word.length > LONGEST_WORD))
    return null;
  if (words.some((word, i) => i > 0 && JOINING.test(word))) return null;
  const capital = words.filter((word) => /^(?:[dDlLO]['’])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word));
  const others = words.filter((word) => !capital.includes(word));
  if (capital.length < 2 || !others.every((word) => PARTICLES.has(word.toLowerCase()) || /^(?:al|el)-\p{Lu}/u.test(word)))
    return null;
  return words.join(' ') + degrees;
}

/** Before whom somebody writes for, in capitals. */
const JOINING = /^(?:for|the|at|from)$/i;

/** A portrait's description repeats the name: `Jane Doe Jane Doe`. */
function onceOnly(words: string[]): string[] {
  const half = words.length / 2;
  return half >= 2 && words.slice(0, half).join(' ') === words.slice(half).join(' ') ? words.slice(0, half) : words;
}

/** The names of a byline, in their order; null when a part of it is no name. */
export function personNames(text: string): string[] | null {
  if (text.length > MOST_NAMES * (LONGEST_NAME + LONGEST_DEGREES) || NEVER_IN_NAMES.test(text)) return null;
  // Before a degree, a comma joins no names.
  const parts = text
    .replace(CREDENTIALS, (credential) => (isDegree(credential) ? credential.replace(',', COMMA) : credential))
    .split(JOINTS)
    .map((part) => part.replaceAll(COMMA, ','))
    .filter((part) => part.trim() !== '');
  if (parts.length === 0 || parts.length > MOST_NAMES) return null;
  const names = new Set<string>();
  for (const part of parts) {
    const name = personName(part);
    if (name === null) return null;
    names.add(name);
  }
  // Beside names, what is all in capitals is the outlet's: `Jane Doe, USA TODAY`.
  const people = [...names].filter((name) => !OUTLET_IN_CAPITALS.test(name));
  return people.length > 0 ? people : [...names];
}

const OUTLET_IN_CAPITALS = /^[^\p{Ll}]{5,}$/u;

/** What sections, headings and buttons are about, in capitals like a name. */
const TOPIC =
  /(?:^|[\s&/-])(?:strateg(?:y|ies)|management|marketing|business(?:es)?|technology|tech|design|financ(?:e|es|ial)|health|healthcare|wellness|fitness|nutrition|travel|lifestyle|culture|politics|opinions?|sports?|science|education|development|engineering|security|data|software|hardware|digital|analysis|insights?|reviews?|reports?|research|publications?|journals?|releases?|statements?|notices?|recipes?|fashion|beauty|entertainment|gaming|games|music|movies?|books?|podcasts?|events?|careers?|jobs|training|learning|tutorials?|tools?|apps?|crypto|markets?|investing|insurance|estate|property|legal|tax(?:es)?|accounting|leadership|innovation|sustainability|climate|environment|energy|community|family|parenting|gardening|industry|retail|e-?commerce|customers?|planning|basics|essentials|improvement|maintenance|safety|automation|intelligence|media|content|thoughts|conclusions?|takeaways?|contents?|summary|overview|introduction|guides?|programs?|programmes?|tips|articles?|blogs?|trial|details|topics|questions|links|stories|posts?|home|services?|resources?|products?|solutions?|company|wirtschaft|politik|kultur|gesundheit|wissen(?:schaft)?|technik|reisen?|ratgeber|inhalt|zusammenfassung|überblick|économie|politique|santé|société|voyages?|sommaire|résumé|economía|política|cultura|salud|tecnología|deportes|sociedad|resumen|índice|economia|saúde|tecnologia|esportes|resumo|cronaca|salute|sommario)(?=$|[\s&/-])/iu;

/** Names that no label announces; null when they may be a section's or a heading's words. */
export function bareNames(text: string): string[] | null {
  const names = personNames(text);
  return names === null || TOPIC.test(text) || HANGUL_WORDS.test(text) ? null : names;
}

/** Korean names are one word. */
const HANGUL_WORDS = /\p{Script=Hangul}\s\p{Script=Hangul}/u;
