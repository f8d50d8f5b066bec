import type { sample as Shape } from '../en/sample.ts';

export const sample: typeof Shape = {
  sample: {
    title: '¿Echar antes un vistazo?',
    lead: 'Un asunto de muestra enseña cada página con algo dentro: un fraude inventado, con una imagen forense, fotografías, un mensaje y la respuesta de un proveedor. Usted será su responsable. Solo se ofrece mientras no haya otro asunto.',
    button: 'Cargar el asunto de muestra',
  },
};
