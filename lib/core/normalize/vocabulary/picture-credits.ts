/** Whether a line is a picture's caption, by who is credited at its end. */

/** Ends of a line that credit a picture. */
const PICTURE_CREDIT =
  /(?:[([](?:photo|image|picture|foto|ap photo|file photo|credit|photo by)\b[^()]{0,120}[)\]]|\/\s?getty images|\bgetty images|\bshutterstock|\bistock(?:photo)?|[—–|/-] ?(?:via |from )?(?:wikimedia commons|unsplash|pexels|pixabay|adobe stock|freepik|flickr)|\b(?:via|courtesy of) (?:wikimedia commons|unsplash|pexels|pixabay|flickr)|\bvia (?:ap|reuters|afp)|\s(?:photo|foto|image|picture|pic)\s?[:/©]\s?[\p{L}\p{N} ./-]{2,40}|\((?:courtesy(?: of)?|handout|submitted)\b[^()]{0,60}\))\s*[)\].]?$/iu;

/** Lines that say of a picture what it is, or begin with whose it is: `Getty Images Crews at work`, without a full stop. */
const LINES =
  /^(?:(?:Getty Images|PA Media|Shutterstock|Alamy|AFP via Getty Images)(?:\/\S+(?: \p{Lu}\S*)?)? \p{Lu}[^.!?]{15,200}|Enlarge ?\/ \S.*|(?:[Rr]epresent(?:ative|ational)|[Ii]llustrative|[Ff]ile|[Ss]tock) (?:image|photo|picture)s?\.?|(?:An? )?(?:[Ff]ile|[Aa]rchive|[Uu]ndated) (?:photo|image|picture) (?:of|shows) \S.{0,160}|(?:[Ii]mage|[Pp]hoto|[Pp]icture)s? (?:used )?for (?:representation|illustration|illustrative|representational)[^.!?]{0,40})$/u;

const NAME = "\\p{Lu}[\\p{L}.'’-]*";
const PICTURES =
  '(?:[Pp]hoto(?:graph)?s?|PHOTOS?|[Ff]otos?|[Ii]mages?|[Pp]ictures?|[Ii]llustration|Bild(?:er)?|Фото|Zdjęcie|Kuva)';
