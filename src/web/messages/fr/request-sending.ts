import type { requestSending as Shape } from '../en/request-sending.ts';

export const requestSending: typeof Shape = {
  preservationExtension: {
    link: 'En demander la prolongation',
    carried: (reference) => `La conservation ${reference}, à prolonger`,
  },
  assurance: {
    reciprocity: 'réciprocité',
    speciality: 'usage aux seules fins indiquées (spécialité)',
    data_protection: 'protection des données personnelles',
    return: 'restitution ou destruction par la suite',
    costs: 'prise en charge des frais',
    no_death_penalty: 'pas de peine de mort',
  },
  assuranceAsked: 'Demande l’assurance de',
  sendingAsked: {
    title: 'Comment sera-t-elle envoyée ?',
    hint: 'La vérification le compare à ce que le destinataire accepte, tel que consigné.',
    taken: (names) => `Consigné : accepté par ${names}`,
    others: 'Autres moyens',
    unknown: 'Les moyens acceptés par ce destinataire ne sont pas consignés : demandez-lui avant l’envoi.',
    undecided: 'Ce n’est pas encore décidé',
    notSaid: 'non précisé',
    followed: 'la voie de la demande qu’elle suit',
    choose: 'Choisissez par quel moyen elle est envoyée.',
    link: 'Dire comment elle est envoyée',
    act: 'Par quel moyen est-elle partie ?',
    label: 'Envoyée par',
  },
};
