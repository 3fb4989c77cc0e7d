/** What sites call the page that all paths begin at. */
const HOME =
  'home(?: ?page)?|start|startseite|accueil|inicio|início|portada|prima pagina|voorpagina|hem|hjem|forsiden?|etusivu|strona główna|úvod|domů|acasă|kezdőlap|főoldal|главная|головна|начало|αρχική|ana ?sayfa|beranda|trang chủ|الرئيسية|صفحه اصلی|דף הבית|होम|首页|首頁|トップ(?:ページ)?|ホーム|홈|หน้าแรก|naslovna|početna|почетна|pradžia|sākums|avaleht|domov|inici|laman utama|ana səhifə|басты бет|মূলপাতা|প্রচ্ছদ|முகப்பு|صفحہ اول';
const PATH_SIGN = /[›»>/|]/;
const FROM_HOME = new RegExp(`^(?:${HOME}|blog)\\s*[›»>/|]`, 'iu');
/** At least three parts. */
const LONG_PATH = /[›>].*[›>]|\s».*\s»/u;
/** Two parts of a few words each: `News › Harbour`. */
const SHORT_PATH = /^\p{Lu}\S*(?: \S+){0,2} [›»>] \p{Lu}\S*(?: \S+){0,2}$/u;

/** Whether a line is the path to the page: `Home › News › Harbour`. */
export const isBreadcrumb = (text: string): boolean =>
  PATH_SIGN.test(text) && (FROM_HOME.test(text) || LONG_PATH.test(text) || SHORT_PATH.test(text));

/** Words of a step; a sentence has more between two signs. */
const LONGEST_STEP = 5;
const STEP = /\s*[›»>/|]\s*/u;
const TWO_SLASHES = /[/|].*[/|]/u;

/** Whether it is sure, wherever the line stands: a path of short steps from the start. */
export const isPathFromHome = (text: string): boolean => {
  const start = PATH_SIGN.test(text) ? FROM_HOME.exec(text)?.[0] : undefined;
  return (
    start !== undefined &&
    (/[›»>]$/u.test(start) || TWO_SLASHES.test(text)) &&
    text.split(STEP).every((step) => step.split(' ').length <= LONGEST_STEP) &&
    !/[.!?。]$/u.test(text)
  );
};
