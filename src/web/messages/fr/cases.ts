import type { cases as Shape } from '../en/cases.ts';
import { count } from './count.ts';

export const cases: typeof Shape = {
  work: {
    title: 'Mon travail',
    lead: (day) => day,
    cases: 'Vos affaires',
    noCases:
      'Vous n’êtes encore dans aucune affaire. Le responsable d’une affaire peut vous ajouter, par votre adresse électronique.',
    allCases: 'Toutes vos affaires',
    failed: 'Pièces dont le contrôle a échoué',
    failedLead:
      'Leurs octets conservés ne sont pas ceux qui ont été scellés. Ne les utilisez pas avant que cela soit expliqué.',
    waiting: 'En attente de vous',
    waitingAppointments: (n) =>
      n === 1
        ? 'Une nomination d’administrateur demande une seconde personne'
        : `${n} nominations d’administrateurs demandent une seconde personne`,
    open: 'Ouvrir une affaire',
    health: 'Cette installation',
    agency: 'Organisme',
    log: 'Journal de garde',
    events: 'Événements',
    checkpoint: 'Dernier état signé',
    noCheckpoint: 'aucun pour l’instant',
    counts: 'Contient',
    countsWords: (cases, exhibits) =>
      `${count(cases, 'affaire', 'affaires')}, ${count(exhibits, 'pièce', 'pièces')}`,
    people: 'Personnes',
    space: 'Espace restant',
    invitePeople: 'Inviter une personne',
  },
  cases: {
    title: 'Affaires',
    lead: 'Les affaires dont vous faites partie.',
    none: 'Vous n’êtes encore dans aucune affaire.',
    open: 'Ouvrir une affaire',
    reference: 'Référence',
    name: 'Intitulé',
    role: 'Vous êtes',
    exhibits: 'Pièces',
    opened: 'Ouverte',
    newTitle: 'De quoi s’agit-il dans cette affaire ?',
    newHint: 'Un intitulé court sans donnée personnelle, par exemple : Factures du port',
    newWhat: 'un intitulé',
    newLabel: 'L’intitulé',
    leadTitle: 'Qui en est responsable ?',
    leadHint:
      'Adresse électronique d’une personne qui a un compte ici. Elle dira qui d’autre est dans l’affaire.',
    leadUnknown: 'Personne n’a de compte ici avec cette adresse',
    openButton: 'Ouvrir l’affaire',
    openedTitle: (reference) => `${reference} est ouverte`,
    openedBy: (lead, title) =>
      `${lead} est responsable de « ${title} » et la voit maintenant dans son travail.`,
    openedOther: 'Vous ne voyez pas ce qu’elle contient, sauf si le responsable vous ajoute.',
    toCase: 'Aller à l’affaire',
    toCases: 'Retour aux affaires',
    evidence: 'Preuves',
    evidenceWords: (n) => (n === 0 ? 'Pas encore de pièce' : count(n, 'pièce', 'pièces')),
    seeEvidence: 'Voir les preuves',
    youAre: 'Vous êtes',
    members: 'Qui en fait partie',
    member: 'Nom',
    memberRole: 'Rôle',
    since: 'Depuis',
    addMember: 'Ajouter une personne',
    remove: 'Retirer',
    lastLead: 'le seul responsable',
    added: 'Ajouté.',
    removed: 'Retiré. Cette personne ne voit plus rien de cette affaire.',
    addTitle: 'Qui doit être dans l’affaire ?',
    addHint: 'Adresse électronique d’une personne qui a un compte ici',
    addRole: 'Dans quel rôle ?',
    addButton: 'Ajouter',
    isMember: 'Cette personne est déjà dans l’affaire. Pour changer son rôle, retirez-la d’abord',
    noLead: (reference) =>
      `Plus aucun responsable de cette affaire n’a de compte : personne ne peut y être ajouté. Indiquez à un administrateur la référence ${reference} et qui d’entre vous doit en être responsable.`,
    notFor: 'Votre rôle dans l’affaire ne montre pas qui d’autre en fait partie.',
  },
  caseLead: {
    title: 'Désigner le responsable d’une affaire',
    ask: {
      reference: 'Quelle affaire n’a pas de responsable ?',
      person: 'Qui doit en être responsable ?',
      reason: 'Pourquoi cette personne ?',
    },
    hints: {
      reference: 'Sa référence, comme FR-2026-000012 : ses membres la lisent sur sa page.',
      person:
        'Adresse électronique de quelqu’un qui travaille déjà sur l’affaire, et pas la vôtre : personne n’entre ainsi dans une affaire.',
      reason: 'Chaque membre qui travaille sur l’affaire le lit, avec votre nom.',
    },
    button: 'Désigner',
    done: 'C’est fait. Les membres de l’affaire en sont informés.',
    nobody:
      'Aucune affaire sans responsable n’a cette référence et cette personne parmi ceux qui y travaillent',
    told: (lead, reference) => `${lead} est désormais responsable de ${reference}.`,
    by: (name, when) =>
      `Désignation par ${name}, administrateur, le ${when}, plus aucun responsable n’ayant de compte.`,
  },
};
