// Kinds of electronic evidence in words: what it is called, what it is, and what may be asked of it. All but English are drafts.
import type { EvidenceType } from './evidence.ts';
import type { Words } from '../../form.ts';

export interface EvidenceWords {
  readonly label: Words;
  /** What it is, and what it needs. */
  readonly hint: Words;
  /** Examples of what is wanted. */
  readonly wanted: Words;
}

export const EVIDENCE_WORDS: { readonly [type in EvidenceType]: EvidenceWords } = {
  subscriber: {
    label: {
      en: 'Subscriber information',
      fr: 'Données relatives à l’abonné',
      es: 'Datos de abonado',
      ru: 'Информация об абоненте',
      zh: '订户信息',
      ar: 'معلومات المشترك',
    },
    hint: {
      en: 'Who holds an account, a number or an address.',
      fr: 'Qui détient un compte, un numéro ou une adresse.',
      es: 'Quién es titular de una cuenta, un número o una dirección.',
      ru: 'Кому принадлежит учётная запись, номер или адрес.',
      zh: '账户、号码或地址的持有人。',
      ar: 'من يملك حسابا أو رقما أو عنوانا.',
    },
    wanted: {
      en: 'Such as name, date of birth, address, contacts, date and address of registration, payment, means of verification',
      fr: 'Par exemple nom, date de naissance, adresse, contacts, date et adresse d’inscription, paiement, mode de vérification',
      es: 'Como nombre, fecha de nacimiento, domicilio, contactos, fecha y dirección del registro, pago, medio de verificación',
      ru: 'Например, имя, дата рождения, адрес, контакты, дата и адрес регистрации, оплата, способ проверки',
      zh: '例如姓名、出生日期、地址、联系方式、注册日期和地址、付款、核实方式',
      ar: 'مثل الاسم وتاريخ الميلاد والعنوان وجهات الاتصال وتاريخ التسجيل وعنوانه والدفع ووسيلة التحقق',
    },
  },
  identification: {
    label: {
      en: 'Data only to identify the user',
      fr: 'Données servant uniquement à identifier l’utilisateur',
      es: 'Datos solo para identificar al usuario',
      ru: 'Данные только для установления пользователя',
      zh: '仅用于识别用户的数据',
      ar: 'بيانات لتحديد هوية المستخدم فقط',
    },
    hint: {
      en: 'Addresses with port and time. Behind shared addresses, the port alone tells users apart.',
      fr: 'Adresses avec port et heure. Derrière une adresse partagée, seul le port distingue les utilisateurs.',
      es: 'Direcciones con puerto y hora. Tras direcciones compartidas, solo el puerto distingue a los usuarios.',
      ru: 'Адреса с портом и временем. За общим адресом пользователей различает только порт.',
      zh: '地址连同端口和时间。在共享地址之后，仅能凭端口区分用户。',
      ar: 'عناوين مع المنفذ والوقت. وخلف العناوين المشتركة لا يميز المستخدمين إلا المنفذ.',
    },
    wanted: {
      en: 'Such as addresses, source ports and times of the log-ins, identifier of the session',
      fr: 'Par exemple adresses, ports source et heures des connexions, identifiant de session',
      es: 'Como direcciones, puertos de origen y horas de los accesos, identificador de sesión',
      ru: 'Например, адреса, исходные порты и время входов, идентификатор сеанса',
      zh: '例如登录的地址、源端口和时间、会话标识',
      ar: 'مثل العناوين ومنافذ المصدر وأوقات الدخول ومعرّف الجلسة',
    },
  },
  traffic: {
    label: {
      en: 'Traffic data and connection logs',
      fr: 'Données relatives au trafic et journaux de connexion',
      es: 'Datos de tráfico y registros de conexión',
      ru: 'Данные о трафике и журналы соединений',
      zh: '流量数据和连接日志',
      ar: 'بيانات الحركة وسجلات الاتصال',
    },
    hint: {
      en: 'Who communicated with whom, when, from where and how much; stored, or as it happens.',
      fr: 'Qui a communiqué avec qui, quand, d’où et combien ; stocké, ou en temps réel.',
      es: 'Quién comunicó con quién, cuándo, desde dónde y cuánto; almacenado, o en tiempo real.',
      ru: 'Кто с кем, когда, откуда и сколько обменивался; хранящиеся или в реальном времени.',
      zh: '何人与何人、何时、何处通信及流量多少；已存储的或实时的。',
      ar: 'من اتصل بمن ومتى ومن أين وبأي قدر؛ مخزنا أو آنيا.',
    },
    wanted: {
      en: 'Such as log-in history, both ends, duration, volume, headers, cell sites',
      fr: 'Par exemple historique des connexions, extrémités, durée, volume, en-têtes, cellules',
      es: 'Como historial de accesos, extremos, duración, volumen, cabeceras, celdas',
      ru: 'Например, история входов, обе стороны, длительность, объём, заголовки, базовые станции',
      zh: '例如登录历史、通信两端、时长、流量、标头、基站',
      ar: 'مثل سجل الدخول والطرفين والمدة والحجم والترويسات والخلايا',
    },
  },
  content: {
    label: { en: 'Content', fr: 'Contenu', es: 'Contenido', ru: 'Содержание', zh: '内容', ar: 'المحتوى' },
    hint: {
      en: 'Messages, files, pages, backups. A court usually has to order it, and the link to the offence must be strong.',
      fr: 'Messages, fichiers, pages, sauvegardes. Il faut en général l’ordre d’un juge et un lien fort avec l’infraction.',
      es: 'Mensajes, ficheros, páginas, copias. Suele ordenarlo un tribunal, y el vínculo con el delito debe ser fuerte.',
      ru: 'Сообщения, файлы, страницы, копии. Обычно нужен приказ суда, и связь с преступлением должна быть сильной.',
      zh: '消息、文件、页面、备份。通常须由法院命令，且与犯罪的关联须充分。',
      ar: 'رسائل وملفات وصفحات ونسخ احتياطية. وتأمر بها المحكمة عادة، ويجب أن تكون صلتها بالجريمة قوية.',
    },
    wanted: {
      en: 'Such as messages in the inbox and sent folder, with headers and attachments',
      fr: 'Par exemple messages reçus et envoyés, avec en-têtes et pièces jointes',
      es: 'Como mensajes recibidos y enviados, con cabeceras y adjuntos',
      ru: 'Например, входящие и отправленные сообщения с заголовками и вложениями',
      zh: '例如收件箱和已发送的消息，连同标头和附件',
      ar: 'مثل الرسائل الواردة والمرسلة مع الترويسات والمرفقات',
    },
  },
  network: {
    label: {
      en: 'Network data',
      fr: 'Données de réseau',
      es: 'Datos de red',
      ru: 'Сетевые данные',
      zh: '网络数据',
      ar: 'بيانات الشبكة',
    },
    hint: {
      en: 'Flow records, captured packets, logs of firewalls, proxies or names. They mean nothing without the clock that recorded them.',
      fr: 'Flux, paquets capturés, journaux de pare-feu, de mandataire ou de noms. Sans l’horloge qui les date, ils ne disent rien.',
      es: 'Flujos, paquetes capturados, registros de cortafuegos, proxy o nombres. Sin el reloj que los fechó no dicen nada.',
      ru: 'Потоки, перехваченные пакеты, журналы межсетевых экранов, прокси или имён. Без часов записи они ничего не значат.',
      zh: '流记录、捕获的数据包、防火墙、代理或域名日志。缺少记录时钟则无意义。',
      ar: 'سجلات التدفق والحزم الملتقطة وسجلات الجدران النارية والوكلاء والأسماء. ولا معنى لها دون الساعة التي سجلتها.',
    },
    wanted: {
      en: 'Such as flow records between the two addresses, a capture with its tool and version',
      fr: 'Par exemple flux entre les deux adresses, une capture avec son outil et sa version',
      es: 'Como flujos entre las dos direcciones, una captura con su herramienta y versión',
      ru: 'Например, потоки между двумя адресами, запись пакетов с указанием средства и версии',
      zh: '例如两个地址之间的流记录、捕获文件及其工具和版本',
      ar: 'مثل سجلات التدفق بين العنوانين، والتقاط مع أداته وإصدارها',
    },
  },
  device: {
    label: {
      en: 'Data of a device',
      fr: 'Données d’un appareil',
      es: 'Datos de un dispositivo',
      ru: 'Данные устройства',
      zh: '设备数据',
      ar: 'بيانات جهاز',
    },
    hint: {
      en: 'What is extracted from a telephone, computer or other device that the other State holds or can seize.',
      fr: 'Ce qui est extrait d’un téléphone, ordinateur ou autre appareil que l’autre État détient ou peut saisir.',
      es: 'Lo extraído de un teléfono, ordenador u otro dispositivo que el otro Estado tiene o puede incautar.',
      ru: 'Что извлекают из телефона, компьютера или иного устройства, которое есть у другого государства или может быть изъято.',
      zh: '从另一国持有或可扣押的电话、计算机或其他设备中提取的数据。',
      ar: 'ما يُستخرج من هاتف أو حاسوب أو جهاز آخر تحوزه الدولة الأخرى أو يمكنها ضبطه.',
    },
    wanted: {
      en: 'Such as messages, pictures, locations; the report of the extraction with tool and version',
      fr: 'Par exemple messages, images, positions ; le rapport d’extraction avec outil et version',
      es: 'Como mensajes, imágenes, ubicaciones; el informe de extracción con herramienta y versión',
      ru: 'Например, сообщения, снимки, местоположения; отчёт об извлечении с указанием средства и версии',
      zh: '例如消息、图片、位置；提取报告及工具和版本',
      ar: 'مثل الرسائل والصور والمواقع؛ وتقرير الاستخراج مع الأداة والإصدار',
    },
  },
  image: {
    label: {
      en: 'Forensic image',
      fr: 'Image forensique',
      es: 'Imagen forense',
      ru: 'Криминалистический образ',
      zh: '取证镜像',
      ar: 'صورة جنائية رقمية',
    },
    hint: {
      en: 'A copy of a whole device, bit by bit, whose digest is compared on receipt.',
      fr: 'La copie bit à bit d’un appareil entier, dont l’empreinte est comparée à l’arrivée.',
      es: 'La copia bit a bit de un dispositivo entero, cuyo resumen se compara al recibirla.',
      ru: 'Побитовая копия всего устройства, хеш которой сверяют при получении.',
      zh: '整个设备的逐位副本，收到时比对其哈希值。',
      ar: 'نسخة كاملة من جهاز، بتا ببت، تُقارن بصمتها عند التسلم.',
    },
    wanted: {
      en: 'Such as the image, and the record of its making: tool and version, write blocker, examiner, date, digests',
      fr: 'Par exemple l’image et le procès-verbal : outil et version, bloqueur d’écriture, expert, date, empreintes',
      es: 'Como la imagen y el acta: herramienta y versión, bloqueador de escritura, perito, fecha, resúmenes',
      ru: 'Например, образ и протокол: средство и версия, блокиратор записи, эксперт, дата, хеши',
      zh: '例如镜像及其制作记录：工具和版本、写保护器、鉴定人、日期、哈希值',
      ar: 'مثل الصورة ومحضر إنشائها: الأداة والإصدار ومانع الكتابة والخبير والتاريخ والبصمات',
    },
  },
  domain: {
    label: {
      en: 'Registration of a domain name',
      fr: 'Enregistrement d’un nom de domaine',
      es: 'Registro de un nombre de dominio',
      ru: 'Регистрация доменного имени',
      zh: '域名注册',
      ar: 'تسجيل اسم نطاق',
    },
    hint: {
      en: 'Who registered it, held by the registrar or registry.',
      fr: 'Qui l’a enregistré, auprès du bureau ou du registre.',
      es: 'Quién lo registró, en poder del registrador o registro.',
      ru: 'Кто его зарегистрировал; данные у регистратора или реестра.',
      zh: '由何人注册，由注册商或注册局持有。',
      ar: 'من سجّله، لدى المسجِّل أو السجل.',
    },
    wanted: {
      en: 'Such as registrant, contacts, date, payment, name servers',
      fr: 'Par exemple titulaire, contacts, date, paiement, serveurs de noms',
      es: 'Como titular, contactos, fecha, pago, servidores de nombres',
      ru: 'Например, владелец, контакты, дата, оплата, серверы имён',
      zh: '例如注册人、联系方式、日期、付款、域名服务器',
      ar: 'مثل المسجَّل باسمه وجهات الاتصال والتاريخ والدفع وخوادم الأسماء',
    },
  },
  virtual_asset: {
    label: {
      en: 'Virtual asset',
      fr: 'Actif virtuel',
      es: 'Activo virtual',
      ru: 'Виртуальный актив',
      zh: '虚拟资产',
      ar: 'أصل افتراضي',
    },
    hint: {
      en: 'Who holds an address, or what an exchange knows about a transaction. The chain itself is open to all.',
      fr: 'Qui détient une adresse, ou ce qu’une plateforme sait d’une transaction. La chaîne elle-même est publique.',
      es: 'Quién tiene una dirección, o qué sabe una plataforma de una transacción. La cadena misma es pública.',
      ru: 'Кому принадлежит адрес или что биржа знает о переводе. Сама цепочка открыта всем.',
      zh: '地址的持有人，或交易所掌握的交易信息。链上记录本身公开。',
      ar: 'من يملك عنوانا، أو ما تعرفه منصة عن معاملة. أما السلسلة نفسها فمتاحة للجميع.',
    },
    wanted: {
      en: 'Such as the customer behind the address, deposits and withdrawals, documents of identity, log-ins',
      fr: 'Par exemple le client derrière l’adresse, dépôts et retraits, pièces d’identité, connexions',
      es: 'Como el cliente tras la dirección, depósitos y retiradas, documentos de identidad, accesos',
      ru: 'Например, клиент за адресом, вводы и выводы, документы личности, входы',
      zh: '例如地址背后的客户、充值和提现、身份证件、登录记录',
      ar: 'مثل العميل وراء العنوان والإيداعات والسحوبات ووثائق الهوية وعمليات الدخول',
    },
  },
  cloud_tenant: {
    label: {
      en: 'Cloud tenant of an organisation',
      fr: 'Espace infonuagique d’une organisation',
      es: 'Espacio en la nube de una organización',
      ru: 'Облачное пространство организации',
      zh: '机构的云租户',
      ar: 'مستأجر سحابي لمنظمة',
    },
    hint: {
      en: 'Data that an organisation keeps with a provider. The organisation is usually asked first.',
      fr: 'Données qu’une organisation confie à un fournisseur. On s’adresse en général d’abord à l’organisation.',
      es: 'Datos que una organización guarda con un proveedor. Suele pedirse antes a la organización.',
      ru: 'Данные, которые организация хранит у поставщика услуг. Обычно сначала обращаются к организации.',
      zh: '机构存放于提供者处的数据。通常应先向该机构提出。',
      ar: 'بيانات تحفظها منظمة لدى مقدّم خدمة. ويُطلب عادة من المنظمة أولا.',
    },
    wanted: {
      en: 'Such as mailboxes of named persons, audit logs, files of one folder',
      fr: 'Par exemple boîtes de personnes nommées, journaux d’audit, fichiers d’un dossier',
      es: 'Como buzones de personas nombradas, registros de auditoría, ficheros de una carpeta',
      ru: 'Например, почтовые ящики названных лиц, журналы аудита, файлы одной папки',
      zh: '例如指定人员的邮箱、审计日志、某文件夹的文件',
      ar: 'مثل صناديق بريد أشخاص معيّنين وسجلات التدقيق وملفات مجلد واحد',
    },
  },
};
