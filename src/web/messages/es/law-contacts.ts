import type { contact_ as Shape } from '../en/law-contacts.ts';

export const contact_: typeof Shape = {
  add: 'Añadir un contacto',
  none: 'Ninguno registrado. Redes como la red 24/7 del Consejo de Europa solo los dan a las autoridades.',
  title: 'Cómo comunicarse con ella',
  kind: '¿De qué clase?',
  kinds: {
    telephone: 'Teléfono',
    email: 'Correo electrónico',
    fax: 'Telefax',
    portal: 'Portal en línea',
    post: 'Correo postal',
  },
  purpose: '¿Para qué?',
  purposes: { general: 'Solicitudes ordinarias', urgent: 'Solicitudes urgentes', night: 'A cualquier hora' },
  value: 'Número o dirección',
  valueHint: 'Un número con su país, como +679 330 0000',
  source: '¿De dónde procede?',
  sourceHint: 'Por ejemplo: lista de la red, recibida el 3 de noviembre de 2026',
  asOfLabel: '¿Qué día se confirmó allí?',
  asOf: (day) => `a ${day}`,
  unconfirmed: 'lo dice una sola persona',
  confirmed: 'comprobado por dos personas',
  confirm: 'Lo he comprobado',
  end: 'Ya no vale',
  twoPersons:
    'Una segunda persona debe compararlo con la fuente antes de que se devuelva una llamada a ese número.',
  save: 'Añadir',
  wrong: {
    kind: 'Elija de qué clase es',
    purpose: 'Elija para qué sirve',
    value:
      'Escriba un número con su país, una dirección de correo, una dirección que empiece por https:// o una dirección postal',
    source: 'Diga en 500 caracteres como máximo de dónde procede',
    asOf: 'Escriba un día que no sea futuro',
  },
};
