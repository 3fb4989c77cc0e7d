import { anchored, END } from './anchored.ts';
import { PAYWALL } from './paywall.ts';

/** What may follow a sentence; so it is looked for first, and then what stands before it. */
const RIGHTS = new RegExp(`(?<=^(?:.{0,60}\\. )?)all rights reserved${END}`, 'iu');
const LEAST_RIGHTS = 'all rights reserved'.length;

const PHRASES = anchored(
  [
    '(?:subscribe|sign up|register)(?: now| here| today)?(?: (?:to|for|and) .{0,120})?',
    'get (?:our|the) (?:free )?(?:daily |weekly |best )?newsletters?.{0,100}',
    '(?:we|this (?:site|website)) uses? cookies.{0,240}',
    'by (?:clicking|continuing|using|subscribing|signing up).{0,60} you (?:agree|accept|consent).{0,160}',
    '(?:wir|nous|utilizamos|usamos|usiamo|utilizziamo|wij gebruiken|мы используем|używamy|vi använder)(?: .{0,40})? (?:verwenden |nutzen |utilisons |des |gebruiken )?cookies?.{0,240}',
    '(?:diese|cette|este|questo|deze|этот|ta) (?:website|webseite|seite|site|sitio(?: web)?|sito(?: web)?|сайт|strona) .{0,30}cookies?.{0,240}',
    '(?:alle )?cookies? (?:akzeptieren|accepteren|settings|policy|einstellungen)',
    '(?:accepter|aceptar|aceitar|accetta|принять)(?: (?:tous les|todas las|todos os|tutti i|все))? (?:cookies?|куки)',
    'accept (?:all )?cookies',
    'manage (?:cookies|consent|preferences)',
    'newsletter (?:abonnieren|anmelden).{0,60}',
    'jetzt (?:newsletter )?abonnieren',
    '(?:bestellen|abonnieren) sie .{0,40}newsletter.{0,60}',
    '(?:recevez|inscrivez-vous) .{0,60}(?:newsletter|lettre).{0,60}',
    '(?:recibe|reciba|recíbela|apúntate) .{0,60}(?:newsletter|boletín|boletines).{0,60}',
    '(?:receba|assine) .{0,60}newsletter.{0,60}',
    '(?:ricevi|iscriviti) .{0,60}newsletter.{0,60}',
    '(?:подпишитесь|подписывайтесь)(?: .{1,80})?',
    '(?:s.abonner|abonnez-vous)(?: à .{1,80})?',
    'suscríbe(?:te|se)(?: .{1,80})?',
    'inscreva-se(?: .{1,80})?',
    'iscriviti(?: .{1,80})?',
    'schrijf je in(?: .{1,80})?',
    'diese (?:website|seite) verwendet cookies.{0,200}',
    'this (?:article|story|post|page|content) is (?:more than|over|about) .{1,25} old',
    'dieser (?:artikel|beitrag|text) ist (?:mehr als|älter als|über) .{1,25}',
    'cet article (?:date de|a été publié il y a|a) plus de .{1,25}',
    'est[ea] (?:artículo|noticia) tiene más de .{1,25}',
    'est[ea] (?:artigo|notícia) tem mais de .{1,25}',
    'questo articolo ha più di .{1,25}',
    'dit artikel is (?:meer dan|ouder dan) .{1,25}',
    // WordPress ends each entry of its feeds with it.
    'the post .{1,200} (?:first appeared|appeared first) on .{1,80}',
    '(?:©|\\(c\\)|copyright).{0,10}\\d{4}.{0,150}',
    'copyright ©.{0,150}',
    '(?:thanks|thank you) for reading .{1,80}[!.] subscribe .{0,120}',
    '© ?\\p{L}.{0,60}',
    '\\(?(?:except for the headline, )?this (?:story|report|copy|article) has (?:not been edited|been published from).{0,180}',
    '제보(?:는|하기).{0,40}',
    'alle rechte vorbehalten',
    '(?:do you )?(?:have|got) (?:a|any) (?:news )?(?:tips?|stor(?:y|ies))(?: .{1,40})?\\?(?: .{1,120})?',
    'tous droits réservés',
    'todos los derechos reservados.{0,40}',
    'todos os direitos reservados.{0,40}',
    'tutti i diritti riservati.{0,40}',
    '(?:© ?)?riproduzione riservata.{0,60}',
    'все права защищены',
    '(?:усі|всі) права захищен[оі]',
    'alle rechten voorbehouden',
    'alla rättigheter förbehållna',
    'alle rettigheder forbeholdes',
    'kaikki oikeudet pidätetään',
    'wszelkie prawa zastrzeżone',
    'všechna práva vyhrazena',
    '(?:tüm hakları|her hakkı) saklıdır',
    'hak cipta dilindungi.{0,40}',
    'جميع الحقوق محفوظة.{0,40}',
    'כל הזכויות שמורות.{0,40}',
    '(?:저작권자|ⓒ|©|<저작권자).{0,40}(?:무단|재배포|금지).{0,40}',
    '無断(?:転載|複製).{0,20}禁.{0,8}',
    '(?:【(?:免责|版权)?声明】|(?:免责|版权)声明[:：]|(?:本文|本网|本站)).{0,30}转载.{0,60}(?:版权|侵权|删除).{0,30}',
    '(?:版权所有|版權所有|未经.{0,12}(?:许可|授权)|未經.{0,12}(?:許可|授權)).{0,60}',
  ],
  END,
);

/** Newsletter, cookie, paywall and copyright notices. */
export const isNotice = (text: string): boolean =>
  PHRASES.test(text) || PAYWALL.test(text) || (text.length >= LEAST_RIGHTS && RIGHTS.test(text));
