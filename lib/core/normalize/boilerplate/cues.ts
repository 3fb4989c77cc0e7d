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

export const CUE_KINDS = Object.keys(CUES).length;
const bitOf = (kind: string): number => 1 << Object.keys(CUES).indexOf(kind);
export const RIGHTS = bitOf('rights');
export const REPLIES = bitOf('replies');
export const WAYS = bitOf('ways');
export const SHOP = bitOf('shop');
export const WRITER = bitOf('writer');
/** What a button or a menu says, one way or another. */
export const NAVIGATION = WAYS | bitOf('subscription') | bitOf('page');

/** A word within phrases. */
export interface Cue {
  /** The kinds of the phrase that ends with it, one bit a kind. */
  bits: number;
  /** By the number of the next word, the longer phrases. */
  readonly next: Map<number, Cue>;
}

/** The folded words of the phrases, numbered from 1. */
export const CUE_WORDS: ReadonlyMap<string, number> = new Map(
  [
    ...new Set(
      Object.values(CUES)
        .join(', ')
        .split(/[\s,]+/),
    ),
  ].map((word, i) => [word, i + 1]),
);
/** All phrases, by their first words. */
export const PHRASES: ReadonlyMap<number, Cue> = phrases();

function phrases(): Map<number, Cue> {
  const first: Cue = { bits: 0, next: new Map() };
  for (const [kind, list] of Object.values(CUES).entries()) {
    for (const phrase of list.split(/,\s+/)) {
      let cue = first;
      for (const word of phrase.split(' ')) {
        const number = CUE_WORDS.get(word)!;
        if (!cue.next.has(number)) cue.next.set(number, { bits: 0, next: new Map() });
        cue = cue.next.get(number)!;
      }
      cue.bits = 1 << kind;
    }
  }
  return first.next;
}
