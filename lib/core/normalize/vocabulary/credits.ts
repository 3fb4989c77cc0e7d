import { SOURCES } from '../../extract/meta-labels.ts';

/** What a picture is called that is credited to somebody. */
const PICTURES =
  'Photos?|Photographs?|Pictures?|Images?|Illustration|Fotos?|Bild|Symbolbild|Archivbild|Imagen|Imagem|Immagine|Afbeelding|Kuva|Zdjęcie|Фото';
/** Labels of picture captions. */
export const CAPTION = new RegExp(
  `^fot\\. \\S|^photo d[’']illustration[.\\s]|^【(?:写真|動画|画像)】\\S|^(?:\\[|\\()?(?:file ?)?(?:${PICTURES}|pic|pictured|caption|video|graphic|图|写真|사진)(?: (?:by|credit|courtesy(?: of)?|via|source|illustration|caption))?\\s*(?:[:：/©-]|(?<= (?:source|caption|credit)),)\\s*\\S`,
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

/** Labels of a credit line: who supplied the text. */
export const CREDIT = new RegExp(`^(?:\\(|\\[)?(?:sources|via|credit|quellen|fuentes|fonti|${SOURCES})\\s*[:：]\\s*`, 'iu');

/** Beginnings of the line in which an agency names who reported, wrote and edited. */
export const REPORTERS =
  /^(?:(?:additional |further )?reporting(?: and (?:writing|editing))?|(?:written|writing|editing|edited|compiled|translated|translation)(?: and (?:editing|reporting))?|mit material von|(?:bericht(?:et)?|bearbeitet|geschrieben|redigiert|übersetzt)|(?:reportage|rédigé|édité|avec|version française)|(?:reporte|reportaje|escrito|editado|información|traducido)|(?:reportagem|texto|edição|tradução)|(?:scritto|redatto|tradotto)|(?:репортаж|подготовил[аи]?|перевод|под редакцией))\s*(?:(?:by|von|par|por|de|da|di|of)\b|:)\s*/iu;
