import { agencyOf } from './agencies.ts';
import type { StatedDate } from './dates.ts';
import { EDITORS, SOURCE } from './meta-labels.ts';
import { personNames } from './names.ts';

/** What a line says that holds nothing but metadata. */
export interface MetaLine {
  readonly published?: StatedDate;
  readonly modified?: StatedDate;
  readonly authors?: readonly string[];
  readonly agency?: string;
  readonly sourceName?: string;
  readonly section?: string;
  readonly keywords?: readonly string[];
  readonly url?: string;
  /** Whether it is a label alone, such as `By`, whose value is on the next line. */
  readonly open?: 'byline' | 'source' | 'published' | 'modified';
  /** Whether a word such as `By` or `Published` says what it is; a bare name or date may be something else. */
  readonly labelled: boolean;
}

const SECTION =
  /^(?:section|categor(?:y|ies)|filed (?:under|in)|posted in|rubrik|ressort|rubrique|catégorie|sección|categoría|categoria|sezione|rubriek|kategori|kategoria|рубрика|栏目)\s*[:：]\s*/iu;
/** What systems fill in where nobody chose. */
const NO_SECTION =
  /^(?:uncategori[sz]ed|unkategorisiert|allgemein|non classé|sin categoría|sem categoria|senza categoria|geen categorie|okategoriserade|без рубрики|未分类)$/iu;
export const KEYWORDS =
  /^(?:tags|tagged|keywords|topics|schlagworte|schlagwörter|stichworte|mots[- ]clés|etiquetas|palabras clave|palavras-chave|tag|trefwoorden|nyckelord|słowa kluczowe|tagi|štítky|avainsanat|emneord|etichete|címkék|ετικέτες|etiketler|từ khóa|теги|метки|ключевые слова|(?:ال)?كلمات (?:ال)?مفتاحية|وسوم|תגיות|标签|關鍵字|キーワード|태그)\s*[:：]\s*/iu;
const URL_LINE = /^(?:(?:url|link|canonical|permalink|source url)\s*[:：]\s*)?(https?:\/\/[^\s<>"]{4,2000})$/iu;
/** What a label and the rest of its line state: a section, tags, an address. */
export function readValue(text: string): MetaLine | null {
  const url = URL_LINE.exec(text);
  if (url) return { url: url[1]!, labelled: true };
  const section = SECTION.exec(text);
  if (section && text.length > section[0].length) {
    const [first] = text.slice(section[0].length).split(/\s*[,|>›]\s*/) as [string];
    return { ...(!NO_SECTION.test(first) && { section: first }), labelled: true };
  }
  const keywords = KEYWORDS.exec(text);
  if (!keywords || text.length === keywords[0].length || text.length > 500) return null;
  const list = text
    .slice(keywords[0].length)
    .split(/\s*[,;|#、，،]\s*/)
    .filter(Boolean);
  return { keywords: list, labelled: true };
}

/** Those who edited are no authors. */
export function editorsOf(text: string): MetaLine | null {
  const label = EDITORS.exec(text);
  return label && personNames(text.slice(label[0].length).replace(/[)）】\]]$/u, '')) ? { labelled: true } : null;
}

/** `Source: The Evening Post`, beside other parts. */
export function sourceOf(text: string): MetaLine | null {
  const label = SOURCE.exec(text);
  if (!label) return null;
  const name = text.slice(label[0].length);
  const agency = agencyOf(name);
  return { ...(agency ? { agency } : { sourceName: name }), labelled: true };
}
