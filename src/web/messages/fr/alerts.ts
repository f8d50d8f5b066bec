import type { alerts as Shape } from '../en/alerts.ts';
import { count } from './count.ts';

const tries = (passwords: number, codes: number): string =>
  [
    passwords === 0 ? undefined : count(passwords, 'mot de passe erroné', 'mots de passe erronés'),
    codes === 0 ? undefined : count(codes, 'code erroné', 'codes erronés'),
  ]
    .filter((part) => part !== undefined)
    .join(' et ');

export const alerts: typeof Shape = {
  alerts: {
    tries: (passwords, codes) => `${tries(passwords, codes)} depuis votre dernière connexion.`,
    lastAt: (when) => `Le dernier : ${when}.`,
    wasLocked: 'Votre compte a été fermé aux mots de passe pendant 15 minutes.',
    notYou: 'Si ce n’était pas vous, prévenez un administrateur. Une clé d’accès, elle, ne se devine pas.',
    knowsPassword:
      'Quelqu’un a donné votre vrai mot de passe. Si ce n’était pas vous, changez-le maintenant et prévenez un administrateur.',
    toAccount: 'Aller à votre compte',
    lettersGivenUp: (count) =>
      `Des alarmes n’ont pas pu être signalées par courriel. Personnes concernées : ${count}.`,
    keptByNobody: (count: number) =>
      `Tenu confidentiel, sans que personne du dossier n’en décide plus : ${count}. Sur la machine : ./comity request keeper`,
    casesWithoutLead: (count) =>
      `Affaires ouvertes sans responsable ayant un compte : ${count}. Leurs membres savent lesquelles ; la liste complète est sur la machine : ./comity case lead`,
    title: 'Quelqu’un essaie peut-être de deviner',
    lead: 'À l’entrée, au cours des sept derniers jours :',
    locked: (times, when) => `bloqué ${count(times, 'fois', 'fois')}, la dernière le ${when}`,
    strangers: (times, when) =>
      `Adresses que personne n’a ici : bloquées ${count(times, 'fois', 'fois')}, la dernière le ${when}`,
    spread: (address, persons, when) =>
      `Depuis ${address} : mots de passe erronés pour ${count(persons, 'personne', 'personnes')}, en dernier le ${when}`,
    whatToDo:
      'Demandez à la personne, par un numéro que vous connaissez, si c’était elle. Sinon, qu’elle ajoute une clé d’accès ; gardez l’adresse réseau pour votre responsable de la sécurité. Un compte se rouvre de lui-même après 15 minutes.',
  },
};
