/** Words that announce who wrote and when, in the languages of the press. All are anchored and tried on one short line. */

const anchored = (alternatives: readonly string[], tail: string): RegExp =>
  new RegExp(`^(?:${alternatives.join('|')})${tail}`, 'iu');
const VALUE_NEXT = '(?:\\s*[:：|]|\\s[–—-](?=\\s))?\\s*';

export const PUBLISHED = anchored(
  [
    '(?:(?:this )?(?:article|post|story|page) (?:was )?)?(?:first |originally )?(?:published|posted)(?: (?:on|at|date))?',
    '(?:date (?:published|posted|added|created)|(?:published|posted|release|created) date|publication date|pub(?:lish)? ?date)',
    'content current as of|page updated|dated|date|released|created(?: on)?|issued|issue date|uploaded(?: on)?|added(?: on)?|written on|on',
    'veröffentlicht(?: am)?|veröffentlichung(?:sdatum)?|publiziert(?: am)?|erschienen(?: am)?|erstellt(?: am)?|online seit|stand|datum|vom',
    'publié(?:e)?(?: le)?|publication|posté(?: le)?|paru(?:e)?(?: le)?|rédigé(?: le)?|mis en ligne(?: le)?|date de publication|le',
    'publicado(?: (?:el|em|en|a las|às))?|publicada(?: (?:el|em))?|fecha(?: de publicación)?|data(?: d[ae] publica(?:ção|ció))?',
    'pubblicato(?: il)?|pubblicata(?: il)?|data di pubblicazione|gepubliceerd(?: op)?|geplaatst(?: op)?|publicatiedatum',
    'publicerad|publicerat|publisert|publiceret|udgivet|julkaistu|birt(?:ist)?',
    'opublikowano|opublikowany|data (?:publikacji|dodania)|publikováno|vydáno|publikované|objavljeno',
    'megjelent|közzétéve|publica(?:t|da)(?: (?:pe|la|în|el))?|avaldatud|publicēts|paskelbta',
    'опубликован[оа]?|дата(?: публикации)?|опубліковано|дата публікації|публикувано|објављено',
    'δημοσιεύ(?:θηκε|τηκε)|δημοσίευση|ημερομηνία',
    'yayın(?:lanma)?(?: tarihi)?|yayınlandı|diterbitkan|dipublikasikan|ngày đăng|đăng ngày|เผยแพร่(?:เมื่อ)?|โพสต์เมื่อ|วันที่(?:เผยแพร่)?',
    'نُ?شر(?:ت)?(?: في)?|تاريخ النشر|تاریخ انتشار|פורסם(?: ב)?|प्रकाशित|প্রকাশ(?:িত)?|اشاعت',
    '发布(?:时间|日期|于)?|發[布佈](?:時間|日期|於)?|发表(?:时间|于)|發表於|日期|时间|公開日?|掲載日?|投稿日|配信日?時?|公開日時|게시일?|입력|등록일?|작성일?',
  ],
  VALUE_NEXT,
);
export const MODIFIED = anchored(
  [
    '(?:(?:this )?(?:page|article|post|content|story) )?(?:was )?(?:last |most recently )?(?:updated?|modified|revised|edited|changed)(?: (?:on|at))?',
    'date (?:updated|modified)|(?:updated|modified|modification) date|last (?:update|modification|change)',
    '(?:zuletzt |letzte )?aktualisier(?:t|ung)(?: am)?|(?:zuletzt )?geändert(?: am)?|letzte änderung|update vom',
    '(?:dernière )?(?:mise à jour|modification)(?: le)?|(?:mis(?:e)? à jour|actualisée?)(?: le)?|modifié(?:e)?(?: le)?',
    '(?:última )?actualizaci[óo]n|actualizad[oa](?: (?:el|a las))?|(?:última )?atualização|atualizad[oa](?: (?:em|às))?|modificad[oa](?: (?:el|em))?',
    '(?:ultimo )?aggiornamento|aggiornat[oa](?: (?:il|al))?|modificato(?: il)?|(?:laatst )?bijgewerkt(?: op)?|laatste update|gewijzigd(?: op)?',
    '(?:senast )?(?:uppdaterad|uppdaterat|ändrad)|(?:sist )?oppdatert|(?:sidst )?opdateret|päivitetty|muokattu',
    '(?:ostatnia )?aktualizacj[aę]|zaktualizowano|(?:naposledy )?aktualizováno|aktualizované|ažurirano|frissítve|frissült|actualizat(?: (?:la|pe))?',
    'обновлен[оа]?|оновлено|изменено|обновена?|(?:τελευταία )?ενημέρωση|ενημερώθηκε',
    '(?:son )?güncelle(?:n?me|ndi)(?: tarihi)?|diperbarui|cập nhật(?: lúc| ngày)?|ปรับปรุง(?:ล่าสุด|เมื่อ)?|อัป?เดต(?:ล่าสุด|เมื่อ)?',
    '(?:آخر )?تحديث|به‌?روزرسانی|עודכן(?: ב)?|अपडेटे?ड?|আপডেট',
    '(?:最[后終终後])?更新(?:时间|時間|日期|日時?|于|於)?|最终修改|(?:최종)?\\s?수정일?|업데이트',
  ],
  VALUE_NEXT,
);