/** What stands between a caption and the credit. */
const BEHIND = '[.!?…”"’)]\\s?';
const ENDS: readonly RegExp[] = [
  // `The lake on Saturday. Photograph: Jane Doe`, `… on Saturday.Credit: Jane Doe`
  `${BEHIND}(?:${PICTURES}|[Cc]redit|[Cc]r[ée]dit[oi]s?)(?: (?:[Cc]redit|[Cc]ourtesy(?: of)?))?\\s?:\\s?[\\p{L} .'’|/&-]{2,60}$`,
  // `… on Saturday. Picture by Jane Doe`, `… le lac. Photo Jane Doe`
  `[.!?…”"]\\s${PICTURES} (?:(?:by|von|par|de|di|av|van) )?${NAME}(?: ${NAME}){1,4}$`,
  // `The choir by candlelight Credit: Jane Doe for the Post`, `The pool is filled. © Jane Doe, AFP`, `… in Game 6. –PBL IMAGES`
  `\\s(?:(?:Credit|CREDIT):\\s?\\p{Lu}[\\p{L} .'’/&,-]{2,60}|©\\s?(?:(?:19|20)\\d\\d )?(?:\\p{Lu}[\\p{L} .'’/&,-]{2,50}|dpa\\b.{0,20})|(?:[–—-]\\s?|(?<=[.!?]\\s))(?:\\p{Lu}+ ){1,3}(?:IMAGES?|PHOTOS?)|[–—|-]\\s?${NAME}(?: ${NAME}){1,3} photo)$`,
  // `… on Saturday. Photo supplied`, `… Courtesy of the City of Osthaven`, `… Screengrab from YouTube`
  `[.!?…”"]\\s(?:${PICTURES} (?:supplied|provided|submitted|courtesy|(?:via|from) ${NAME}(?: ${NAME}){0,3})|(?:Courtesy|Screengrab|Screenshot) (?:photo|(?:of|from|via)(?: the)? ${NAME}(?: (?:of|the|${NAME})){0,6}))$`,
  // `The lake on Saturday.JANE DOE`
  `[.!?…”»]\\p{Lu}{2,}(?:[ ’'-]\\p{Lu}{2,}){1,3}$`,
  // `… on Saturday. Jane Doe/The Post`, `… on Saturday. REUTERS/Jane Doe`, `… el lago. / Jane Doe`
  `(?<=\\p{Ll}{2}|\\b(?:19|20)\\d\\d)[.!?…”"]\\s(?:${NAME}(?: ${NAME}){0,3})?\\s?/\\s?${NAME}(?: ${NAME}){0,4}$`,
  // `… on Saturday (Jane Doe/The Post)`, `[Jane Doe/AFP]`
  `[([]${NAME}(?: ${NAME}){1,3}\\s?/\\s?${NAME}(?: ${NAME}){0,4}[)\\]]$`,
  // `(Jane Doe for The Post)`, `(Jane Doe, The Post)`
  `(?<=[.!?…”"]\\s)\\(${NAME}(?: ${NAME}){1,3}(?: (?:for|via) (?:the )?|, (?=The ))${NAME}(?: ${NAME}){0,4}\\)$`,
  // `… on May 3. JANE DOE / THE POST`, `… on Saturday. | JANE DOE`
  '[.!?]\\s(?:\\p{Lu}{2,}(?: \\p{Lu}{2,}){0,3}\\s?/|\\|)\\s?\\p{Lu}{2,}(?: \\p{Lu}{2,}){0,3}$',
  // `… on Saturday (Archivbild)`
  '\\((?:Archiv(?:bild|foto)?|Symbol(?:bild|foto)|Archivo|Archives|Arquivo|Archivio)\\)$',
  // `… Jane Doe | Staff photographer`
  '\\|\\s?(?:[Ss]taff )?[Pp]hotographers?$',
  // `… on Saturday. (Supplied)`, `… on Saturday. File photo`, `… Source: Supplied`
  '\\((?:[Ff]ile|[Ss]upplied|[Pp]rovided|[Cc]ontributed|[Rr]epresent(?:ative|ational)|[Ii]llustrative)(?: (?:photo|image|picture)s?)?\\)$',
  '[.!?]\\s(?:(?:Source|Photo|Image|Picture|Credit): )?(?:File|Supplied|Courtesy|Handout|Provided)(?: (?:photo|image|picture))?$',
].map((end) => new RegExp(end, 'u'));
const LONGEST_CREDIT = 120;

/** Each of these ends has one of these marks; headlines and entries of menus mostly have none. */
const MARK = /[.!?…”"»:©–—|([-]/;

const endsWithCredit = (tail: string): boolean => MARK.test(tail) && ENDS.some((end) => end.test(tail));

/** Signs of which most of the others have one: most texts have none. */
const CREDIT_SIGN = /[(/:©]/;
/** What such an end has without a sign. */
const CREDITED =
  /(?:images|shutterstock|istock(?:photo)?|commons|unsplash|pexels|pixabay|stock|freepik|flickr|ap|reuters|afp)\s*[)\].]?$/iu;
/** Longer than these, with a bracket behind. */
const LONGEST_CREDITED = 20;
/** Sentences end otherwise, and most lines are sentences. */
const SENTENCE_END = /[.!?…。！？:]["”’»)]?$/;

/** Whether a cleaned text ends with the credit of a picture, or is one. */
export const creditsPicture = (text: string): boolean =>
  LINES.test(text) ||
  (!SENTENCE_END.test(text.slice(-2)) && endsWithCredit(text.slice(-LONGEST_CREDIT))) ||
  ((CREDIT_SIGN.test(text) || CREDITED.test(text.slice(-LONGEST_CREDITED))) && PICTURE_CREDIT.test(text));
