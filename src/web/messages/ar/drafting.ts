// كتابة الطلب: القوائم وما ليس صحيحا فيها، وإدخال الكثير من ملف.
import type { drafting as Shape } from '../en/drafting.ts';
import { count } from './count.ts';

export const drafting: typeof Shape = {
  drafting: {
    lists: {
      language: (n) => `اللغة ${n}`,
      identifiers: (kinds) =>
        `واحد في كل سطر: القيمة، أو النوع ثم القيمة ثم port وfrom وto، تفصل بينها فواصل. الأنواع: ${kinds}.`,
      ofOneKind: 'واحد في كل سطر.',
      addresses: 'واحد في كل سطر: العنوان ثم port وfrom وto، مثل 9.9.9.9, 443, 2026-10-03T21:14:07+02:00',
      hashes: 'واحدة في كل سطر، كما يكتبها sha256sum، أو: الملف، الخوارزمية، البصمة.',
      kept: (n) => `هنا ${count(n, 'قيد واحد', 'قيدان', 'قيود', 'قيدا')}، أكثر مما يسعه حقل. وتبقى كما هي.`,
      fromFile: 'الإدخال من ملف',
      wrongLines: (n) => count(n, 'سطر واحد غير صحيح', 'سطران غير صحيحين', 'أسطر غير صحيحة', 'سطرا غير صحيح'),
      line: (n) => `السطر ${n}`,
    },
    lineProblems: {
      sayKind: 'لأنواع عدة هذا الشكل: اكتب النوع قبله.',
      unknownKind: 'لا يوجد نوع كهذا.',
      otherKind: 'يطلب هذا الحقل نوعا آخر.',
      tooManyCells: 'في هذا السطر أكثر مما له مكان؛ المنفذ والأوقات لعناوين IP وحدها.',
      again: 'هذا موجود من قبل.',
      unclosed: 'تبدأ هنا علامة اقتباس لا تنتهي.',
      tooMany: 'العدد أكبر مما يجوز. لا مكان لهذا السطر وما بعده.',
      notDigest: 'هذا ليس ملفا مع بصمته.',
      sayAlgorithm: 'تعطي خوارزميات عدة بصمات بهذا الطول: اذكر أيها، هكذا: الملف، الخوارزمية، البصمة.',
      unknownAlgorithm: 'لا يُقبل إلا SHA-256 وSHA-512 وSHA3-512 وBLAKE2.',
      digestLength: 'طول البصمة لا يوافق خوارزميتها.',
      fileNameLength: 'اسم الملف ناقص أو أطول مما يجوز.',
    },
    persons: {
      person: (n) => `الشخص ${n}`,
      role: 'صفته في القضية',
      born: 'الميلاد',
      nationality: 'الجنسية',
      location: 'مكانه',
      another: 'إضافة شخص آخر',
      roles: {
        suspect: 'مشتبه به',
        accused: 'متهم',
        convicted: 'محكوم عليه',
        victim: 'ضحية',
        witness: 'شاهد',
        holder: 'حائز البيانات',
        other: 'غير ذلك',
      },
    },
    duration: {
      length: 'المدة',
      unit: 'الوحدة',
      units: { hour: 'ساعات', day: 'أيام', month: 'أشهر', year: 'سنوات' },
    },
    bring: {
      title: 'إدخال الكثير دفعة واحدة',
      lead: 'تُقرأ الأسطر كلها أولا. فإن لم يصح واحد منها لم يُحفظ شيء إلا إذا قلت ذلك.',
      there: (n) => `هنا من قبل ${count(n, 'قيد واحد', 'قيدان', 'قيود', 'قيدا')}؛ ويُضاف إليها ما تُدخله.`,
      file: 'الملف',
      fileHint:
        'ملف CSV أو نص بترميز UTF-8، لا يزيد على 1 ميغابايت. ويجوز أن يسمي السطر الأول الأعمدة: kind, value, port, from, to.',
      hashFileHint:
        'بترميز UTF-8، لا يزيد على 1 ميغابايت: ما يكتبه sha256sum، أو CSV بالأعمدة file, algorithm, digest.',
      button: 'إدخال',
      pasteTitle: 'أو ألصقها',
      paste: 'الأسطر',
      keepRight: 'حفظ الأسطر الصحيحة وترك غيرها',
      wrongTitle: 'لم يُحفظ شيء',
      wrong: (wrong, right) =>
        `الأسطر غير الصحيحة: ${wrong}، والصحيحة: ${right}. أصلح الملف وأدخله مرة أخرى، أو احفظ الصحيحة وحدها.`,
      more: (n) => `و${count(n, 'سطر آخر', 'سطران آخران', 'أسطر أخرى', 'سطرا آخر')}`,
      table: 'الأسطر غير الصحيحة',
      lineHeading: 'السطر',
      textHeading: 'ما فيه',
      whyHeading: 'الخطأ',
      choose: 'اختر ملفا.',
      empty: 'لا شيء فيه.',
      notText: 'هذا ليس نصا بترميز UTF-8. احفظه بصيغة «CSV UTF-8» وأدخله مرة أخرى.',
      tooLarge: 'هذا أكبر من 1 ميغابايت. أدخله في ملفات عدة.',
      clear: 'إخراج الكل',
    },
    live: {
      right: 'يمكن أن يكون هذا صحيحا.',
      keptAs: (value) => `يُحفظ هكذا: ${value}.`,
    },
  },
};
