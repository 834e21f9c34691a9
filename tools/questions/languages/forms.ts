import type { Glosses } from './glosses.ts'
import type { Language } from './language.ts'

const subject = '(?:nous|vous|on|je|tu)'
const it = '(?:ils?|elles?|on)'

/** How the sentences of a language are built otherwise than those of English: read before their words. */
const de: Glosses = [
  ['(?<=\\b(?:Lambda|Funktion|functions?)\\b.*)Speicher', 'memory'],
  ['wer ist (?:f[üu]r|von) (.+?) (?:verantwortlich|zust[äa]ndig)', 'who owns $1'],
  ['(?:den|die|das) meisten', 'the most'],
  ['(?:den|die|das) wenigsten', 'the fewest'],
  ['(wann|warum) wurden? (?:es|er|sie|das)(?! nicht)', '$1 was it'],
  ['(?:benutzen|nutzen|verwenden|brauchen) wir', 'do we use'],
  ['was (?:war|waren)(?! es)', 'what was'],
  [
    '(?:sind|haben) (?:die |unsere )?(.{2,60}?) (?:durchgelaufen|geklappt|funktioniert|erfolgreich(?: gewesen| gelaufen)?)(?=[?.! ]*$)',
    'did our $1 succeed',
  ],
  [
    'weniger (.{2,40}?) als (?:gew[üu]nscht|vorgesehen|geplant|erwartet|sie sollten)',
    'fewer $1 than desired',
  ],
  ['(?:haben|hat) sich (.*?) ?nicht(?: mehr)? (?:angemeldet|eingeloggt)', 'have not signed in $1'],
  ['(?:haben|hat) sich (?:noch )?nie (?:angemeldet|eingeloggt)', 'have never signed in'],
  [
    'wie lange (?:werden|wird|bleiben|heben wir) (.+?) (?:aufbewahrt|behalten|vorgehalten|gespeichert|erhalten|auf)(?=[?.! ]*$)',
    'how long are $1 kept',
  ],
  [
    'wie ?viele (.{2,40}?) hat (?:der |die |das |unser |unsere )?(?!wir )(.+?)(?=[?.! ]*$)',
    'how many $1 does $2 have',
  ],
  [
    '(?:die |, die )?an keine[rnm]? (?:EC2[- ])?(?:Instanz|Maschine|Server)(?: h[äa]ngen| h[äa]ngt| angeh[äa]ngt sind)?',
    'are unattached',
  ],
  ['(wann|warum) (?:wurden?|ist|sind) (?:der |die |das |unsere? )?(\\S+) nicht', '$1 was $2 not'],
  ['(?:warum|wieso|weshalb) wurden? (?:es|er|sie|das) nicht', 'why was it not'],
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
  ["qui est responsable d(?:e |es |u |')(?=\\S)([\\w.-]+)", 'who owns $1'],
  ["le plus d(?:e |')([\\p{L}\\d]+)", 'the most $1'],
  [
    "(?:moins|peu) d(?:e |')(.{2,40}?) (?:en cours )?que (?:souhait[eé]|pr[eé]vu|d[eé]sir[eé]|demand[eé])(?:e?s?)",
    'fewer running $1 than desired',
  ],
  ["le moins d(?:e |')([\\p{L}\\d]+)", 'the fewest $1'],
  ['quel(?:le)?s? (?:[eé]tai(?:t|ent)|ont [eé]t[eé]|a [eé]t[eé]|fut)', 'what was'],
  [`quand (?:a|ont|est|sont)-(?:t-)?${it}(?: [eé]t[eé])?`, 'when was it'],
  ['(?:utilisons|employons)-nous', 'do we use'],
  [
    `(?:les |nos |la |le )?(.{2,60}?) (?:ont|a)-(?:t-)?${it} (?:r[eé]ussi|fonctionn[eé]|abouti)(?:e?s?)`,
    'did our $1 succeed',
  ],
  [`^ *(?:la |le |les |l'|nos |notre )?([\\w.-]+) (?:est|sont)-${it}(?: en)?`, 'is $1'],
  [`^ *(?:la |le |les |l'|nos |notre )?([\\w.-]+) (?:a|ont)-t?-?${it}`, 'does $1 have'],
  ['adresses? IP (publi(?:c|que)s?|priv[eé]e?s?)', '$1 IP address'],
  ['ne se (?:sont|est) (?:pas|plus) connect[eé]e?s?', 'have not signed in'],
  ['ne se (?:sont|est) jamais connect[eé]e?s?', 'have never signed in'],
  [
    `(?:pendant |depuis )?combien de temps (?:sont |est )?(.+?)(?: (?:sont|est)(?:-${it})?)? (?:conserv|gard|stock|retenu)(?:[eé]e?|)s?(?=[?.! ]*$)`,
    'how long are $1 kept',
  ],
  [
    `combien d(?:e |')(.{2,40}?) (?:le |la |les |l')(.+?) (?:a|ont|compte|poss[eè]de)-?(?:t-)?${it}`,
    'how many $1 does $2 have',
  ],
  [
    `combien d(?:e |')(.{2,40}?) (?:a|compte|poss[eè]de|contient) (?:le |la |l')(.+?)(?=[?.! ]*$)`,
    'how many $1 does $2 have',
  ],
  [
    `qu'(?:a|ont) fait (.+?)(?= (?:hier|aujourd|cette|ces|ce|la|le|depuis|dans|pendant|in) |[?.! ]*$)`,
    'what did $1 do',
  ],
  [`qu'est-ce que (.+?) (?:a|ont) fait`, 'what did $1 do'],
  [`pourquoi n'(?:a|ont|est|sont)-(?:t-)?${it} pas(?: [eé]t[eé])?`, 'why was it not'],
  [
    `(quand|pourquoi) (?:le |la |les |l'|nos )?(.{2,40}?) n'(?:a|ont|est|sont)-(?:t-)?${it} pas(?: [eé]t[eé])?`,
    '$1 was $2 not',
  ],
  [
    `(quand|pourquoi) (?:le |la |les |l'|nos )?(.{2,40}?) (?:a|ont|est|sont)-(?:t-)?${it}(?: [eé]t[eé])?`,
    '$1 was $2',
  ],
  ['(?:et )?par qui', 'and by whom'],
  ["n'(?:a|ont) pas activ[eé](?: (?:le|la|les|leur))?", 'have no'],
  [
    "n'(?:a|ont|avons|avez)(?:[- ](?:t-)?(?:nous|on))? (?:pas|plus|aucune?)(?! (?:é|e)t(?:é|e)\\b)(?: (?:de|d'|la|le|les))?",
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
  ['(?<=(?<![\\p{L}\\d])\\d+ ?)Go', 'GB'],
  ['(?<=(?<![\\p{L}\\d])\\d+ ?)Mo', 'MB'],
  ['(?<=(?<![\\p{L}\\d])\\d+ ?)To', 'TB'],
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
    '(?:tienen?|llevan?) menos (.{2,40}?) (?:de las?|de los?|que las?|que los?) (?:desead|necesari|esperad|configurad)[oa]s?',
    'have fewer $1 than desired',
  ],
  ['(?:tienen?|llevan?) menos(?! de \\d| que)', 'have the fewest'],
  ['(?:tienen?|llevan?) m[aá]s(?! de | que |\\d)', 'have the most'],
  ['cu[aá]l(?:es)? (?:fue|fueron|era|eran)', 'what was'],
  ['cu[aá]ndo se (?:despleg[oó])(?! [\\w.-]+[.-])', 'when was it deployed'],
  ['(?:usamos|utilizamos|estamos usando)', 'do we use'],
  [
    '(?:terminaron|acabaron|salieron|fueron|funcionaron) bien (?:las |los |nuestr[oa]s )?(.+?)(?=[?.! ]*$)',
    'did our $1 succeed',
  ],
  ['(?:direcci[oó]n(?:es)? )?IPs? (p[uú]blica|privada)s?', '$1 IP address'],
  [
    'no (?:se )?(?:han|ha) (?:iniciado sesi[oó]n|conectado|logueado)|no (?:inician|inicia) sesi[oó]n',
    'have not signed in',
  ],
  ['nunca (?:se )?(?:han|ha) (?:iniciado sesi[oó]n|conectado)', 'have never signed in'],
  [
    '(?:durante |por )?cu[aá]nto tiempo (?:se )?(?:conserv|guard|retien|mantien)(?:an|a|en|e) (.+?)(?=[?.! ]*$)',
    'how long are $1 kept',
  ],
  [
    'cu[aá]nt[oa]s (.{2,40}?) tiene (?:el |la |nuestro |nuestra )?(.+?)(?=[?.! ]*$)',
    'how many $1 does $2 have',
  ],
  ['qu[eé] (?:hizo|ha hecho) ([\\w.-]+)', 'what did $1 do'],
  [
    'cu[aá]ndo (?:se )?(?:despleg[oó]|ha desplegado|fue desplegad[oa]) ([\\w.-]+)',
    'when was $1 deployed',
  ],
  ['por qu[eé] no se (?:ha|han)', 'why was it not'],
  ['y (?:por )?qui[eé]n(?: lo (?:hizo|ha hecho|despleg[oó]))?(?=[?.! ]*$)', 'and by whom'],
  ['est[aá]n? (\\p{L}+) tod[oa]s (?:las|los|nuestr[oa]s) (.+?)(?=[?.! ]*$)', 'are all $2 $1'],
  [
    '(?:tienen|tenemos) tod[oa]s (?:las|los|nuestr[oa]s) (\\S+(?: de \\S+)?) (.+?)(?=[?.! ]*$)',
    'do all $1 have $2',
  ],
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
  ['have not(?! (?:signed|been|\\w+ed)\\b)', 'have no'],
  ['when was ([\\w.-]+) (\\w+ed) last', 'when was $1 last $2'],
  ['when ([\\w.-]+[.-][\\w.-]+) (?=(?:last )?\\w+ed\\b)', 'when was $1 '],
  ['why (?:is )?not (?=\\w+ed\\b)', 'why was it not '],
  ['not is', 'is not'],
  ['IP address(?:es)? (public|private)', '$1 IP address'],
  ['when was it deployed last', 'when was it last deployed'],
  ['who have', 'who has'],
  [',? with', ' with'],
  ['in clusters ([\\w-]+)(?=[?.! ]*$)', 'in cluster $1'],
  ['how many ((?:(?! does ).){2,60}?) have(?= in | of |[?.! ]*$)', 'how many $1 do we have'],
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
