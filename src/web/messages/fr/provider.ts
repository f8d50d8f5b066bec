import type { provider as Shape } from '../en/provider.ts';

export const provider: typeof Shape = {
  provider: {
    use: (name) => `Continuer avec ${name}`,
    useHint: 'Le compte que votre organisme vous a donné.',
    title: 'Fournisseur d’identité',
    lead: 'Les personnes se connectent avec le compte que votre organisme leur a déjà donné (OpenID Connect). Seules entrent les personnes invitées ici ; le fournisseur ne fait de personne un membre.',
    set: (name) => `${name} est établi.`,
    none: 'Aucun n’est établi. Les personnes se connectent avec une clé d’accès, ou un mot de passe et un code.',
    name: 'Son nom',
    setUp: 'Régler un fournisseur d’identité',
    change: 'Le changer',
    asks: { which: 'Quel est le fournisseur ?', proof: 'Comment le reconnaît-on ?' },
    nameHint: 'Tel que le dit le bouton : Continuer avec …',
    issuer: 'Son adresse (issuer)',
    issuerHint:
      'Telle qu’il se nomme lui-même, par exemple https://login.agency.example/realms/staff. Comity l’interroge aussitôt et refuse celui qui ne répond pas.',
    issuerForm: 'Indiquez une adresse qui commence par https:// et ne contient ni ? ni #',
    clientId: 'Identifiant client',
    clientIdHint: 'Celui que vous y avez donné à Comity',
    clientSecret: 'Secret client',
    clientSecretHint: 'Conservé scellé. Il ne sera plus montré.',
    back: 'Adresse à y inscrire comme URI de redirection',
    step: 'Comment dit-il qu’il a demandé une seconde étape ?',
    stepHint: 'Sans cela, personne n’entre par lui.',
    amr: 'Dans la liste des méthodes (amr)',
    amrHint: 'Souvent mfa',
    acr: 'Par le niveau (acr)',
    acrHint: 'Un nom que votre fournisseur définit',
    value: 'Le mot qu’il emploie',
    valueHint: 'Par exemple mfa',
    needed: 'Indiquez ceci en 300 caractères au plus',
    save: 'L’essayer et enregistrer',
    saved: 'Enregistré. Il a répondu comme il se doit.',
    remove: 'Retirer le fournisseur d’identité',
    removeHint:
      'Personne ne se connecte plus par lui. Qui n’a pas d’autre moyen a besoin de deux administrateurs.',
    removed: 'Retiré.',
    notReachable: 'Il ne répond pas, ou pas sous ce nom',
    refusedTitle: 'Vous n’êtes pas connecté',
    down: (name) =>
      `${name} ne répond pas en ce moment. Réessayez plus tard, ou connectez-vous avec une clé d’accès ou votre mot de passe.`,
    why: {
      unknown:
        'Personne ici n’a ce compte. Si vous avez été invité, ouvrez le lien reçu ; si vous avez un compte ici, connectez-vous autrement et ajoutez celui-ci sur la page de votre compte.',
      unverified:
        'Le fournisseur d’identité ne confirme pas votre adresse électronique. Demandez à qui en a la charge.',
      noSecondStep:
        'Le fournisseur d’identité ne vous a pas demandé de seconde étape. Demandez à qui en a la charge.',
      otherAddress:
        'Le fournisseur d’identité vous connaît sous une autre adresse électronique que ce compte ou cette invitation. Demandez à votre administrateur une invitation à cette adresse.',
      again: 'Cela a duré trop longtemps, ou a commencé dans une autre fenêtre. Recommencez.',
      refused: 'Le fournisseur d’identité a refusé, ou ce qu’il a dit n’a pas pu être confirmé. Recommencez.',
    },
    begin: 'Vers la connexion',
    link: (name) => `Se connecter aussi avec ${name}`,
    linkHint: 'Il doit vous connaître sous la même adresse électronique.',
    linked: 'Ajouté. Vous pouvez désormais vous connecter par lui.',
    secondStep: 'Demandée par le fournisseur d’identité, ou par votre clé d’accès',
    noPassword: 'Vous vous connectez ici sans mot de passe.',
  },
};
