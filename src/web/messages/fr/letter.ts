// The fixed words of a letter. What is put in stands as it was typed.
import type { letter as Shape } from '../en/letter.ts';

export const letter: typeof Shape = {
  letter: {
    notice: {
      recalled: 'Ce formulaire n’a pas encore été comparé avec le texte officiel.',
      contributed:
        'Ce formulaire a été apporté par un tiers et n’a pas encore été comparé avec le texte officiel.',
      disputed: 'Le contenu de ce formulaire est contesté.',
      editorial: 'Aucune loi ne prescrit ce formulaire ; il suit les bonnes pratiques.',
      template: (name, item) =>
        `Comparé au modèle ${name} jusqu’au point ${item} ; la suite n’y a pas encore été comparée.`,
      translated: (from: string) =>
        `Le texte libre a été rédigé en ${from} et est traduit ici ; ce qui n’est pas traduit est signalé. L’original figure dans les données de la demande.`,
      forceUnknown: (reason) =>
        `À la rédaction, il n’était pas établi que cet instrument soit en vigueur pour les deux États. Envoi pour ce motif : ${reason}`,
    },
    draft: 'Les intitulés en français sont une traduction provisoire, non le texte officiel.',
    readers: 'Réservé à',
    notStated: 'Non indiqué.',
    untranslated: 'Pas encore traduit ; le texte figure en regard.',
    untranslatedFrom: (from: string) => `Non traduit. Rédigé en ${from} :`,
    yes: 'Oui.',
    no: 'Non.',
    item: (n, category) => `Élément ${n} : ${category}`,
    labelled: (label, value) => `${label} : ${value}`,
    part: {
      person: 'Personne responsable',
      title: 'Titre',
      function: 'Fonction',
      address: 'Adresse',
      phone: 'Téléphone',
      mobile: 'Téléphone mobile',
      fax: 'Télécopie',
      email: 'Courriel',
      hours: 'Heures d’ouverture',
      zone: 'Fuseau horaire',
    },
    fact: {
      wanted: 'Données voulues',
      of: 'Concernant',
      holder: 'Détenteur',
      period: 'Période',
      reason: 'Motif',
      format: 'Forme de la preuve',
      preserved: 'Conservation',
    },
    identifier: (kind, value) => `${kind} ${value}`,
    port: (value) => `port nº ${value}`,
    at: (time) => `le ${time}`,
    between: (from, to) => `du ${from} au ${to}`,
    person: {
      suspect: 'personne soupçonnée',
      accused: 'personne poursuivie',
      convicted: 'personne condamnée',
      victim: 'victime',
      witness: 'témoin',
      holder: 'détenteur des données',
      other: 'autre personne',
    },
    page: (page, pages) => `Page ${page} sur ${pages}`,
    attached: 'La même demande sous forme de données, à lire par un programme',
    signs: {
      name: 'Nom',
      function: 'Fonction',
      date: 'Lieu et date',
      signature: 'Signature',
      stamp: 'Cachet officiel',
    },
    certificate: {
      title: 'Attestation du traducteur',
      text: (name, from, to, date) =>
        `Le ${date}, ${name} a attesté que la traduction (${from} → ${to}) est complète et fidèle à l’original.`,
      signature: 'Signature du traducteur',
    },
  },
};
