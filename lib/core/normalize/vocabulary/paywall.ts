import { anchored, END } from './anchored.ts';

/** Lines that say that the rest of the text is for those who pay. */
export const PAYWALL = anchored(
  [
    '(?:this|the) (?:article|story|content|post) is (?:available )?(?:exclusively |only )?(?:for|to) (?:our |paying |registered )?(?:subscribers|members)(?: only)?.{0,80}',
    'access to .{3,60} requires? an? .{0,20}subscription',
    '(?:subscribers?|members?)[- ]only(?: (?:content|article|story))?',
    '(?:to )?(?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign in|log in|become|register|start).{0,80}',
    '(?:subscribe|sign up|log in|sign in|register|become a (?:member|subscriber))(?: now| today)? to (?:continue|keep|read|unlock|access).{0,80}',
    'already a (?:subscriber|member)\\??.{0,60}',
    'you.ve (?:reached|read) .{0,40}(?:free )?(?:articles?|stories).{0,60}',
    '(?:dieser|der) (?:artikel|beitrag|inhalt) (?:ist|steht) (?:nur |exklusiv )?(?:für|unseren) .{0,30}abonnent.{0,60}',
    '(?:jetzt )?(?:weiterlesen|freischalten) mit .{2,40}',
    '(?:nur|exklusiv) für (?:plus-?)?abonnent(?:en|innen).{0,40}',
    '(?:cet |l.)?(?:article|contenu) (?:est )?(?:réservé|exclusivement réservé) (?:aux|à nos) abonné.{0,60}',
    '(?:article )?(?:réservé aux )?abonnés|(?:exclusiv[oa]|s[oó]lo) (?:para )?(?:suscriptores|assinantes)|(?:solo per|riservato agli) abbonati|(?:alleen )?voor abonnees|(?:endast |bara )?för prenumeranter',
    '(?:il vous reste|la suite est réservée) .{2,80}',
    '(?:contenido|artículo|noticia) (?:exclusiv[oa]|sólo|solo|reservad[oa]) (?:para|a) (?:nuestros )?suscriptores.{0,60}',
    '(?:conteúdo|artigo|notícia|matéria) exclusiv[oa] (?:para|de) assinantes.{0,60}',
    '(?:contenuto|articolo) (?:riservato|esclusivo) (?:agli|per gli|per) abbonati.{0,60}',
    'dit artikel is (?:alleen|exclusief) voor (?:onze )?abonnees.{0,60}',
    '(?:artikeln|artikkelen|artiklen|artikelen) är (?:endast |bara )?för prenumeranter.{0,60}',
    '(?:ten )?artykuł (?:tylko )?dla (?:naszych )?prenumeratorów.{0,60}',
    '(?:эта |данная )?(?:статья|публикация) доступна (?:только|лишь) (?:для )?(?:подписчик).{0,60}',
    '(?:この記事は|ここから先は)?(?:有料|会員|登録)(?:会員)?(?:限定)?(?:記事|コンテンツ|です|の記事).{0,40}',
    '残り[\\d,]{1,6}文字.{0,30}',
    '(?:本文|此文章|以下内容)(?:为|為|是)?(?:付费|付費|会员|會員)(?:内容|專屬|专享|文章).{0,30}',
    '이 기사는 .{0,10}(?:유료|구독자|회원).{0,40}',
  ],
  END,
);
