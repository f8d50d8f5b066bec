import type { recovery as Shape } from '../en/recovery.ts';

export const recovery: typeof Shape = {
  recovery: {
    rail: 'Rétablir l’accès',
    railHint:
      'Pour quelqu’un qui a perdu son téléphone, ses codes de secours et ses clés d’accès, ou oublié son mot de passe.',
    begin: 'Lui rendre l’accès',
    waits: 'En attente d’un second administrateur',
    tooFew:
      'Il y faut deux administrateurs, et aucun ne peut être la personne elle-même. Ils ne sont pas assez nombreux : au terminal de la machine même, lancez',
    waiting: 'Accès à rétablir, en attente d’un second administrateur',
    proposedWords: (who, by) => `${by} propose de rendre l’accès à ${who}.`,
    makeSure:
      'Ne confirmez que si vous vous êtes assuré vous-même que la demande vient bien de cette personne.',
    aboutYou: (by) =>
      `${by} propose de vous rendre l’accès. Si vous n’avez rien demandé, prévenez aussitôt un autre administrateur.`,
    waitsForAnother: 'Un autre administrateur doit le confirmer.',
    confirm: 'Confirmer et créer le lien',
    title: (name) => `Rendre l’accès à ${name} ?`,
    what: 'Un second administrateur doit confirmer. Un lien permet ensuite à la personne de choisir un nouveau mot de passe et une nouvelle seconde étape, une fois, dans l’heure. Elle est déconnectée partout, et son ancien mot de passe, son application, ses codes de secours et ses clés d’accès cessent de fonctionner.',
    sureTitle: 'Assurez-vous que c’est bien elle.',
    sure: (name) =>
      `Voyez ${name}, ou appelez à un numéro que vous tenez d’ailleurs. Un message ou un appel venant d’elle ne suffit pas : c’est ainsi que d’autres tentent d’entrer.`,
    propose: 'Le proposer à un autre administrateur',
    proposed: 'Proposé. Un autre administrateur doit le confirmer ; il le voit sur sa page des personnes.',
    linkTitle: (name) => `Remettez ce lien à ${name}`,
    link: 'Il fonctionne une fois, pendant une heure. Remettez-le en personne, ou par une voie qui est sûrement la sienne. Il ne sera plus montré. La personne a été déconnectée partout.',
    backTitle: (name) => `Bon retour, ${name}`,
    back: (email) =>
      `Vous vous connectez avec ${email}. Choisissez un nouveau mot de passe ; vous établirez ensuite une nouvelle seconde étape. Tout l’ancien cesse de fonctionner : mot de passe, application, codes de secours, clés d’accès.`,
    backButton: 'Établir le mot de passe',
    gone: 'Il a été utilisé ou a expiré après une heure. Demandez-en un autre à un administrateur.',
    waitingWork: (n) =>
      n === 1
        ? 'Un accès à rétablir demande un second administrateur'
        : `${n} accès à rétablir demandent un second administrateur`,
    toldTitle: 'Quelqu’un vous a rendu l’accès.',
    told: (when) =>
      `Le ${when}, votre mot de passe et votre seconde étape ont été rétablis par un lien. Si ce n’était pas vous, prévenez aussitôt un administrateur.`,
  },
};
