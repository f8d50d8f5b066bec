import type { common as Shape } from '../en/common.ts';

export const common: typeof Shape = {
  language: { code: 'es', dir: 'ltr', locale: 'es-ES', name: 'Español', comma: ', ', isDraft: true },
  frame: {
    name: 'Comity',
    skip: 'Ir al contenido principal',
    navigation: 'Principal',
    menu: 'Menú',
    crumbs: 'Dónde está',
    rail: 'Al lado',
    error: 'Error',
    check: 'Comprobar un paquete',
    foot: 'Comity guarda pruebas electrónicas y acredita su integridad. Mirar una pieza queda registrado.',
  },
  nav: {
    work: 'Mi trabajo',
    cases: 'Asuntos',
    law: 'Derecho y vías',
    people: 'Personas',
    audit: 'Auditoría',
    settings: 'Ajustes',
    account: 'Su cuenta',
    signOut: 'Salir',
  },
  form: {
    problem: 'Hay un problema',
    next: 'Continuar',
    needed: (what) => `Indique ${what}`,
    tooLong: (what, max) => `Demasiado largo: ${what}. ${max} caracteres como máximo`,
    choose: 'Elija una respuesta',
    emailForm: 'Indique una dirección de correo de la forma nombre@organismo.example',
    nameForm: 'Indique el nombre, en 100 caracteres como máximo',
  },
  refused: {
    notFoundTitle: 'Página no encontrada',
    notFound:
      'No hay tal página, o no está abierta para usted. Ambas cosas se ven igual, para que nadie sepa qué existe.',
    notFoundNext: 'Si alguien le envió aquí, pida al responsable del asunto que le añada.',
    refusedTitle: 'Su función no lo permite',
    refusedCase: (role) => `Su función en este asunto: ${role}. El responsable del asunto puede cambiarla.`,
    refusedAgency: 'Pregunte a un administrador si debe tener una función que lo permita.',
    wentWrongTitle: 'Esto no funcionó',
    wentWrong:
      'Algo falló por nuestra parte. No se perdió nada. Inténtelo de nuevo; si continúa, diga la hora al administrador.',
    busyTitle: 'Demasiados intentos',
    busy: 'Llegaron demasiadas peticiones desde su dirección. Espere un minuto e inténtelo de nuevo.',
    tooLargeTitle: 'Se envió demasiado',
    tooLarge: 'Lo que envió es mayor de lo que esta página admite. Acórtelo e inténtelo de nuevo.',
    originTitle: 'Esto vino de otro lugar',
    origin: (url) =>
      `Por su seguridad, un formulario solo se acepta desde su propia página. Abra ${url} e inténtelo de nuevo.`,
    whatWas: 'Lo que se esperaba',
    home: 'Ir a su trabajo',
  },
};
