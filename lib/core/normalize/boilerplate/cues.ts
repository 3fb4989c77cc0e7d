/**
 * Words that are frequent in what surrounds articles, by kind. A cue alone removes nothing: it is one feature among many, and
 * the classifier learned in which places it counts.
 */
const CUES: readonly RegExp[] = [
  // rights and consent
  /©|\b(?:copyright|rights reserved|cookies?|privacy|gdpr|terms (?:of|and|&)|disclaimer|impressum|datenschutz|nutzungsbedingungen|mentions légales|confidentialité|aviso legal|privacidad|privacidade|informativa|privacybeleid|integritet|персональных|cookie-)/iu,
  // invitations to subscribe, log in, register
  /\b(?:subscrib\w{0,6}|newsletters?|sign[- ]?(?:up|in)|log[- ]?in|logged in|register|inbox|password|e-?mail address|your (?:e-?mail|account)|abonnieren|abonn\w{0,6}|anmelden|s['’]inscrire|suscr[ií]\w{0,6}|inscr[ei]\w{0,6}|iscri\w{0,6}|nieuwsbrief|prenumer\w{0,6}|подпи\w{0,6}|bülten)/iu,
  // comments and reactions
  /\b(?:comments?|repl(?:y|ies)|says:|likes?|upvotes?|votes?|reviews?|ratings?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментари\w{1,3}|reactions?|share[ds]?|tweet|facebook|twitter|instagram|linkedin|pinterest|whatsapp|youtube|tiktok|follow us|teilen|partager|compartir|compartilhar|condividi)\b/iu,
  // ways to other pages
  /\b(?:read (?:more|next|also|full)|learn more|see (?:all|more)|view (?:all|more)|show (?:more|less)|load more|more (?:from|about|on)|related|recommended|previous|next (?:post|article)|you (?:may|might) (?:also|like)|latest|popular|trending|categor(?:y|ies)|tags?|archives?|search|menu|home|contact(?: us)?|about us|faqs?|sitemap|careers|weiterlesen|mehr lesen|lire (?:la suite|aussi)|leer más|leia mais|leggi (?:anche|tutto)|lees (?:meer|ook)|läs mer|читать|devamı)\b|[›»→]/iu,
  // shops and calls to act
  /(?:[$€£₹]\s?\d|\d\s?(?:€|£|zł|kr)\b)|\b(?:add to cart|buy now|shop(?: now)?|cart|checkout|free (?:trial|shipping|consultation|quote|demo)|get (?:started|a quote|in touch)|book (?:a|now)|request a|download|try (?:it )?(?:for )?free|schedule a|call us|sponsored|advertis\w{3,6}|affiliate|commission|discount|coupon|in den warenkorb|kaufen|anzeige|acheter|comprar|acquista)\b/iu,
  // who wrote it
  /\b(?:author|written by|posted by|published|updated|min(?:ute)?s? read|editor|reviewed by|fact[- ]checked|is an? (?:\p{L}+ ){0,4}(?:writer|author|editor|journalist|reporter|freelance|contributor|blogger|specialist|manager|expert|founder|consultant|professor)|has (?:written|worked|been writing)|autor(?:in)?|auteur|redakt\w{2,6}|rédact\w{3,6}|posts by|all posts|view profile|bio|about the author)\b/iu,
  // pictures and widgets
  /\b(?:image|photo|picture|credit|getty|shutterstock|unsplash|istock|video|play|watch|listen|loading|click|enable javascript|browser|skip to|toggle|close|open|print|copy(?: link)?|save|table of contents|in this article|jump to|back to top|contents)\b/iu,
];

export const CUE_KINDS = CUES.length;

/** Which kinds of cues a line holds, one bit a kind. */
export const cuesOf = (text: string): number => CUES.reduce((bits, cue, i) => (cue.test(text) ? bits | (1 << i) : bits), 0);
