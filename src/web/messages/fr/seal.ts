import type { seal as Shape } from '../en/seal.ts';

export const seal: typeof Shape = {
  seal: {
    act: 'La sceller',
    title: 'Est-ce ce que vous avez apporté ?',
    lead: 'Elle a été prise en charge pour vous, et le service a signé. Par votre scellé, vous dites vous-même que ce qui est conservé sous cette empreinte est ce que vous avez apporté.',
    compare: 'Comparez l’empreinte avec celle que vous avez notée, si vous le pouvez.',
    button: 'Oui, la sceller',
  },
};
