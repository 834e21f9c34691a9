import type { Language } from './language.ts'

/** How a question goes on from the answer before it, of each language in English: phrases before words. */
export function goingOn(text: string, language: Language): string {
  return (phrases[language] ?? []).reduce(
    (said, [pattern, english]) =>
      said.replace(
        new RegExp(`(?<![\\p{L}\\d./_-])(?:${pattern})(?![\\p{L}\\d_]|[-./][\\p{L}\\d])`, 'giu'),
        english,
      ),
    text.replace(/’/g, "'"),
  )
}

type Phrases = readonly (readonly [pattern: string, english: string])[]

const longestAgo = 'was last modified the longest'

const de: Phrases = [
  [
    '(?:wurde[n]? |ist |sind )?(?:schon )?am l[äa]ngsten nicht (?:mehr )?(?:ge[äa]ndert|ver[äa]ndert|bearbeitet|angefasst|aktualisiert)(?: worden| wurden?)?',
    longestAgo,
  ],
  ['was (?:ist|war) (?:die|der) (?:Ursache|Grund)(?: daf[üu]r| davon)?', 'why'],
  ['wer hat (?:die|sie|ihn|das|es) (?:gestartet|hochgefahren)', 'who started them'],
  ['wer hat (?:die|sie|ihn|das|es) (?:gestoppt|angehalten|abgeschaltet)', 'who stopped them'],
  ['wer hat (?:die|sie|ihn|das|es) (?:angelegt|erstellt|erzeugt)', 'who created them'],
  ['seit wann', 'since when'],
  ['woran liegt (?:das|es)|wieso|weshalb|warum(?: das| denn)?(?=[?.! ]*$)', 'why'],
  [
    'wer wird (?:da(?:r[üu]ber|von|bei)? )?(?:benachrichtigt|informiert|alarmiert|geweckt|verst[äa]ndigt)|wer bekommt (?:die|eine) (?:Benachrichtigung|Meldung|Mail)',
    'who is told',
  ],
  ['wer (?:war|hat) (?:das|es)(?: gemacht| getan| verursacht)?(?=[?.! ]*$)', 'who did that'],
  [
    '(?:ist (?:das|es)|l[äa]uft (?:das|es)) (?:immer )?noch (?:so|kaputt|im Gange)?',
    'is it still going on ',
  ],
  [
    'was (?:hat sich|wurde) (?:kurz |direkt |unmittelbar )?(?:davor|vorher) (?:ge[äa]ndert|ver[äa]ndert)',
    'what changed just before that',
  ],
  ['was (?:soll|kann|muss) (?:ich|man) (?:jetzt |nun |da )?(?:tun|machen)', 'what should I do'],
  [
    'wer (?:ist|k[üu]mmert sich) (?:daf[üu]r |da )?(?:zust[äa]ndig|verantwortlich|darum)',
    'who owns it',
  ],
  ['wie oft(?: (?:passiert|kommt) das(?: vor)?)?', 'how often'],
  ['(?:zeig(?:e)? (?:mir )?)?(?:die )?(?:Log-?zeilen|Logs?)(?=[?.! ]*$)', 'show the log lines'],
  [
    'vergleich(?:e|t)?(?: das| es)? mit (?:dem )?(?:Vormonat|Monat davor)|im Vergleich zum Vormonat',
    'compare with the month before',
  ],
  ['in Prozent', 'in percent'],
  ['wie lange schon|wie lange', 'how long'],
  [
    'zur[üu]ck zu(?:r|m) (?:ersten|urspr[üu]nglichen) (?:Liste|Frage|Tabelle)',
    'back to the first list',
  ],
  ['(?:nur|blo(?:ß|ss)) (?:die|ihre) Namen', 'names only'],
  ['jeweils|jede[rs]? (?:einzelne )?(?:davon)?(?=[?.! ]*$)', 'each'],
  ['wer davon', 'which of them'],
  ['davon|von (?:denen|diesen|ihnen)|darunter', 'of them'],
  [
    '(?:die |den )?(?:anderen|andern|[üu]brigen|restlichen)(?: davon)?|(?:der|den) Rest',
    'the others',
  ],
  ['wem geh[öo]r(?:en|t) (?:die|sie|diese|das|es)(?: alle)?(?=[?.! ]*$)', 'who owns them'],
  ['(?:und )?(?:der|die|das) (?:andere|andre)(?=[?.! ]*$)', 'and the other one'],
  ['(?:der|die|das) erste[nrs]?', 'the first one'],
  ['(?:der|die|das) zweite[nrs]?', 'the second one'],
  ['(?:der|die|das) dritte[nrs]?', 'the third one'],
  ['(?:der|die|das) letzte[nrs]?(?=[?.! ]*$)', 'the last one'],
  ['sortier(?:e|t|en)?(?: (?:sie|das|die))? nach', 'sort by'],
  ['Gr[öo](?:ß|ss)e', 'size'],
  ['wie alt', 'how old'],
  ['wie gro(?:ß|ss)', 'how big'],
  ['was kosten (?:die|sie|diese)', 'what do they cost'],
  ['sind (?:die|sie|diese)', 'are they'],
  ['(?:ist|war) (?:er|sie|es)', 'is it'],
  ['hat (?:er|sie|es)', 'does it have'],
  [
    'welche[rsnm]? (.{2,40}?) (?:benutzt|nutzt|verwendet|hat) (?:er|sie|es|die|der|das)',
    'which $1 does it use',
  ],
  [
    '(?:an|zu|in) welche[rsnm] (.{2,40}?) (?:h[äa]ngt|geh[öo]rt|liegt|ist) (?:er|sie|es)',
    'which $1 is it in',
  ],
  ['haben (?:die|sie|diese)', 'do they have'],
]

