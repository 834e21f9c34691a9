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
  ['seit wann', 'since when'],
  ['wie lange schon|wie lange', 'how long'],
  ['jeweils|jede[rs]? (?:einzelne )?(?:davon)?(?=[?.! ]*$)', 'each'],
  ['davon|von (?:denen|diesen|ihnen)|darunter', 'of them'],
  ['(?:und )?(?:die )?(?:anderen|andern|[üu]brigen|restlichen)|der Rest', 'the others'],
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
  ['haben (?:die|sie|diese)', 'do they have'],
]

const fr: Phrases = [
  [
    "n'(?:a|ont) pas [eé]t[eé] (?:modifi|chang|touch)[eé]+e?s? depuis (?:le )?plus longtemps|(?:est|sont) inchang[eé]e?s? depuis le plus longtemps",
    longestAgo,
  ],
  ['depuis quand', 'since when'],
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
  ['lesquelles|lesquels', 'which ones'],
  ['[àa] qui (?:appartiennent|sont)[- ](?:ils|elles)', 'who owns them'],
  ['trie[rz]?(?:[- ]les)? par', 'sort by'],
  ['taille', 'size'],
  ['quel [âa]ge ont[- ](?:ils|elles)', 'how old are they'],
  ['combien co[ûu]tent[- ](?:ils|elles)', 'what do they cost'],
  ['sont[- ](?:ils|elles)', 'are they'],
  ['ont[- ](?:ils|elles)', 'do they have'],
]

const es: Phrases = [
  [
    '(?:lleva|llevan|hace) m[aá]s tiempo (?:sin|que no se) (?:modifica\\w*|cambia\\w*|toca\\w*)',
    longestAgo,
  ],
  ['desde cu[aá]ndo', 'since when'],
  ['cada un[oa]', 'each'],
  ['de (?:ell[oa]s|est[oa]s|es[oa]s)', 'of them'],
  ['(?:y )?l[oa]s (?:otr[oa]s|dem[aá]s)|el resto', 'the others'],
  ['(?:y )?(?:el|la) otr[oa](?=[?.! ]*$)', 'and the other one'],
  ['(?:el|la) primer[oa]?', 'the first one'],
  ['(?:el|la) segund[oa]', 'the second one'],
  ['(?:el|la) tercer[oa]?', 'the third one'],
  ['(?:el|la) [uú]ltim[oa](?=[?.! ]*$)', 'the last one'],
  ['de qui[eé]n(?:es)? son', 'who owns them'],
  ['ord[eé]na(?:r)?(?:l[oa]s)? por', 'sort by'],
  ['tama[ñn]o', 'size'],
]

const phrases: Readonly<Partial<Record<Language, Phrases>>> = { es, de, fr }
