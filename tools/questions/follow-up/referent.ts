import { kindsSaid } from '../things/kind-said.ts'
import { called, quoted } from './meant.ts'
import type { Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

interface Referent {
  text: string
  shown: Shown
}

/** Which answer a question is about: `those buckets`, `the 5xx one` may be of one before the last. */
export function referentOf(text: string, latest: Shown): Referent {
  return referentIn(text, isAside(text, latest) ? (latest.before ?? latest) : latest)
}

/** Whom alarms and anomalies tell was asked beside what it is about: what follows is of that again. */
const isAside = (text: string, { question, call, before }: Shown): boolean =>
  before !== undefined &&
  (call?.operation === 'ce:GetAnomalies'
    ? !/\b(?:anomal\w+|monitors?|subscri\w+)\b/i.test(text)
    : /\bby the alarms on\b/.test(question) &&
      !/\b(?:they|them|those|these|alarms?|alerts?|ones?|topics?|subscri\w+|e-?mails?|told|first|second|third|last)\b/i.test(
        text,
      ))

function referentIn(text: string, shown: Shown): Referent {
  const first = ofListBefore(text, shown)
  if (first !== undefined) return first
  const counted = ofSoMany(text, shown)
  if (counted !== undefined) return counted
  // Who of them are people, whatever was asked of their group since.
  if (whoOf.test(text) && !hasUsers(shown)) {
    const people = newest(shown, hasUsers)
    if (people !== undefined) return { text, shown: people }
  }
  const [, back = '', rest = ''] = goesBack.exec(text) ?? []
  const [asked] = kindsSaid(back)
  if (asked !== undefined) {
    const found = newest(shown, ({ rows }) => rows.some((row) => isOfKind(row, asked.kind.list)))
    if (found !== undefined) return { text: rest.trim() || 'list them', shown: found }
  }
  // `back to cloudwatch: …` is of the answer to what had that word in it.
  const spoken =
    back.length < 3 || asked !== undefined
      ? undefined
      : newest(shown, (one) =>
          new RegExp(`(?<![a-z\\d])${RegExp.escape(back.trim())}(?![a-z\\d])`, 'i').test(
            one.question,
          ),
        )
  if (spoken !== undefined && rest.trim() !== '') return { text: rest.trim(), shown: spoken }
  const [, which = '', said = ''] = those.exec(text) ?? []
  const [kind] = kindsSaid(said)
  if (kind !== undefined && !shown.rows.some((row) => isOfKind(row, kind.kind.list))) {
    const found = newest(shown, ({ rows }) => rows.some((row) => isOfKind(row, kind.kind.list)))
    if (found !== undefined) {
      const [only, ...others] = found.rows
      const isOne = /^(?:that|this)$/i.test(which) && only !== undefined && others.length === 0
      return { text: text.replace(those, isOne ? called(only) : 'those'), shown: found }
    }
    // “Which of those subscriptions”, of topics, are those that belong to them.
    if (/s$/i.test(kind.said) && kind.at === 0) {
      const own = text.replace(new RegExp(`\\bof (?:those|these) ${kind.said}\\b`, 'i'), kind.said)
      if (own !== text) return { text: `${own.replace(/[\s?!.]+$/, '')}${ofList(shown)}?`, shown }
    }
  }
  const [inside] = kindsSaid(inThere.exec(text)?.[1] ?? '')
  if (inside !== undefined && !shown.rows.some((row) => isOfKind(row, inside.kind.list))) {
    const found = newest(shown, ({ rows }) => rows.some((row) => isOfKind(row, inside.kind.list)))
    if (found !== undefined) return { text, shown: found }
  }
  const [, word = ''] = theOne.exec(text) ?? []
  if (word !== '' && shown.rows.length > 0 && !shown.rows.some((row) => isCalled(row, word))) {
    const found = newest(shown, ({ rows }) => rows.some((row) => isCalled(row, word)))
    if (found !== undefined) return { text, shown: found }
  }
  return { text, shown: listOfOne(text, shown) ?? shown }
}

const whoOf =
  /\b(?:who|which (?:user|person|one)s?|any(?:one|body)|somebody|someone) (?:of|among) (?:them|those|these)\b/i

const hasUsers = ({ rows }: Shown): boolean =>
  rows.some(
    ({ noun, members = {} }) =>
      noun === 'user' || Object.keys(members).some((name) => /^Users?$/.test(name)),
  )

/** `back to the first list: is anything on it public?`, `how many in the original list?` */
function ofListBefore(text: string, shown: Shown): Referent | undefined {
  const [said, place = ''] = listBefore.exec(text) ?? []
  if (said === undefined) return undefined
  const lists = answersBefore(shown).filter(({ rows }) => rows.length > 1)
  const found = /first|original|initial|whole|full/i.test(place) ? lists.at(-1) : lists[0]
  if (found === undefined) return undefined
  const isLead = text.trim().startsWith(said.trim())
  const rest = isLead
    ? text.slice(text.indexOf(said) + said.length)
    : text.replace(said, ' of them')
  const asked = rest
    .replace(/^[\s,:;.!?–-]+/, '')
    .replace(
      /\b(?:anything|any|something|one|which) (?:on|in|of|from) (?:it|there|that)\b/i,
      (phrase) => (/^which/i.test(phrase) ? 'which of them' : 'any of them'),
    )
    .replace(/^(?:is|are) any of them\b/i, 'are any of them')
  return { text: asked === '' ? 'list them' : asked, shown: found }
}

/** `which of the five …`, where one is shown and five were before: of the list of so many. */
function ofSoMany(text: string, shown: Shown): Referent | undefined {
  const [said, word = ''] = soMany.exec(text) ?? []
  const many = /^\d+$/.test(word) ? Number(word) : counts.indexOf(word.toLowerCase())
  if (said === undefined || many < 2 || shown.rows.length === many) return undefined
  const found = answersBefore(shown).find(({ rows }) => rows.length === many)
  return found === undefined ? undefined : { text: text.replace(said, 'of them'), shown: found }
}

const counts = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const soMany =
  /\bof (?:the|those|these) (two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?! (?:most|least|\w{3,}est)\b)/i

const listBefore =
  /(?:^\W*(?:(?:and|ok(?:ay)?|now|so|please|anyway|right|let's|go|going|coming|come|return(?:ing)?),? )*(?:back )?(?:to|again)| (?:of|from|in|on)) (?:the |that |your )?(first|original|initial|whole|full|earlier|previous|older) (?:list|table|answer|results?|lot|set|question)\b(?: (?:again|you (?:gave|showed|listed)(?: me)?))?/i

const answersBefore = (shown: Shown): Shown[] =>
  shown.before === undefined ? [] : [shown.before, ...answersBefore(shown.before)]

/** `which has the most?`, asked after one of a list: of the list that it was chosen from. */
function listOfOne(text: string, shown: Shown): Shown | undefined {
  const [one, ...others] = shown.rows
  if (one === undefined || others.length > 0) return undefined
  // “What do we pay for them?” after what was asked of one by its name is of all of its list.
  const last = stepsOf(shown.question).at(-1) ?? ''
  const isOfAll = plural.test(text) && speaksOf(last, one.name)
  if (!isOfAll && !ofSeveral.test(text) && !byNumber.test(text)) return undefined
  const list = newest(shown, ({ rows }) => rows.length > 1)
  return list?.rows.some(({ name }) => isNamed(name, one.name)) ? list : undefined
}

/** After the third by itself, `the first one` is of the list that both are of. */
const byNumber =
  /^(?!.*\b(?:what|how) about\b)(?=.*\b(?:is|are|was|does|did|has|have|can|who|when|how|which)\b).*\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|last) (?:one|of (?:them|those|these))\b/i

const plural = /\b(?:them|those|these|they|their)\b(?! (?:one|person|user)\b)/i

const speaksOf = (text: string, name: string) =>
  new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`).test(text)

/** `security group web (sg-…)` is named web. */
const isNamed = (whole: string, name: string) =>
  whole === name ||
  new RegExp(`(?:^| )${RegExp.escape(name)} \\([a-z]+-[\\da-f]{8,17}\\)$`).test(whole)

const ofSeveral =
  /\beach\b|^\W*(?:(?:and|but|so|ok(?:ay)?|now),? )*(?:which|who)(?: ones?| of (?:them|those|these))? (?:is|are|has|have|had|was|were|holds?|needs?|costs?)\b(?!.*\b(?:its?|in there|on there)\b)|^\W*(?:(?:and|but|so|ok(?:ay)?|now),? )*(?:(?:what|how) about )?the (?:old|new|lat|larg|bigg|small|cheap|busi)est\b/i

/** `back to the buckets: which are public?` */
const goesBack =
  /^\W*(?:(?:and|ok(?:ay)?|now|so|let's go|going|coming|go|come|let's get|get|let us go|return(?:ing)?|please|anyway|right),? )*(?:back to|again,?|about|regarding|as for|of) (?:the |those |these |our )?([\w -]{3,30}?)(?: (?:again|from before|before|you (?:showed|listed)(?: me)?))?(?:[,:;.!?–-]+ *|\W*$)(.*)$/i

/** Of which the things of another kind are, where it is not of all that there are. */
const ofList = ({ call, rows }: Shown): string => {
  const names = [...new Set(rows.map(({ name }) => quoted(name)))]
  const isAll =
    call !== undefined && call.query === undefined && call.parameters?.name === undefined
  return isAll || names.length === 0 || names.length > mostNamed
    ? ''
    : ` of ${rows[0]?.noun ?? ''} ${names.join(', ')}`
}

const those = /\b(those|these|that|this) ([a-z]+(?: [a-z]+)?)\b/i

/** `the lambda in there` */
const inThere = /\bthe ([a-z]+(?: [a-z]+)?) (?:in|on|among) (?:there|them|those)\b/i

const theOne = /\b(?:the|that) ([\w-]{2,}) ones?\b/i

/** The newest answer before the last one of which something holds. */
function newest(shown: Shown, holds: (one: Shown) => boolean): Shown | undefined {
  for (let one = shown.before; one !== undefined; one = one.before) if (holds(one)) return one
  return undefined
}

const isOfKind = ({ noun }: Row, list: string) => kindsSaid(noun)[0]?.kind.list === list

const isCalled = ({ name, members = {} }: Row, word: string) =>
  [name, ...Object.values(members)].some((value) =>
    new RegExp(`(?<![a-z\\d])${RegExp.escape(word)}(?![a-z\\d])`, 'i').test(value),
  )

/** `when were those instances launched?`, of rows of a recipe that are some: by their names. */
export function withThoseOfKind(text: string, { rows, call }: Shown): string {
  if (call?.operation.startsWith('recipe:') !== true) return text
  const [, which = '', said = ''] = those.exec(text) ?? []
  const [kind] = kindsSaid(said).filter(({ at }) => at === 0)
  const own = rows.filter((row) => kind !== undefined && isOfKind(row, kind.kind.list))
  const names = [...new Set(own.map(({ name, id }) => quoted(id ?? name)))]
  if (kind === undefined || !/^th[eo]se$/i.test(which)) return text
  return names.length === 0 || names.length > mostNamed
    ? text
    : text.replace(
        new RegExp(`\\b${which} ${RegExp.escape(said.slice(0, kind.length))}`),
        `${said.slice(0, kind.length)} ${names.join(', ')}`,
      )
}

/** `the lambda in there`, of an answer that told of several kinds: those of its rows that are one. */
export function withRowsOfKind(text: string, { rows }: Shown): string {
  if (new Set(rows.map(({ noun }) => noun)).size < 2) return text
  const found = ofKind.exec(text)
  const [said] = kindsSaid(found?.[1] ?? '').filter(({ at }) => at === 0)
  if (found === null || said === undefined) return text
  const own = rows.filter((row) => isOfKind(row, said.kind.list))
  const names = [...new Set(own.map(({ name }) => quoted(name)))]
  if (names.length === 0 || names.length > mostNamed) return text
  const phrase = found[0].replace(found[1] ?? '', (words) => words.slice(0, said.length))
  const whole = /(?:in|on|of) (?:there|it|that|them)$/i.test(found[0]) ? found[0] : phrase
  return text.replace(whole, `${said.said} ${names.join(', ')}`)
}

const mostNamed = 8

const ofKind =
  /\b(?:the|that|those|these) ([a-z]+(?: (?!in\b|on\b|of\b|there\b)[a-z]+)?)\b(?! (?:of|called|named|with|that) )(?: (?:in|on|of) (?:there|it|that|them))?/i
