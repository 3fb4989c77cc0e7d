/**
 * Words and phrases that are frequent in what surrounds articles, by kind. A cue alone removes nothing: it is one feature among
 * many, and the classifier learned in which places it counts.
 */
const CUES: Readonly<Record<string, string>> = {
  rights:
    'copyright, all rights reserved, rights reserved, cookie, cookies, privacy, gdpr, terms of, terms and, terms conditions, disclaimer, impressum, datenschutz, nutzungsbedingungen, mentions légales, confidentialité, aviso legal, privacidad, privacidade, informativa, privacybeleid, integritet, персональных данных',
  subscription:
    'subscribe, subscriber, subscribers, subscription, subscribing, newsletter, newsletters, sign up, sign in, signup, log in, login, logged in, register, inbox, password, email address, e mail address, your email, your e mail, your account, abonnieren, abonnez vous, abonnement, anmelden, inscrivez vous, suscríbete, suscribirse, suscripción, inscreva se, assine, iscriviti, nieuwsbrief, prenumerera, подписаться, подпишитесь, bülten',
  replies:
    'comment, comments, reply, replies, says, like, likes, upvote, vote, votes, review, reviews, rating, ratings, kommentar, kommentare, commentaire, commentaires, comentario, comentarios, comentário, comentários, commento, commenti, reactie, reacties, комментарий, комментарии, reactions, share, shares, shared, tweet, facebook, twitter, instagram, linkedin, pinterest, whatsapp, youtube, tiktok, follow us, teilen, partager, compartir, compartilhar, condividi',
  ways: 'read more, read next, read also, read full, learn more, see all, see more, view all, view more, show more, show less, load more, more from, more about, more on, related, recommended, previous, next post, next article, you may, you might, latest, popular, trending, category, categories, tag, tags, archive, archives, search, menu, home, contact, contact us, about us, faq, faqs, sitemap, careers, weiterlesen, mehr lesen, lire la suite, lire aussi, leer más, leia mais, leggi anche, leggi tutto, lees ook, lees meer, läs mer, читать далее, читайте также, devamı',
  shop: 'add to cart, buy now, shop, shop now, cart, checkout, free trial, free shipping, free consultation, free quote, free demo, get started, get a quote, get in touch, book a, book now, request a, download, try it free, try for free, schedule a, call us, sponsored, advertising, advertisement, advertiser, affiliate, commission, discount, coupon, warenkorb, kaufen, anzeige, acheter, comprar, acquista',
  writer:
    'author, authors, about the author, written by, posted by, published, updated, min read, mins read, minute read, minutes read, editor, reviewed by, fact checked, writer, journalist, reporter, freelance, contributor, blogger, specialist, founder, consultant, professor, autor, autorin, auteur, redaktion, redakteur, redakteurin, rédaction, rédacteur, rédactrice, posts by, all posts, view profile, bio',
  page: 'image, photo, picture, credit, getty, shutterstock, unsplash, istock, video, play, watch, listen, loading, click, enable javascript, browser, skip to, toggle, close, open, print, copy, copy link, save, table of contents, in this article, jump to, back to top, contents',
};

const PHRASES: ReadonlyMap<string, number> = new Map(
  Object.values(CUES).flatMap((phrases, kind) => phrases.split(/,\s+/).map((phrase) => [phrase, 1 << kind] as const)),
);
/** Of each word that begins phrases the bits of the word alone, and whether longer ones begin with it. */
const OPENERS = new Map<string, { readonly bits: number; readonly opens: boolean }>();
for (const phrase of PHRASES.keys()) {
  const first = phrase.split(' ')[0]!;
  OPENERS.set(first, {
    bits: PHRASES.get(first) ?? 0,
    opens: phrase !== first || (OPENERS.get(first)?.opens ?? false),
  });
}

export const CUE_KINDS = Object.keys(CUES).length;
const bitOf = (kind: string): number => 1 << Object.keys(CUES).indexOf(kind);
export const REPLIES = bitOf('replies');
export const WAYS = bitOf('ways');
export const WRITER = bitOf('writer');

/** Which kinds of cues a line holds, one bit a kind. */
export function cuesOf(text: string, tokens: readonly string[]): number {
  let bits = (/©/.test(text) ? bitOf('rights') : 0) | (/[›»→]/.test(text) ? WAYS : 0) | (PRICE.test(text) ? bitOf('shop') : 0);
  for (let i = 0; i < tokens.length; i++) {
    const first = tokens[i]!;
    const opener = OPENERS.get(first);
    if (!opener) continue;
    bits |= opener.bits;
    if (!opener.opens || i + 1 >= tokens.length) continue;
    const two = `${first} ${tokens[i + 1]}`;
    bits |= PHRASES.get(two) ?? 0;
    if (i + 2 < tokens.length) bits |= PHRASES.get(`${two} ${tokens[i + 2]}`) ?? 0;
  }
  return bits;
}

const PRICE = /[$€£₹]\s?\d|\d\s?(?:€|£|zł)/;