const fr: Phrases = [
  [
    "n'(?:a|ont) pas [eé]t[eé] (?:modifi|chang|touch)[eé]+e?s? depuis (?:le )?plus longtemps|(?:est|sont) inchang[eé]e?s? depuis le plus longtemps",
    longestAgo,
  ],
  ['depuis quand', 'since when'],
  ['qui (?:les|l.)\\s?a lanc[eé]+e?s?|qui les a d[eé]marr[eé]+e?s?', 'who launched them'],
  ['qui les a arr[eê]t[eé]+e?s?', 'who stopped them'],
  ['qui les a cr[eé]{2,3}e?s?', 'who created them'],
  [
    "(?:[àa] qui appartien(?:t|nent)[- ](?:il|elle|ils|elles)|[àa] qui (?:est|c'est))(?:-ce)?",
    'who owns it',
  ],
  ['combien (?:[cç]a|cela) co[uû]te', 'what do they cost'],
  ['pourquoi(?: [cç]a| donc)?(?=[?.! ]*$)', 'why'],
  [
    "qui est (?:pr[eé]venu|averti|inform[eé]|alert[eé]|notifi[eé])(?:e|s)?|qui re[cç]oit (?:l'alerte|une alerte|la notification)",
    'who is told',
  ],
  ["qui (?:a fait [cç]a|l'a fait|a fait cela)", 'who did that'],
  [
    "(?:est-ce que )?(?:[cç]a|c'est) (?:continue|dure|est|toujours)(?: encore| toujours)?(?: en cours| cass[eé])?(?=[?.! ]*$)",
    'is it still going on',
  ],
  [
    "que (?:dois|puis|faut)[- ](?:je|il) faire|qu'est-ce que je (?:dois|peux) faire",
    'what should I do',
  ],
  ['en pour ?cent(?:age)?s?', 'in percent'],
  [
    'compar[eé](?:r|z)?(?: [cç]a)? (?:avec|au) (?:le )?mois (?:pr[eé]c[eé]dent|d.avant)',
    'compare with the month before',
  ],
  ['depuis combien de temps', 'how long'],
  ['chacune?', 'each'],
  ["(?:d'entre|parmi) (?:eux|elles|celles-ci|ceux-ci)", 'of them'],
  ['(?:et )?les autres|le reste', 'the others'],
  ["(?:et )?l'autre(?=[?.! ]*$)", 'and the other one'],
  ['(?:la|le) premi(?:er|[eè]re)', 'the first one'],
  ['(?:la|le) (?:deuxi[eè]me|seconde?)', 'the second one'],
  ['(?:la|le) troisi[eè]me', 'the third one'],
  ['(?:la|le) derni(?:er|[eè]re)(?=[?.! ]*$)', 'the last one'],
  ['laquelle|lequel', 'which one'],
  ['(?:lesquelles|lesquels)(?= )', 'which of them'],
  ['lesquelles|lesquels', 'which ones'],
  ['[àa] qui (?:appartiennent|sont)[- ](?:ils|elles)', 'who owns them'],
  ['trie[rz]?(?:[- ]les)? par', 'sort by'],
  ['taille', 'size'],
  ['quel [âa]ge ont[- ](?:ils|elles)', 'how old are they'],
  ['combien co[ûu]tent[- ](?:ils|elles)', 'what do they cost'],
  ['sont[- ](?:ils|elles)', 'are they'],
  ['est[- ](?:il|elle)', 'is it'],
  ["(?<!n')a-t-(?:il|elle)(?! [eé]t[eé])", 'does it have'],
  ['quel(?:le)?s? (.{2,40}?) (?:utilise|a)-t-(?:il|elle|on)', 'which $1 does it use'],
  ['(?:dans|[àa]) quel(?:le)?s? (.{2,40}?) est[- ](?:il|elle)', 'which $1 is it in'],
  ['ont[- ](?:ils|elles)', 'do they have'],
]

