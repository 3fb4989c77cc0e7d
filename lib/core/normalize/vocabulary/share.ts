import { anchored, END } from './anchored.ts';

/** The button that copies the page's address: all others have one word. */
const COPY_LINK_WORDS =
  'copy (?:the )?link(?: to clipboard)?|link kopieren|copier le lien|copiar (?:o |el )?(?:enlace|link)|copia (?:il )?link|(?:link kopiëren|kopieer link)|kopiera länk|kopier lenke|kopiér link|kopiuj link|скопировать ссылку|bağlantıyı kopyala|salin tautan|sao chép liên kết|复制链接|複製連結|リンクをコピー(?:する)?|링크 ?복사';
export const COPY_LINK = new RegExp(`(?<![\\p{L}\\p{N}])(?:${COPY_LINK_WORDS})(?![\\p{L}\\p{N}])`, 'iu');

/** Lines that are a share widget or a social button. */
export const SHARE = anchored(
  [
    'share(?: (?:this|it|via|on|with)(?: .{1,40})?)?',
    'spread the (?:love|word)',
    'share (?:article|story|post)',
    'tweet(?: this)?',
    'pin it',
    'follow us(?: on .{1,60})?',
    '(?:folgen sie uns|folge uns|suivez[- ]nous|síguenos|siga-nos|seguici|volg ons|följ oss|følg oss?|seuraa meitä|obserwuj nas|sledujte nás)(?: .{1,50})?',
    '(?:pratite nas|kövess(?:en)? minket|urmăriți-ne|следите за нами|стежте за нами|читайте нас|ακολουθήστε μας|ikuti kami|theo dõi chúng tôi|تابعونا|עקבו אחרינו)(?: .{1,50})?',
    '@[\\w.]{3,30}|bizi .{1,20} takip edin|关注我们.{0,20}',
    'like us on .{1,40}',
    COPY_LINK_WORDS,
    'link copied!?',
    'email this(?: article)?',
    'print(?: this)?(?: (?:article|page))?',
    'save(?: article| story)? for later',
    'share on (?:facebook|twitter|x|whatsapp|linkedin|email|reddit|telegram|pinterest)',
    'click to share on .{1,80}',
    'teilen(?: (?:auf|via) .{1,30})?',
    'artikel (?:teilen|drucken)',
    'jetzt teilen',
    'partager(?: (?:sur|via|cet article|l.article).{0,30})?',
    'compartir(?: (?:en|este|por|via).{0,30})?',
    'compartilh(?:ar|e)(?: .{1,30})?',
    'condividi(?: .{1,30})?',
    'deel (?:dit|op|via).{0,30}',
    'delen',
    'del (?:artikel|artikkel|på).{0,20}',
    'dela(?: (?:artikeln?|på .{1,20}))?',
    'udostępnij(?: na .{1,30})?|(?:sdílet|zdieľať)(?: (?:na|článek) ?.{0,30})?|jaa (?:artikkeli|juttu)|deila|jaga|dalintis|(?:comparteix|podeli|podijeli|distribuie|megosztás|κοινοποίηση|แชร์|शेयर करें)(?: .{1,20})?',
    '(?:поделиться|поділитися|споделете?)(?: .{1,30})?',
    'paylaş',
    'bagikan(?: .{1,30})?',
    '分享(?:[到至].{1,30})?',
    'シェア(?:する)?',
    'ツイート(?:する)?',
    'شارك(?:ها|وا)?(?: (?:على|عبر|في) .{1,30}| (?:المقال|الخبر))?',
    'שתפו (?:ב|את).{1,30}',
    'chia sẻ(?: qua .{1,30})?',
    '공유하기?',
  ],
  END,
);

/** Names of networks and of the buttons beside them; only several together, or with a label, are a widget. */
export const NETWORK =
  /^(?:facebook|twitter|x|whats ?app|linked ?in|telegram|pinterest|reddit|e-?mail|mail|messenger|instagram|tumblr|viber|vk|line|pocket|flipboard|threads|bluesky|mastodon|snapchat|tiktok|youtube|weibo|wechat|xing|微博|微信|qq|фейсбук|твиттер|вконтакте|одноклассники|телеграм|فيسبوك|تويتر|واتساب|تيليجرام|פייסבוק|טוויטר|카카오톡|페이스북|트위터|copy|print|link|sms|rss)$/iu;
/** Class names of icon fonts that leaked into the text. */
export const ICON = /^(?:icon|icons|fa|fab|fas|far|ico|social|share|ion|glyphicon|svg)[-_][\w-]{1,40}$/iu;

/** Buttons of one word; several in a row are a widget, one alone may be anything. */
export const BUTTON =
  /^(?:share|tweet|pin|mail|post|save|send|copy|like|follow|print|e-?mail|comments?|bookmark|subscribe|teilen|twittern|merken|drucken|speichern|senden|kopieren|partager|tweeter|imprimer|envoyer|enregistrer|compartir|tuitear|imprimir|enviar|guardar|compartilhar|tuitar|salvar|condividi|stampa|invia|salva|delen|tweeten|afdrukken|bewaren|dela|skriv ut|spara|del|udostępnij|drukuj|wyślij|поделиться|твитнуть|печать|отправить|сохранить|paylaş|yazdır|kaydet|bagikan|cetak|simpan|分享|转发|打印|收藏|シェア|ツイート|印刷|保存|공유|인쇄|스크랩)$/iu;
