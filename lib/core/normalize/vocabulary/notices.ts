import { anchored, END } from './anchored.ts';

/** Newsletter, cookie and copyright notices. */
export const NOTICE = anchored(
  [
    '(?:subscribe|sign up|register)(?: now| here| today)?(?: (?:to|for|and) .{0,120})?',
    'get (?:our|the) (?:free )?(?:daily |weekly |best )?newsletters?.{0,100}',
    '(?:we|this (?:site|website)) uses? cookies.{0,240}',
    'accept (?:all )?cookies',
    'manage (?:cookies|consent|preferences)',
    'newsletter (?:abonnieren|anmelden).{0,60}',
    'jetzt (?:newsletter )?abonnieren',
    '(?:s.abonner|abonnez-vous)(?: à .{1,80})?',
    'suscríbe(?:te|se)(?: .{1,80})?',
    'inscreva-se(?: .{1,80})?',
    'iscriviti(?: .{1,80})?',
    'schrijf je in(?: .{1,80})?',
    'diese (?:website|seite) verwendet cookies.{0,200}',
    '(?:©|\\(c\\)|copyright).{0,10}\\d{4}.{0,150}',
    'copyright ©.{0,150}',
    '(?:.{0,60}\\. )?all rights reserved',
    'alle rechte vorbehalten',
    'tous droits réservés',
    'todos los derechos reservados.{0,40}',
    'todos os direitos reservados.{0,40}',
    'tutti i diritti riservati.{0,40}',
    'все права защищены',
  ],
  END,
);
