/** A number, or the word that stands for one. */
const COUNT = '(?:\\d{1,3}|an?|one|ein(?:e[mnrs]?)?|une?|una|uma?|um|één|een|et?t|en)';

/** How sites say how long ago something was, in the languages of the press. */
const AGO: readonly string[] = [
  `(?:about |over |almost )?${COUNT}\\+? ?(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?|mo(?:nths?)?|y(?:(?:ea)?rs?)?)\\.? ago|just now`,
  `vor (?:etwa )?${COUNT} (?:sekunde|minute|stunde|tag|woche|monat|jahr)(?:e?n|e)?|gerade eben`,
  `il y a (?:environ )?${COUNT} (?:secondes?|min(?:utes?)?|h(?:eures?)?|jours?|semaines?|mois|ans?)`,
  `hace (?:unos? |unas? )?${COUNT} (?:segundos?|min(?:utos?)?|h(?:oras?)?|días?|semanas?|mes(?:es)?|años?)`,
  `há (?:cerca de )?${COUNT} (?:segundos?|min(?:utos?)?|h(?:oras?)?|dias?|semanas?|m[eê]s(?:es)?|anos?)(?: atrás)?`,
  `${COUNT} (?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa`,
  `${COUNT} (?:seconden?|minuut|minuten|uur|uren|dag(?:en)?|weken|week|maand(?:en)?|jaar|jaren) geleden`,
  `för ${COUNT} (?:sekund(?:er)?|minut(?:er)?|timm(?:e|ar)|dag(?:ar)?|vecka|veckor|månad(?:er)?|år) sedan|for ${COUNT} (?:sekund(?:er)?|minutt?(?:er)?|timer?|dag(?:er|e)?|uker?|uger?|måned(?:er)?|år) siden`,
  `${COUNT} (?:sekund|minut|godzin|dni|dzień|tydzień|tygodni|miesiąc|miesięc|rok|lat)\\p{L}{0,3} temu`,
  `(?:\\d{1,3} )?(?:секунд|минут|час|день|дн|недел|месяц|год|лет)\\p{L}{0,3} назад`,
  '\\d{1,3} (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce|\\d{1,3} (?:detik|menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu',
  '\\d{1,3} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước',
  '(?:منذ|قبل) (?:\\d{1,3} )?(?:ثوان|ثانية|دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يوما|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|سنة|سنتين|سنوات|عام|عامين|أعوام)',
  '\\d{1,3} ?(?:秒|分[钟鐘]|小[时時]|天|周|週|个?個?月|年)前|\\d{1,3} ?(?:分|時間|日|週間|[かヶケカ]月)前|\\d{1,3} ?(?:초|분|시간|일|주|개월|달|년) ?전',
];
const RELATIVE_TIME = new RegExp(`(?:${AGO.join('|')})(?![\\p{L}\\p{N}])`, 'iuy');

/**
 * The index behind a time that is relative to when the page was read, such as `3 hours ago`; null when none stands at `start`. It
 * dates nothing: when the page was read, nobody says.
 */
export function behindRelativeTime(text: string, start: number): number | null {
  RELATIVE_TIME.lastIndex = start;
  return RELATIVE_TIME.test(text) ? RELATIVE_TIME.lastIndex : null;
}
