import { anchored, END } from './anchored.ts';

/** What one can see more of on a page. */
const ENTRIES =
  '(?:results|products|reviews|articles|posts|stories|news|comments|photos|images|videos|events|options|details|topics|categories|tags|services|solutions|projects|jobs|courses|episodes|guides|resources)';

/** Headings of a list of contents, and the buttons by which a page asks to buy, to ask or to see more. */
export const CALL = anchored(
  [
    '(?:table of )?contents|in this (?:article|guide|post|story)|on this page',
    '(?:inhaltsverzeichnis|in diesem artikel|auf dieser seite|table des matières|sommaire|dans cet article|(?:tabla|índice) de contenidos?|en este artículo|neste artigo|indice dei contenuti|in questo articolo|inhoudsopgave|in dit artikel|innehållsförteckning|innholdsfortegnelse|indholdsfortegnelse|sisällysluettelo|spis treści|содержание|оглавление|зміст|içindekiler|daftar isi|mục lục|目次|目[录錄]|목차|جدول المحتويات)',
    'advertisements?\\.? scroll (?:down )?to continue.{0,20}|sponsor(?:ed)? (?:message|posts?|links?)|featured partners?',
    '(?:learn|find out|discover|explore) more(?: here| now)?|visit (?:the |our )?(?:official )?(?:web ?site|site|store|shop)',
    '(?:buy|shop|order|book|apply|register|enroll|join|donate|watch|subscribe|download|install)(?: it)? (?:now|today|online|here)',
    'buy (?:it|now) (?:at|from|on) .{2,40}|(?:see|view|shop) (?:it|prices?|deals?|offers?) (?:at|from|on) .{2,30}|(?:see|view) on \\S{2,20}(?: \\S{2,20})?',
    'check (?:the )?(?:current |latest |best )?(?:prices?|deals?|availability)(?: here| now| (?:on|at) \\S{2,20})?',
    '(?:see|view|get) (?:the |current |latest |best )?(?:prices?|pricing|deals?|offers?|quotes?)(?: here| now)?',
    `(?:view|see|show|load|browse) (?:all|more)(?: ${ENTRIES})?|(?:expand|collapse|show|hide|close)(?: all)?|view (?:details|profile)`,
    'contact us(?: today| now| here)?|get in touch(?: with us)?(?: today| now)?|(?:talk to|chat with|contact) (?:us|sales|(?:one of )?our (?:experts?|team|sales team))(?: today| now)?',
    '(?:schedule|book|request|claim|get|start|download) (?:an? |your |our |the |my )?(?:free )?(?:trial|demo|consultation|call|appointment|quote|estimate|assessment|e-?book|brochure|callback)(?: (?:today|now|here|for free))?',
    'get started(?: (?:today|now|here|free|for free))?|(?:start|try|join|sign up|register)(?: it| now| today)? (?:for )?free(?: today| now)?',
    'add to (?:cart|bag|basket|wish ?list)|\\(more\\)|click to (?:enlarge|expand|zoom|tweet)(?: .{1,20})?|[<↑^«‹←] ?back to (?:the )?(?:top|blog|overview)|back to (?:the )?(?:blog|overview)|no (?:items|posts|results) found|copied',
    '(?:was|is|did you find) (?:this|the) (?:page|article|post|answer|content|information|guide|story|review )?(?: ?(?:helpful|useful))\\?.{0,40}|rate this (?:article|page|post|story)',
    '(?:war dies(?:er artikel|e seite) hilfreich|(?:cet article|cette page) vous a-t-(?:il|elle) été utile|¿(?:te|le) (?:ha resultado|fue|resultó) útil.{0,30}|este artigo foi útil|questo articolo ti è stato utile|vond (?:u|je) dit (?:artikel )?nuttig|статья была полезной)\\s?\\?.{0,20}',
    'add (?:us )?as an? (?:preferred|trusted) source (?:on|for) google|opens in an? new (?:window|tab)|view all posts(?: by .{2,60})?',
    // The banner of a government's site.
    '(?:an official website of the|official websites? use) .{2,60}|(?:here.s how you know|the site is secure)|(?:federal government websites (?:often|always) (?:end in|use a)|the https:// ensures that|secure .{2,8} websites use https|a lock .{0,40}or https:// means) .{2,240}|share sensitive information only on official, secure websites',
    '\\d{1,3}[ -]?min(?:ute)?s?\\.?(?: of)? read(?:ing)?(?: time)?|(?:estimated )?read(?:ing)? time:? ?\\d{1,3} ?min(?:ute)?s?\\.?',
    '(?:lesezeit|temps de lecture|tiempo de lectura|tempo d[ei] (?:leitura|lettura)|leestijd|lästid|lesetid|læsetid|czas czytania|время (?:чтения|на чтение)|okuma süresi)\\s?:? ?(?:ca\\. ?)?\\d{1,3} ?\\p{L}{1,9}\\.?',
    'mehr (?:erfahren|anzeigen|laden)|jetzt (?:kaufen|bestellen|buchen|bewerben|registrieren|herunterladen|spenden|ansehen)|in den warenkorb|zum (?:angebot|shop|produkt)|(?:kontaktieren sie uns|jetzt kontaktieren)|termin vereinbaren|jetzt kostenlos testen',
    '(?:acheter|commander|réserver) maintenant|ajouter au panier|contactez[- ]nous|voir (?:plus|tout|l.offre|le prix)|(?:afficher|charger) plus|demander un devis|prendre rendez-vous|essayer gratuitement',
    'comprar ahora|añadir al carrito|contácte?(?:nos|anos)|ver (?:más|todos?|oferta|precio)|cargar más|(?:solicitar|pedir) (?:presupuesto|cita)|prueba gratis|descargar ahora',
    'comprar? agora|adicionar ao carrinho|entre em contato|fale conosco|ver (?:mais|tudo|oferta)|carregar mais|solicitar orçamento|experimente grátis|baix(?:ar|e) agora',
    'acquista ora|aggiungi al carrello|contattaci|scopri di più|mostra (?:altro|tutto)|carica altri|richiedi (?:un )?preventivo|prova gratis|scarica ora',
    'koop nu|bestel nu|in winkelwagen|neem contact (?:met ons )?op|(?:toon|laad|bekijk) meer|probeer gratis|köp nu|kjøp nå|køb nu|kontakta oss|kontakt oss?|visa (?:fler|mer|alla)|vis (?:flere|mere?|alle)',
    'kup teraz|dowiedz się więcej|skontaktuj się z nami|dodaj do koszyka|pokaż więcej|купить сейчас|узнать больше|свяжитесь с нами|показать (?:ещё|еще|больше|все)|в корзину',
    'hemen (?:al|satın al)|daha fazla(?: bilgi| göster)?|bize ulaşın|sepete ekle|beli sekarang|selengkapnya|hubungi kami|mua ngay|liên hệ(?: với chúng tôi)?',
    '立即购买|了解(?:更多|详情)|查看(?:更多|全部|详情)|加载更多|(?:联系|聯繫|聯絡)我[们們]|加入购物车|詳しくはこちら|もっと見る|続きを読む|お問い合わせ(?:はこちら)?|今すぐ購入|カートに入れる|더 ?보기|자세히 보기|문의하기|구매하기|اشتر الآن|اتصل بنا|عرض المزيد',
  ],
  END,
);
