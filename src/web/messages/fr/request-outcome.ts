// How a request ends, and what is looked at before: restrictions, certificate, costs, what the other side is told.
import type { requestOutcome as Shape } from '../en/request-outcome.ts';

export const requestOutcome: typeof Shape = {
  requestOutcome: {
    noRestriction: 'Aucune restriction n’a été posée',
    title: 'Comment elle s’est terminée',
    noCertificate: (why: string) => `Pas d’attestation : ${why}`,
    costLine: (amount: string, bearer: string) => `${amount}, ${bearer}`,
    asks: {
      restrictions: 'Aucune restriction n’a-t-elle été posée pour ces pièces ?',
      costs: 'Y a-t-il eu des frais ?',
      costAmount: 'Combien, en quelle monnaie ?',
      costBearer: 'Qui supporte les frais ?',
      feedback: 'Ce qui est venu a-t-il été utile ?',
      feedbackWords: 'Que leur en dites-vous ?',
      certificate: 'Une attestation l’accompagnait-elle ?',
      certificateWhat: 'De quelle attestation s’agit-il ?',
      certificateNone: 'Pourquoi n’y a-t-il pas d’attestation ?',
      assignedTo: 'À qui est-elle confiée ?',
      order: 'Pourquoi ne faut-il pas de décision interne ?',
      early: 'Comment l’autorité notifiée a-t-elle confirmé qu’elle ne soulève aucun motif ?',
      checked: 'Pourquoi peut-on s’y fier ?',
    },
    labels: {
      restrictions: 'Restrictions',
      costs: 'Frais',
      costAmount: 'Montant',
      costBearer: 'Supportés par',
      feedback: 'Utile',
      feedbackWords: 'Ce qui leur est dit',
      certificate: 'Attestation',
      certificateWhat: 'Quelle attestation',
      certificateNone: 'Pourquoi il n’y en a pas',
      assignedTo: 'Confiée à',
      order: 'Pourquoi aucune décision n’est nécessaire',
      early: 'Comment elle l’a confirmé',
    },
    hints: {
      restrictions: (list: string) => `Elles n’en portent pas : ${list}`,
      costAmount: 'Des chiffres, puis les trois lettres de la monnaie, comme 1200.50 EUR',
      certificateWhat:
        'Une attestation d’archives commerciales, le formulaire du traité, le sceau du tribunal, avec sa date, et la pièce si c’en est une',
    },
    cost: {
      none: 'Pas de frais',
      some: 'Il y a eu des frais',
    },
    bearers: {
      asking: 'l’État requérant',
      asked: 'l’État requis',
      provider: 'le fournisseur',
      shared: 'les deux, pour partie',
    },
    use: {
      yes: 'Utile',
      partly: 'En partie',
      no: 'Inutile',
      none: 'Rien à leur dire',
    },
    certificates: {
      came: 'Il y en a une',
      none: 'Il n’y en a pas',
    },
  },
};
