import type { seal as Shape } from '../en/seal.ts';

export const seal: typeof Shape = {
  seal: {
    act: 'Precintarla',
    title: '¿Es esto lo que usted trajo?',
    lead: 'Se incorporó en su nombre y firmó el servicio. Con su precinto, usted dice que lo que se guarda bajo este resumen es lo que trajo.',
    compare: 'Compare el resumen con el que anotó, si puede.',
    button: 'Sí, precintarla',
  },
};
