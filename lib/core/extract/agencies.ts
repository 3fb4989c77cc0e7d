/** News agencies of the world: they stand where a name or a place's source would. */
const AGENCIES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Reuters',
    'Associated Press',
    'Canadian Press',
    'Press Trust of India',
    'Agence France-Presse',
    'Xinhua',
    'TASS',
    'EFE',
    'ANSA',
    'Kyodo',
    'Kyodo News',
    'PTI',
    'ANI',
    'IANS',
    'UPI',
    'Bloomberg',
    'Yonhap',
    'Interfax',
    'RIA Novosti',
    'Belga',
    'NTB',
    'Ritzau',
    'Lusa',
    'PAP',
    'ČTK',
    'Anadolu',
    'Anadolu Agency',
    'Europa Press',
    'Press Association',
    'Bernama',
    'Antara',
    'Sputnik',
    'IRNA',
    'Adnkronos',
    'Agência Brasil',
    'Ukrinform',
    'BNS',
    'STT',
    'Keystone-SDA',
    'AAP',
    'AFP',
    'AP',
    'dpa',
    'APA',
    'SDA',
    'PA',
    'TT',
    'ANP',
    'MTI',
    'CNA',
    'NNA',
    'AA',
    '共同通信',
    '時事通信',
    '新华社',
    '新華社',
    '中新社',
    '中新网',
    '中央社',
    '연합뉴스',
    '뉴시스',
    'ТАСС',
    'РИА Новости',
    'Интерфакс',
    'رويترز',
    'ΑΠΕ-ΜΠΕ',
    'HINA',
    'Tanjug',
    'Agerpres',
    'TASR',
  ].map((name) => [name.toLowerCase(), name]),
);
const LONG_NAMES: Readonly<Record<string, string>> = { AP: 'Associated Press', AFP: 'Agence France-Presse' };

/** The agency that a byline or a dateline names; null for anything else. */
export function agencyOf(text: string): string | null {
  const name = AGENCIES[text.trim().toLowerCase().replace(/^the /, '')];
  return name === undefined ? null : (LONG_NAMES[name] ?? name);
}

/** A service or an office of an agency: `dpa/tmn`. */
const SERVICE = /^\p{Ll}{2,4}$/u;
const JOINT = /\s*[/,、-]\s*|\s(?:and|und|et|y|e|og|och)\s/u;

/** The first agency of a credit that names nobody else: `dpa/lhe`, `AFP, Reuters`; null for anything else. */
export function agencyAmong(text: string): string | null {
  const whole = agencyOf(text);
  if (whole) return whole;
  const parts = text.split(JOINT);
  const agencies = parts.map(agencyOf);
  return parts.every((part, i) => agencies[i] || SERVICE.test(part)) ? (agencies.find(Boolean) ?? null) : null;
}
