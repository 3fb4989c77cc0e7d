/** What the sections of a site are called, in a word. */
const SECTION =
  /^(?:home|news|latest|local|national|world|international|sports?|politics|business|money|opinions?|culture|lifestyle|entertainment|weather|video|videos|photos|podcasts?|health|science|tech|technology|travel|food|arts|jobs|classifieds|obituaries|events|startseite|nachrichten|politik|wirtschaft|kultur|panorama|regional|wetter|meinung|wissen|gesundheit|reise|accueil|actualités?|politique|économie|société|santé|monde|météo|portada|inicio|noticias|política|economía|cultura|deportes|opinión|sociedad|mundo|salud|economia|esportes?|saúde|opinião|cronaca|attualità|sport|spettacoli|esteri|binnenland|buitenland|economie|cultuur|nyheter|nyheder|kultur|ekonomi|sporten|uutiset|kotimaa|ulkomaat|talous|kulttuuri|urheilu|wiadomości|polska|świat|gospodarka|zprávy|domácí|ekonomika|новости|политика|экономика|общество|культура|спорт|мир|haberler|gündem|spor|siyaset|dünya|sağlık|berita|nasional|olahraga)$/iu;
const LONGEST = 160;
/** Entries begin with capitals. */
const LOW_WORD = / [^\p{Lu}]/u;
/** In words. */
const LEAST_WORDS = 4;
const LEAST_SHARE = 0.75;

/** Whether a line is a menu whose entries lost what stood between them: `Front Local Sports Culture Opinion`. */
export function isSectionRow(text: string): boolean {
  const words = text.length <= LONGEST && !LOW_WORD.test(text) ? text.split(' ') : [];
  return words.length >= LEAST_WORDS && words.filter((word) => SECTION.test(word)).length >= words.length * LEAST_SHARE;
}
