import type { Glosses } from './glosses.ts'
import type { Language } from './language.ts'

const subject = '(?:nous|vous|ils?|elles?|on|je|tu)'

/** How the sentences of a language are built otherwise than those of English: read before their words. */
const de: Glosses = [
  [
    '(?:welche[rs]?|was f[üu]r) (.{2,60}?) (?:stehen|steht) (?:(?:demn[äa]chst|bald|noch|aktuell|gerade) )?(.*?) ?(?:noch |bald |demn[äa]chst )?an(?=[?.! ]*$)',
    'what $1 is pending $2',
  ],
  ['(?:stehen|steht) (.*?) ?(?:bevor|aus|an)(?=[?.! ]*$)', 'is pending $1'],
  [
    '(?:bei|f[üu]r|in|auf) (?:denen|der|dem) (?:der |die |das )?(.{2,40}?) (?:deaktiviert|ausgeschaltet|abgeschaltet|nicht (?:aktiviert|eingeschaltet|aktiv|an))(?: ist| sind)?(?=[,?.! ]*$)',
    'with $1 disabled',
  ],
  [
    '(?:bei|f[üu]r|in|auf) (?:denen|der|dem) (?:der |die |das )?(.{2,40}?) (?:aktiviert|eingeschaltet|angeschaltet|aktiv)(?: ist| sind)?(?=[,?.! ]*$)',
    'with $1 enabled',
  ],
  [
    '(?:hat|haben) (?:den |die |das )?(.{2,40}?) (?:nicht (?:aktiviert|eingeschaltet|an(?:geschaltet)?)|deaktiviert|ausgeschaltet|abgeschaltet)(?=[?.! ]*$)',
    'have $1 disabled',
  ],
  [
    'was haben wir (.*?)(?:f[üu]r|in|an|bei|auf) (.+?) (?:ausgegeben|bezahlt|gezahlt)',
    'how much did we spend on $2 $1',
  ],
  [
    'wie ?viel haben wir (.*?)(?:f[üu]r|in|an|bei|auf) (.+?) (?:ausgegeben|bezahlt|gezahlt)',
    'how much did we spend on $2 $1',
  ],
  [
    'was (?:wurde|ist) (.*?)(?:deployt|deployed|ausgerollt|bereitgestellt|ausgeliefert)',
    'what was deployed $1',
  ],
  ['(?:wie )?hei(?:ß|ss)(?:t|en)', 'what is the name of'],
  ['wohin (?:gehen|werden|melden)', 'where do'],
  ['(?:k[öo]nnen|kann) (.*?)(?:angenommen|[üu]bernommen|assumed) werden', 'can be assumed $1'],
  ['(?:kommen|kommt) (?:noch )?(.*?) ?zum Einsatz', 'are used $1'],
  ['(?:sich )?(?:im|in) (?:Zustand|Status)', 'in state'],
  [
    '(?:stehen|steht|befinden sich|befindet sich) (?:gerade |aktuell |derzeit )?(?:auf|in)',
    'are in',
  ],
  ['wie hoch (?:ist|sind)', 'what is'],
  ['wie hoch (?:war|waren)', 'what was'],
  ['wie sieht es (?:mit|in|bei) (.*?) aus', 'how is $1 looking'],
  ['wie sieht (.*?) aus', 'how is $1 looking'],
  ['auf welche[rmn] (.*?) (?:l[äa]uft|laufen)', 'which $1 does it run'],
]

