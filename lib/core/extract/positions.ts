import { bareNames, JOINTS, personName, personNames } from './names.ts';
import { wordCountOf } from './shapes.ts';

const ROLE_NAME =
  /\b(?:writer|author|editor|reporter|journalist|correspondent|contributor|columnist|blogger|producer|anchor|meteorologist|photojournalist|critic|dietitian|nutritionist|psychologist|physician|attorney|lecturer|advis[eo]r|realtor|head of|vice president|engineer|manager|director|founder|co-founder|ceo|cto|president|specialist|analyst|strategist|consultant|professor|researcher|scientist|expert|officer|lead|architect|developer|designer|staff|redakteurin|redakteur|autorin|autor|journaliste|rédactrice|rédacteur|periodista|redactora|redactor|jornalista|giornalista|redactrice|redacteur|verslaggever|toimittaja|dziennikarz|novinar|novinark?a|redaktorka|korrespondent(?:in)?|kolumnist(?:in)?|corresponsal|correspondante?|inviat[oa]|columnista|colunista|reportér|redaktör|muhabiri?)s?\b|(?<!\p{L})(?:корреспондент|журналист|редактор|обозреватель|кореспондент|журналіст)(?!\p{L})/iu;
const ROLE_PAGE = /\b(?:by|about|meet|our|the|your|for)\b|:/iu;

/** What somebody is, on a line of its own below the name. */
export const isRole = (text: string): boolean =>
  text.length <= 80 && !/[.!?]$/.test(text) && wordCountOf(text) <= 8 && ROLE_NAME.test(text) && !ROLE_PAGE.test(text);

/** Where somebody teaches or studies, behind the name. */
const INSTITUTION =
  /(?<!\p{L})(?:universit(?:y|ies|ät|é|à|eit|etet?)|universi(?:dad|dade)|college|hochschule|polytechnic|institut(?:e|o)?|school of)(?!\p{L})/iu;
const isInstitution = (text: string): boolean => !/[.!?:]/.test(text) && wordCountOf(text) <= 8 && INSTITUTION.test(text);

/** Whether a text says of somebody what she is. */
export const hasRole = (text: string): boolean => ROLE_NAME.test(text);

/** Words behind a name that are not of it: what somebody is, or a button. */
export const NOT_OF_NAME =
  /^(?:view|see|all|read|more|updated|published|posted|last|min|mins|minutes?|contributor|contributing|executive|senior|chief|managing|associate|assistant|digital|content|guest|special|deputy|lead|head|director|founder|co-founder|ceo|cto|manager|marketing|product|technical|freelance|professional|certified|licensed|registered|former|professor|president|reviewed|edited|categor(?:y|ies)|tags?|tagged|follow|share|fact|medically|leave|no|on|in|at|for|from|am|le|el|em|\d.*)$/iu;

const NAME_AND_ROLE = /^(\S.{2,50}?)(?:,\s|\s[-–—/|]\s|\/|\s?\()(\S.{2,80}?)\)?$/u;
/** `Jane Doe, for the Post` */
const FOR = /^(?:for|special to|für|pour|para|per) (?:the |die |den |le |la |el )?\p{Lu}[^.!?]{2,40}$/u;
const LONGEST_NAME_WORDS = 4;

/** One word before what somebody is, as behind a label: `Ada - Harbour pilot`. */
export const positionedWord = (text: string): string | null =>
  /^(\p{Lu}[\p{Ll}\p{M}’'-]{1,20})(?:,\s|\s[-–—/|]\s|\s?\()\p{L}[\p{L} &-]{2,40}\)?$/u.exec(text)?.[1] ?? null;

/** Several people, each with what she is behind her name or not: `Jane Doe, Senior Reporter, and John Roe, Data Editor`. */
export function positionedPeople(text: string): string[] | null {
  if (text.length > LONGEST_PEOPLE || !AND.test(text) || !hasRole(text)) return null;
  const parts = text.split(JOINTS).filter(Boolean);
  const names = parts.map((part) => (isRole(part) ? null : personName(part)));
  if (names[0] === null || !parts.every((part, i) => names[i] !== null || isRole(part))) return null;
  const people = names.filter((name) => name !== null);
  return people.length > 1 && people.length < parts.length ? people : null;
}

const LONGEST_PEOPLE = 200;
/** Without it, what stands behind a position is where somebody holds it. */
const AND = /[;&]|\s(?:and|und|et|og|och|en|i|и|e|y|ve|dan|ja)\s/iu;

/** Names with what they are behind: `Jane Doe, Senior Editor`, `Jane Doe (Outlet)`, `Jane Doe | Columnist`, `Jane Doe Staff Writer`. */
export function positionedNames(text: string): string[] | null {
  const people = positionedPeople(text);
  if (people) return people;
  const [, before, behind] = NAME_AND_ROLE.exec(text) ?? [];
  if (
    before !== undefined &&
    (isRole(behind!) || isInstitution(behind!) || FOR.test(behind!) || /[|(]/.test(text.slice(before.length, before.length + 2)))
  ) {
    const names = personNames(before);
    if (names) return names;
  }
  const words = text.split(' ');
  for (let size = 2; size <= Math.min(LONGEST_NAME_WORDS, words.length - 1); size++) {
    if (NOT_OF_NAME.test(words[size - 1]!) || (size === 2 && NOT_OF_NAME.test(words[0]!))) return null;
    const name = isRole(words.slice(size).join(' ')) ? bareNames(words.slice(0, size).join(' ')) : null;
    if (name) return name;
  }
  return null;
}
