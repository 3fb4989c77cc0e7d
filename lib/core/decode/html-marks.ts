/**
 * What the words in class names and ids say of an element, as bits. The words are those that templates of any outlet share
 * (WordPress themes, BEM habits, microformats), in several languages; the classifier learns from labelled pages what each group is worth.
 */
const GROUPS = [
  'comment comments respond disqus reply replies discussion commentlist kommentar kommentare kommentarer kommentit comentario comentarios comentarii commentaire commentaires commento commenti reactie reacties komentar komentari komentarz komentarze komentare diskuse yorum yorumlar',
  'related recommended recommendations recommend similar recirc popular trending latest recent also next prev previous readmore more relacionado relacionados relacionada relacionadas similaires correlati verwandt verwandte gerelateerd relaterat relaterade podobne powiazane souvisejici ilgili benzer',
  'share sharing social follow facebook twitter linkedin pinterest whatsapp teilen compartir compartilhar partager condividi delen udostepnij paylas',
  'author authors byline bio contributor writer profile avatar autor autores autorin autore autori auteur auteurs forfatter forfattare kirjoittaja szerzo yazar muhabir',
  'meta date time published timestamp info posted dateline updated',
  'caption credit figcaption image img photo figure media picture video',
  'toc contents outline jump anchor',
  'ad ads advert advertisement sponsor sponsored promo promotion banner adsense affiliate werbung anzeige publicidad publicidade publicite pubblicita advertentie annonce reklama reklam',
  'newsletter subscribe signup subscription optin mailchimp email nieuwsbrief nyhetsbrev nyhedsbrev infolettre boletin bulten abonnieren suscribir',
  'nav menu navigation navbar breadcrumb breadcrumbs pagination pager dropdown submenu',
  'footer foot copyright bottom legal colophon',
  'header masthead topbar hero',
  'sidebar side aside rail secondary',
  'content body entry text copy prose richtext rte wysiwyg paragraph',
  'post article story blog single news',
  'tag tags category categories topics topic keywords taxonomy label',
  'cta button btn buy price product deal offer shop cart',
  'cookie cookies consent gdpr popup modal overlay lightbox dialog tooltip',
  'hidden hide sr visually invisible screen offscreen noprint',
  'card cards grid teaser carousel slider slide swiper gallery tile tiles',
  'widget widgets plugin embed block module component',
  'title headline heading subtitle',
  'summary excerpt description dek standfirst lead intro subhead',
  'disclaimer disclosure note notice alert message',
  'faq accordion tab tabs toggle collapse collapsible',
  'rating ratings review reviews stars testimonial testimonials',
  'quote blockquote pullquote callout highlight takeaways',
  'form search login input contact field',
  'list lists items item links link',
  'main primary page wrapper container',
];

/** The number of groups: each is one bit. */
export const MARK_COUNT = GROUPS.length;

/** The bits of the groups that these words are of. */
export const markBits = (...words: readonly string[]): number => words.reduce((bits, word) => bits | BITS.get(word)!, 0);

const BITS: ReadonlyMap<string, number> = new Map(
  GROUPS.flatMap((words, group) => words.split(' ').map((word) => [word, 1 << group] as const)),
);
const LONGEST_NAMES = 400;

/** The groups that a class attribute or an id names. */
export function marksOf(names: string): number {
  let marks = 0;
  for (const word of names.slice(0, LONGEST_NAMES).match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? [])
    marks |= BITS.get(word.toLowerCase()) ?? 0;
  return marks;
}