const es: Phrases = [
  [
    '(?:lleva|llevan|hace) m[aá]s tiempo (?:sin|que no se) (?:modifica\\w*|cambia\\w*|toca\\w*)',
    longestAgo,
  ],
  ['desde cu[aá]ndo', 'since when'],
  ['cu[aá]l(?:es)? (?:tiene|tienen) m[aá]s', 'which has the most'],
  ['cu[aá]l(?:es)? (?:tiene|tienen) menos', 'which has the fewest'],
  ['qui[eé]n (?:l[oa]s? )par[oó]', 'who stopped them'],
  ['qui[eé]n (?:l[oa]s? )(?:lanz[oó]|arranc[oó]|inici[oó])', 'who started them'],
  ['qui[eé]n (?:l[oa]s? )cre[oó]', 'who created them'],
  ['(?:y )?qui[eé]n es (?:el|la) (?:due[nñ][oa]|propietari[oa]|responsable)', 'who owns it'],
  ['cu[aá]nto (?:cuesta|cuestan|nos cuesta)(?:n)?(?=[?.! ]*$)', 'what do they cost'],
  ['por qu[eé] (?:ha )?(?:subi[oó]|subido|aument[oó]|aumentado|creci[oó])', 'why did it go up'],
  ['(?:y )?(?:en )?el (?:mes )?anterior(?=[?.! ]*$)', 'and the month before'],
  ['por qu[eé](?=[?.! ]*$)', 'why'],
  [
    '(?:a qui[eé]n(?:es)? (?:se )?(?:le )?(?:avisa|notifica|informa|alerta)n?|qui[eé]n (?:es|est[aá]) (?:avisado|notificado|informado)|a qui[eé]n se avisa)',
    'who is told',
  ],
  ['qui[eé]n (?:lo hizo|hizo eso|fue)', 'who did that'],
  [
    '(?:sigue|contin[uú]a|todav[ií]a)(?: as[ií]| igual| pasando| roto| ca[ií]do)?(?=[?.! ]*$)',
    'is it still going on',
  ],
  ['qu[eé] (?:debo|puedo|tengo que) hacer|qu[eé] hago', 'what should I do'],
  ['en porcentaje|en por ?ciento', 'in percent'],
  ['comp[aá]ra(?:lo|r)?(?: eso)? con el mes (?:anterior|pasado)', 'compare with the month before'],
  ['cada un[oa]', 'each'],
  ['de (?:ell[oa]s|est[oa]s|es[oa]s)', 'of them'],
  ['cu[aá]les(?= (?:no )?(?:tienen|est[aá]n|son|usan|llevan)\\b)', 'which of them'],
  ['(?:y )?l[oa]s (?:otr[oa]s|dem[aá]s)|el resto', 'the others'],
  ['(?:y )?(?:el|la) otr[oa](?=[?.! ]*$)', 'and the other one'],
  ['(?:el|la) primer[oa]?', 'the first one'],
  ['(?:el|la) segund[oa]', 'the second one'],
  ['(?:el|la) tercer[oa]?', 'the third one'],
  ['(?:el|la) [uú]ltim[oa](?=[?.! ]*$)', 'the last one'],
  ['de qui[eé]n(?:es)? son', 'who owns them'],
  ['(?:qu[eé]|cu[aá]l) (.{2,40}?) (?:usa|utiliza)(?=[?.! ]*$)', 'which $1 does it use'],
  ['en qu[eé] (.{2,40}?) est[aá](?=[?.! ]*$)', 'which $1 is it in'],
  ['ord[eé]na(?:r)?(?:l[oa]s)? por', 'sort by'],
  ['tama[ñn]o', 'size'],
]

const phrases: Readonly<Partial<Record<Language, Phrases>>> = { es, de, fr }
