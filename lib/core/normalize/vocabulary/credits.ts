import { SOURCES } from '../../extract/meta-labels.ts';

/** What a picture is called that is credited to somebody. */
const PICTURES =
  'Photos?|Photographs?|Pictures?|Images?|Illustration|Fotos?|Bild|Symbolbild|Archivbild|Imagen|Imagem|Immagine|Afbeelding|Kuva|Zdjęcie|Фото';
/** Labels of picture captions. */
export const CAPTION = new RegExp(
  `^fot\\. \\S|^photo d[’']illustration[.\\s]|^【(?:写真|動画|画像)】\\S|^(?:\\[|\\()?(?:file ?)?(?:${PICTURES}|pic|caption|video|graphic|图|写真|사진)(?: (?:by|credit|courtesy(?: of)?|via|source|illustration|caption))?\\s*(?:[:：/©-]|(?<= (?:source|caption|credit)),)\\s*\\S`,
  'iu',
);
/** `Image from the archive`: whose a picture is, without a sign between; the name's capital tells it from a sentence. */
export const PROVENANCE =
  /^[([]?(?:(?:Hero|Cover|Header|Featured?|Lead|Main) )?(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Ii]llustration|[Ss]creenshot|[Gg]raphic|[Aa]rtwork)s? (?:(?:is |was )?(?:provided|supplied|created|taken) by|by|from|via|courtesy(?: of)?) (?:the |our )?\p{Lu}[^.!?]{1,80}[.)\]]*$/u;
/** `Credit: Jane Doe / Outlet`: below the text it may name who supplied that, between paragraphs it is a picture's. */
export const PICTURES_CREDIT = /^[([]?credits?\s?[:：]/i;
/** A label of a caption behind a text, whose space was lost; the capital tells it from the end of a word. */
export const GLUED_CREDIT = new RegExp(
  `(?<=[\\p{Ll}\\p{N}.!?…"”»’)\\]])(?:${PICTURES})(?: (?:by|credit|courtesy|von|par|de|di|:))?\\s?[:：©/]\\s?\\p{Lu}[^.!?]{1,80}(?:\\.\\p{L}[^.!?]{0,20})?[.)]?$`,
  'u',
);

/** Ends of a line that credit a picture. */
const PICTURE_CREDIT =
  /(?:\((?:photo|image|picture|foto|ap photo|file photo|credit|photo by)\b[^()]{0,120}\)|\/\s?getty images|\bgetty images|\bshutterstock|\bistock(?:photo)?|[—–|/-] ?(?:via |from )?(?:wikimedia commons|unsplash|pexels|pixabay|adobe stock|freepik|flickr)|\b(?:via|courtesy of) (?:wikimedia commons|unsplash|pexels|pixabay|flickr)|\bvia (?:ap|reuters|afp)|\s(?:photo|foto|image|picture|pic)\s?[:/©]\s?[\p{L}\p{N} ./-]{2,40}|\((?:courtesy(?: of)?|handout|submitted)\b[^()]{0,60}\))\s*[)\].]?$/iu;

/** `Photo by Jane Doe / The Post`, and before a caption without a full stop, the agency: `Getty Images Crews at work`. */
const CREDIT_LINE =
  /^(?:(?:Photos?|Photographs?|Images?|Pictures?|Illustrations?) (?:by|courtesy of|via) \p{Lu}[^.!?]{1,80}|(?:Getty Images|PA Media|Shutterstock|Alamy|AFP via Getty Images)(?:\/\S+(?: \p{Lu}\S*)?)? \p{Lu}[^.!?]{15,200})$/u;
/** Behind a caption that ends like a sentence: `The lake on Saturday. Photograph: Jane Doe`, `… on Saturday.Credit: Jane Doe`. */
const LABELLED_CREDIT =
  /[.!?…”"’)]\s?(?:photo(?:graph)?s?|fotos?|images?|pictures?|illustration|credit)(?: (?:credit|courtesy(?: of)?))?\s?:\s?[\p{L} .'’|/&-]{2,60}$/iu;
/** `The choir by candlelight Credit: Jane Doe for the Post`, `The pool is filled. © Jane Doe`, `… in Game 6. –PBL IMAGES`. */
const SIGNED_CREDIT =
  /\s(?:Credit:\s?\p{Lu}[\p{L} .'’/&-]{2,60}|©\s?\p{Lu}[\p{L} .'’/&-]{2,50}|[–—-]\s?(?:\p{Lu}+ ){1,3}(?:IMAGES?|PHOTOS?))$/u;
/** Behind a caption without a space, the photographer's name: `The lake on Saturday.JANE DOE`. */
const SHOUTED_NAME = /[.!?…”»]\p{Lu}{2,}(?:[ ’'-]\p{Lu}{2,}){1,3}$/u;

/** Signs of which most of these ends have one: most texts have none. */
const CREDIT_SIGN = /[(/:©]/;
/** What such an end has without a sign. */
const CREDITED =
  /(?:images|shutterstock|istock(?:photo)?|commons|unsplash|pexels|pixabay|stock|freepik|flickr|ap|reuters|afp)\s*[)\].]?$/iu;
/** Longer than these, with a bracket behind. */
const LONGEST_CREDITED = 20;

/** Whether a cleaned text ends with the credit of a picture. */
export function creditsPicture(text: string): boolean {
  const isSigned = CREDIT_SIGN.test(text);
  const isCapital = /\p{Lu}$/u.test(text.slice(-2));
  return (
    CREDIT_LINE.test(text) ||
    (isCapital && SHOUTED_NAME.test(text)) ||
    (isSigned && LABELLED_CREDIT.test(text)) ||
    ((isSigned || isCapital) && SIGNED_CREDIT.test(text)) ||
    ((isSigned || CREDITED.test(text.slice(-LONGEST_CREDITED))) && PICTURE_CREDIT.test(text))
  );
}

/** Labels of a credit line: who supplied the text. */
export const CREDIT = new RegExp(`^(?:\\(|\\[)?(?:sources|via|credit|quellen|fuentes|fonti|${SOURCES})\\s*[:：]\\s*`, 'iu');

/** Beginnings of the line in which an agency names who reported, wrote and edited. */
export const REPORTERS =
  /^(?:(?:additional |further )?reporting(?: and (?:writing|editing))?|(?:written|writing|editing|edited|compiled|translated|translation)(?: and (?:editing|reporting))?|mit material von|(?:bericht(?:et)?|bearbeitet|geschrieben|redigiert|übersetzt)|(?:reportage|rédigé|édité|avec|version française)|(?:reporte|reportaje|escrito|editado|información|traducido)|(?:reportagem|texto|edição|tradução)|(?:scritto|redatto|tradotto)|(?:репортаж|подготовил[аи]?|перевод|под редакцией))\s*(?:(?:by|von|par|por|de|da|di|of)\b|:)\s*/iu;