const fr: Glosses = [
  ["n'(?:a|ont) pas activ[eé](?: (?:le|la|les|leur))?", 'have no'],
  [
    "n'(?:a|ont|avons|avez)(?:[- ](?:t-)?(?:nous|on))? (?:pas|plus|aucune?)(?: (?:de|d'|la|le|les))?",
    'have no',
  ],
  ["(?:a|ont) d[eé]sactiv[eé] (?:le |la |les |l')?(.+?)(?=[?.! ]*$)", 'have $1 disabled'],
  ["(?:a|ont) activ[eé] (?:le |la |les |l')?(.+?)(?=[?.! ]*$)", 'have $1 enabled'],
  [
    "(?:dont|pour (?:lequel|laquelle|lesquels|lesquelles)|o[uù]) (?:le |la |les |l')?(.{2,40}?) (?:est|sont) (?:d[eé]sactiv[eé]e?s?)",
    'with $1 disabled',
  ],
  [
    "(?:dont|pour (?:lequel|laquelle|lesquels|lesquelles)|o[uù]) (?:le |la |les |l')?(.{2,40}?) n'est pas activ[eé]e?s?",
    'with $1 disabled',
  ],
  ['(?:font|fait|p[eè]sent?|mesurent?|d[eé]passent?) plus de', 'are larger than'],
  ['d[eé]passent?(?= \\d)', 'are larger than'],
  ['de plus de(?= \\d+ ?[GMT](?:o|B|iB))', 'larger than'],
  ['(?<=\\d ?)Go', 'GB'],
  ['(?<=\\d ?)Mo', 'MB'],
  ['(?<=\\d ?)To', 'TB'],
  [
    '(?:ont|datent de|a|de) plus de(?= \\d+ (?:jours|mois|ans|semaines|days|months|years|weeks))',
    'are older than',
  ],
  [
    'peu(?:t|vent)(?:[- ](?:on|ils|elles))? [eê]tre (?:assum|endoss|utilis)[eé]e?s?',
    'can be assumed',
  ],
  [
    "(?:qu'est-ce qui|qu'est ce qui|qu'a-t-on|qu'avons-nous|qu'est-ce qu'on) (?:a (?:[eé]t[eé] )?)?d[eé]ploy[eé]",
    'what was deployed',
  ],
  ['o[uù] (?:vont|arrivent|sont envoy[eé]e?s)', 'where do go'],
  [
    `combien d(?:e |')(.{2,60}?) (?:avons|avez|ai|(?<!y )a)[- ](?:t-)?${subject}`,
    'how many $1 do we have',
  ],
  [`combien d(?:e |')(.{2,60}?) (?:y a[- ]t[- ]il|il y a|existe(?:nt)?)`, 'how many $1 are there'],
]

const es: Glosses = [
  [
    'no (?:tienen?|llevan?) (?:activad|habilitad|configurad|puest)[oa]s?(?: (?:el|la|los|las))?',
    'have no',
  ],
  [
    '(?:tienen?|llevan?) (?:desactivad|deshabilitad|apagad)[oa]s? (?:el |la |los |las )?(.+?)(?=[?.! ]*$)',
    'have $1 disabled',
  ],
  [
    '(?:tienen?|llevan?) (?:activad|habilitad)[oa]s? (?:el |la |los |las )?(.+?)(?=[?.! ]*$)',
    'have $1 enabled',
  ],
  ['(?:miden|ocupan|pesan|superan|tienen)? ?m[aá]s de(?= \\d+ ?[GMT]i?B)', 'larger than'],
  ['de m[aá]s de(?= \\d+ ?[GMT]i?B)', 'larger than'],
  [
    '(?:tienen|tiene|con|de) m[aá]s de(?= \\d+ (?:d[ií]as|meses|a[ñn]os|semanas))',
    'are older than',
  ],
  ['(?:se )?pueden? (?:ser )?asumi(?:r|d[oa]s?)(?:se)?', 'can be assumed'],
  ['qu[eé] (?:se ha|hemos|han|se) (?:desplegado|desplegaron|despleg[oó])', 'what was deployed'],
  ['(?:a )?(?:ad[oó]nde|d[oó]nde) (?:van|llegan|se env[ií]an)', 'where do go'],
]

/** English of which the words are those of one, and the order of another language. */
export const tidied: Glosses = [
  ['have not', 'have no'],
  ['not is', 'is not'],
  ['who have', 'who has'],
  [',? with', ' with'],
  ['in clusters ([\\w-]+)(?=[?.! ]*$)', 'in cluster $1'],
  ['how many (.{2,60}?) have(?= in | of |[?.! ]*$)', 'how many $1 do we have'],
  [
    'which version (?:of )?(PostgreSQL|Postgres|MySQL|Kubernetes|Redis|[A-Z]\\w+) (?:use|have|run)s? ([\\w.-]+)',
    'which $1 version does $2 run',
  ],
  [
    'which ((?:[\\w-]+ ){0,3}[\\w-]+) (use|have|run)(?: er| sie| es)?(?=[?.! ]*$)',
    'which $1 does it $2',
  ],
  ['^ *(and )?have ([\\w]+[.-][\\w.-]+)', '$1does $2 have'],
  ['^ *(and )?have(?! (?:we|you|they|it)\\b)', '$1does it have'],
  ['when expires? (.+?)(?=[?.! ]*$)', 'when does $1 expire'],
]

export const forms: Readonly<Partial<Record<Language, Glosses>>> = { de, fr, es }
