import type { recovery as Shape } from '../en/recovery.ts';

export const recovery: typeof Shape = {
  recovery: {
    rail: 'Recuperar el acceso',
    railHint:
      'Para quien perdió el teléfono, los códigos de recuperación y las claves de acceso, u olvidó la contraseña.',
    begin: 'Devolverle el acceso',
    waits: 'En espera de un segundo administrador',
    tooFew:
      'Hacen falta dos administradores, y ninguno puede ser la persona misma. No hay bastantes: en el terminal de la propia máquina, ejecute',
    waiting: 'Accesos por recuperar, en espera de un segundo administrador',
    proposedWords: (who, by) => `${by} propone devolver el acceso a ${who}.`,
    makeSure: 'Confirme solo si se ha asegurado usted mismo de que la persona lo pide.',
    aboutYou: (by) =>
      `${by} propone devolverle el acceso. Si no lo pidió, avise de inmediato a otro administrador.`,
    waitsForAnother: 'Otro administrador debe confirmarlo.',
    confirm: 'Confirmar y crear el enlace',
    title: (name) => `¿Devolver el acceso a ${name}?`,
    what: 'Un segundo administrador debe confirmar. Después, un enlace le permite establecer una nueva contraseña y un nuevo segundo paso, una vez, dentro de una hora. Sale de todas partes, y su contraseña, aplicación, códigos de recuperación y claves de acceso anteriores dejan de funcionar.',
    sureTitle: 'Asegúrese de que es la persona.',
    sure: (name) =>
      `Vea a ${name}, o llame a un número que tenga por otra vía. Un correo o una llamada de su parte no bastan: así es como otros intentan entrar.`,
    propose: 'Proponerlo a otro administrador',
    proposed: 'Propuesto. Otro administrador debe confirmarlo; lo ve en su página de personas.',
    linkTitle: (name) => `Entregue este enlace a ${name}`,
    link: 'Vale una vez, durante una hora. Entréguelo en persona, o por una vía que sea con seguridad la suya. No se vuelve a mostrar. La persona ha salido de todas partes.',
    backTitle: (name) => `Hola de nuevo, ${name}`,
    back: (email) =>
      `Usted entra como ${email}. Elija una nueva contraseña; después establecerá un nuevo segundo paso. Todo lo anterior deja de funcionar: contraseña, aplicación, códigos de recuperación, claves de acceso.`,
    backButton: 'Establecer la contraseña',
    gone: 'Se usó o caducó tras una hora. Pida otro a un administrador.',
    waitingWork: (n) =>
      n === 1
        ? 'Un acceso por recuperar necesita un segundo administrador'
        : `${n} accesos por recuperar necesitan un segundo administrador`,
    toldTitle: 'Alguien le devolvió el acceso.',
    told: (when) =>
      `El ${when} su contraseña y su segundo paso se establecieron de nuevo con un enlace. Si no fue usted, avise de inmediato a un administrador.`,
  },
};