/** Kinds of texts that are said to be by somebody. */
const KIND =
  '(?:words|text|story) and (?:photos|photographs|pictures|photography|images)|written|words|text|story|post|posted|submitted|published|reported|reporting|report|article|authored|author|recipe|review|created|opinion|analysis|commentary|column|essay|interview|contributed|compiled|blog(?: post)?|(?:(?:a|an) )?(?:guest |sponsored )?(?:post|column|blog|article|essay|commentary|opinion)|special report';
const GERMAN_KIND =
  'geschrieben|verfasst|veröffentlicht|erstellt|gepostet|(?:ein(?:e)? )?(?:gast)?(?:kommentar|beitrag|bericht|analyse|interview|essay|kolumne|reportage|artikel|text|rezension|glosse)';

/** `De` must be followed by two capitalized words: in Dutch and French it begins half of all headlines. */
export const BYLINE = anchored(
  [
    `(?:${KIND})\\s+by|this (?:article|post|story|piece|report|blog(?: post)?) (?:was|is|has been) (?:written|contributed|authored|produced) by|byline\\s*:|by|authors?\\s*:|author\\(s\\)\\s*:|writers?\\s*:|reporters?\\s*:|words\\s*:`,
    `von(?: unsere[mr] (?:korrespondent(?:en|in)|reporter(?:in)?|redakteur(?:in)?|mitarbeiter(?:in)?))?|(?:${GERMAN_KIND}) von|text\\s*:|autor(?:[/:*]?in|en)?\\s*:|redaktion\\s*:`,
    'par|(?:écrit|rédigé|publié|posté|proposé|signé|article|texte|un article|propos recueillis) par|auteur(?:e|s)?\\s*:|texte\\s*:',
    'de|por|(?:escrito|publicado|redactado|redigido|postado|enviado|texto|reportaje|reportagem) por|(?:texto|reportaje|reportagem) de|texto\\s*:|autor[ae]?s?\\s*:',
    'di|a cura di|(?:scritto|pubblicato|redatto|inserito) da|(?:articolo|testo|servizio) di|autor[ei]\\s*:|testo\\s*:',
    'door|deur|(?:geschreven|gepubliceerd|geplaatst|tekst|opinie) door|tekst\\s*:',
    'av|af|(?:skriven|skrivet|skrevet|publicerad|publicerat|publisert|text|tekst) av|(?:skrevet|udgivet|tekst) af|skribent\\s*:|forfatter\\s*:|författare\\s*:|teksti\\s*:|kirjoittanut|kirjoittaja\\s*:',
    "about the authors?\\s*:|über (?:den autor|die autorin)\\s*:|à propos de l[’']auteure?\\s*:|sobre (?:el|la|o|a) autora?\\s*:|over de auteur\\s*:",
    'przez|oprac\\.|(?:opublikowane|napisane|dodane) przez|(?:napisał|napsal|napísal)a?\\s*:?|autork?a?\\s*:|autoři\\s*:|piše\\s*:|tekst\\s*:',
    'szerz[őo]\\s*:|írta\\s*:|(?:scris|publicat) de|articol de|shkruar nga|nga\\s*:',
    'автор(?:ы|ка|и)?\\s*:|текст\\s*:|пише\\s*:|подготовил[аи]?\\s*:',
    '(?:του|της|των)\\s|από (?:τον|την|το|τους)|γράφ(?:ει|ουν) ?(?:ο|η|οι)?\\s*:?|συντάκτη?[ςρ](?:ια)?\\s*:|κείμενο\\s*:',
    'بقلم|كتبت?\\s*:|إعداد\\s*:|الكاتبة?\\s*:|نویسنده\\s*:|מאת|כתב(?:ה)?\\s*:',
    'yaza[rn]\\s*:|haber\\s*:|muhabir\\s*:|bởi|द्वारा|oleh|(?:ditulis|disusun) oleh|(?:penulis|laporan)\\s*:|tác giả\\s*:|người viết\\s*:|लेखक\\s*[:：]|ผู้เขียน\\s*:|โดย(?:\\s*:)?',
    '作者\\s*[:：]|(?:本报|本報|本刊|特约|見習|实习)?[记記]者\\s*[:：/／]|(?:本报|本報|本刊)[记記]者\\s|[撰作]?文\\s*[/／:：=＝|｜・]|取材・文\\s*[/／:：=＝]|(?:筆者|著者|執筆者?|ライター|書き手|投稿者)\\s*[/／:：=＝]|(?:기자|글|글쓴이|작성자)\\s*[:：=]',
  ],
  '\\s*[:：]?\\s*',
);
/** The end of such a label that is set off from what follows; else it may be the start of a word. */
export const SET_OFF = /[\s:：/／=＝|｜・]$/u;
/** The same with a colon: it announces who wrote, whoever it is. */
export const ANNOUNCING = /[:：]\s*$/u;

