// Rules that several forms share; each form cites its own provision.
import type { Answers } from '../drafting/answers/answers.ts';
import { itemsOf } from '../asked-for.ts';
import type { FormRule, Words } from '../form.ts';

type Cited = Pick<FormRule, 'ref' | 'field'>;

/** Preservation and disclosure concern what is stored; data to come are another measure. */
export function storedOnly(cited: Cited): FormRule {
  return {
    ...cited,
    id: 'stored',
    level: 'block',
    words: {
      en: 'Only data that are stored already can be asked for here; data to come need real-time collection.',
      fr: 'Seules des données déjà stockées peuvent être demandées ici ; les données à venir relèvent de la collecte en temps réel.',
      es: 'Aquí solo pueden pedirse datos ya almacenados; los datos futuros exigen obtención en tiempo real.',
      ru: 'Здесь можно запросить только уже хранящиеся данные; для будущих данных нужен сбор в реальном времени.',
      zh: '此处只能请求已存储的数据；未来的数据需要实时收集。',
      ar: 'لا تُطلب هنا إلا البيانات المخزنة فعلا؛ أما البيانات اللاحقة فتستلزم الجمع الآني.',
    },
    isMet: (answers) =>
      itemsOf(answers, cited.field).every(({ category }) => !category.endsWith('_realtime')),
  };
}

export function assistanceFollows(cited: Cited): FormRule {
  return {
    ...cited,
    id: 'intention',
    level: 'block',
    words: {
      en: 'Preservation is asked for only where a request for mutual assistance will follow.',
      fr: 'La conservation n’est demandée que si une demande d’entraide doit suivre.',
      es: 'La conservación solo se pide si va a seguir una solicitud de asistencia recíproca.',
      ru: 'О сохранности просят, только если последует запрос о взаимной правовой помощи.',
      zh: '仅在之后会提出司法协助请求时，才可请求保全。',
      ar: 'لا يُطلب الحفظ إلا إذا كان سيتبعه طلب مساعدة متبادلة.',
    },
    isMet: (answers) => answers[cited.field] !== false,
  };
}

/** A statement that the text demands: saying no is no request. */
export function stated(cited: Cited, words: Words): FormRule {
  return {
    ...cited,
    id: 'stated',
    level: 'block',
    words,
    isMet: (answers) => answers[cited.field] !== false,
  };
}

export const UNDER_THE_PROTOCOL: Words = {
  en: 'The text demands the statement that it is issued under the Protocol.',
  fr: 'Le texte exige la déclaration qu’elle est émise au titre du Protocole.',
  es: 'El texto exige declarar que se emite en virtud del Protocolo.',
  ru: 'Текст требует заявления о том, что он выдан на основании Протокола.',
  zh: '条文要求声明系依据议定书签发。',
  ar: 'يشترط النص بيان أنه صادر بموجب البروتوكول.',
};

/** A basis is written freely: the Convention is known by its id, its short names and a word of its title in each language. */
export function restsOnUntoc(answers: Answers, field: string): boolean {
  const basis = answers[field];
  return (
    typeof basis === 'string' &&
    /untoc|palerm|transna[ct]ional|транснациональн|跨国有组织|عبر الوطنية/i.test(basis)
  );
}