/** Such a label alone on its line, with the name below it. */
export const OPEN_BYLINE = anchored(
  [
    '(?:(?:about|meet) (?:the |our )?)?authors?|(?:the |our )author|author (?:bio|profile)|about the writer|(?:written|posted|published|authored) by',
    "(?:über (?:den |die )?|zu[mr] )?autor(?:in|en)?|(?:à propos de )?(?:l[’']|la |les )?auteur(?:e|s|rice)?|(?:sobre (?:el |la |o |a |los |as )?)?autora?s?",
    "(?:l[’']|sull[’'])?autor[ei]|over de auteurs?|auteur|om (?:författaren|forfatteren)|författare|forfatter|kirjoittaja(?:sta)?",
    'o aut(?:orze|orce|orovi|orce)|autor(?:ka)?|szerző|despre autor|(?:об )?автор[еах]?|про автора|yazar(?: hakkında)?|tentang penulis|penulis|tác giả',
    '关于作者|作者简介|作者|この記事を書いた人|著者プロフィール|執筆者|저자 소개',
  ],
  '\\s*[:：]?$',
);

/** Words before the outlet or agency that supplied a text. */
export const SOURCES =
  'source|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|sursa|forrás|izvor|источник|източник|джерело|πηγή|kaynak|sumber|nguồn|المصدر|مصدر|منبع|מקור|स्रोत|ที่มา|来源|來源|稿源|出典|出[处處]|출처';
/** A label with its value behind it. */
export const SOURCE = anchored([SOURCES], '\\s*[:：]\\s*(?=\\S)');

/** The same alone on its line, as press releases have it. */
export const OPEN_SOURCE = /^(?:(?:news )?provided by|issued by|distributed by|from\s?:|source\s?:|herausgeber\s?:)\s*[:：]?$/iu;

/** Words before those who edited or checked a text, and wrote nothing of it. */
const EDITED =
  '(?:责任|責任|执行|執行)?[编編][辑輯]|[责責][编編]|主[编編]|校[对對]|审[核校]|審[核校]|監製|編集|편집|редактор|editor';
export const EDITORS = anchored([`[（(【[]?(?:${EDITED})`], '\\s*[:：]\\s*(?=\\S)');

/** Where the next label begins in a line that has several: `2026-03-07 来源：晚报 作者：王小明`. */
export const NEXT_LABEL = new RegExp(
  `\\s(?=(?:${SOURCES}|${EDITED}|作者|[记記]者|authors?|autor[ae]?s?|автор|โดย)\\s?[:：])`,
  'iu',
);

/** Scrapers lose the space between the label and the link behind it. */
export const GLUED_BY = /^(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished) )?[Bb]y(?=\p{Lu}\p{Ll}+ \p{Lu})/u;

const COLLECTIVE =
  'team|staff|editors|editorial|desk|newsroom|contributors?|redaktion|rédaction|redacción|redação|redazione|redactie';
/** The last word of a collective author. */
export const TEAM = new RegExp(`\\b(?:${COLLECTIVE})$`, 'iu');
/** `La rédaction avec AFP`: the name of an agency stands behind it. */
export const TEAM_WITH = new RegExp(
  `^(?:(?:la|the|die|de|l[’']|a) ?)?(?:${COLLECTIVE})(?: (?:avec|mit|with|con|com|and|et|und|y|e) (?:l[’'])?|\\s?[/,]\\s?)(?=\\S)`,
  'iu',
);
/** Behind `By`, in lower case: it names nobody. */
export const OUR_TEAM = new RegExp(
  `^(?:our|the|unsere[rm]?|der|notre|la|nuestr[ao]|nossa|a|nostra|onze|de|vår|vores|redaksjonen|naszej?) ?(?:own )?(?:\\p{L}+ )?(?:${COLLECTIVE}|correspondents?|reporters?|redaktionen|redakcji)$`,
  'u',
);
