import { kindsSaid } from '../things/kind-said.ts'
import { aboutMoney, quoted, strictly } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/**
 * `and the others, who owns those?`, `what about the other one?`: those of a list before that the last
 * answer did not tell of, and what is asked of them: what was asked last, where nothing else is.
 * Undefined where no list before holds what was told: then it is the steps that left some out.
 */
export function othersShown(text: string, shown: Shown): Resolved | undefined {
  const asked = othersAsked(text)
  if (asked === undefined || aboutMoney.test(shown.call?.operation ?? '')) return undefined
  const { rest, said } = asked
  const told = toldOf(shown)
  const last = stepsOf(shown.question).at(-1) ?? ''
  // What the last step chose by its words, and not by its place, has others by the same words.
  const isCut = / \| \[\d*:\d+\]$/.test(shown.call?.query ?? '')
  const isChosen = rest === '' && !isCut && !told.some(({ name }) => speaksOf(last, name))
  if (isChosen) return undefined
  const list = listHolding(told, shown, kindSaid(said))
  if (list === undefined) return undefined
  const isTold = (row: Row) => told.some((one) => isSame(one, row))
  const others = list.rows.filter((row) => !isTold(row))
  const names = [...new Set(others.map(({ name }) => name))]
  // Two of one name are not told apart by it, and what was not shown has none.
  const isWhole = (list.more ?? 0) === 0 && names.length === others.length
  if (!isWhole || others.length === 0 || others.length > mostNamed) return undefined
  const noun = others[0]?.noun ?? ''
  const subject =
    `${noun} ${others.map(({ name }) => strictly(plain(name, noun))).join(', ')}`.trim()
  if (rest !== '') return { question: ofSubject(rest, subject) }
  const again = askedAgain(told, subject, shown)
  return { question: again ?? `list ${subject}` }
}

interface OthersAsked {
  /** The words for them: `the other buckets`. */
  said: string
  /** What is asked of them; empty where nothing is. */
  rest: string
}

/** Whether a question is of the others, and what it asks of them. */
function othersAsked(text: string): OthersAsked | undefined {
  const [, first = '', after = ''] = leading.exec(text) ?? []
  if (first !== '') return { said: first, rest: after.trim() }
  const [, before = '', last = ''] = trailing.exec(text) ?? []
  return last === '' ? undefined : { said: last, rest: `${before.trim()} them?` }
}

const those =
  '(?:all )?(?:(?:the |those |these )?(?:(?:others?|remaining)(?: (?:ones?|two|three|four|five|\\d+|[a-z]+s))?|rest|remainder)|the (?:ones?|[a-z]+s) (?:that (?:are|is) )?(?:left(?: over)?|remaining))'

const from =
  '(?: (?:of|from|on|in) (?:it|them|those|these|there|before|earlier|(?:that|the|this)(?: first| last| earlier| original| whole)? (?:list|table|lot|set|answer|[a-z]+s)))?'

const leading = new RegExp(
  `^\\W*(?:(?:and|but|so|now|n|ok(?:ay)?|also|then|(?:what|how) about|of|for|as for|same (?:for|with))\\b,? *)*(${those})${from}(?:\\W*$|[,:;–-]+ *(.+)$| (?=(?:are|do|does|is|have|has|what|who|which|how|when)\\b)(.+)$)`,
  'i',
)

const trailing = new RegExp(
  `^(.*\\b(?:who|what|which|how|when|are|is|do|does|have|has|list|show|of|on|for|in|with)\\b.*?) (?=the |those |these |all )(${those})${from}\\W*$`,
  'i',
)

/** Things that the last answer told of: its rows, or those that its question named. */
function toldOf({ rows, question }: Shown): readonly Row[] {
  const last = stepsOf(question).at(-1) ?? question
  const named = rows.filter(({ name }) => speaksOf(last, name))
  return named.length > 0 ? named : rows
}

/** The newest answer before the last one in which all that was told stands, among others. */
function listHolding(
  told: readonly Row[],
  shown: Shown,
  kind: string | undefined,
): Shown | undefined {
  const last = stepsOf(shown.question).at(-1) ?? shown.question
  for (let one = shown.before; one !== undefined; one = one.before) {
    const { rows } = one
    const isOfKind = kind === undefined || rows.some(({ noun }) => listOf(noun) === kind)
    if (!isOfKind || rows.length < 2) continue
    const named = told.length > 0 ? told : rows.filter(({ name }) => speaksOf(last, name))
    const holds = named.every((row) => rows.some((other) => isSame(row, other)))
    if (named.length > 0 && holds && named.length < rows.length) return one
  }
  return undefined
}

/** What was asked last of those that it told of, of others. */
function askedAgain(
  told: readonly Row[],
  subject: string,
  { question }: Shown,
): string | undefined {
  const last = stepsOf(question).at(-1) ?? question
  const named = told.filter(({ name }) => speaksOf(last, name))
  const [first] = named
  if (first === undefined || named.length < told.length) return undefined
  const all = named.map(
    ({ name }) =>
      `(?:${RegExp.escape(quoted(name))}|${RegExp.escape(strictly(name))}|${RegExp.escape(name)})`,
  )
  const nouns = first.noun === '' ? '' : `(?:${RegExp.escape(first.noun)}s? )?`
  const replaced = last.replace(new RegExp(`${nouns}${all.join(',? (?:and )?')}`, 'i'), subject)
  return replaced === last ? undefined : replaced
}

/** `do they have MFA?`, of those; what has no word for them is asked of them at its end. */
function ofSubject(rest: string, subject: string): string {
  const named = rest.replace(
    /\b(?:of |for )?(?:them|those|these|they|it)\b(?: (?:ones|all)\b)?/i,
    (said) =>
      /^of /i.test(said) ? `of ${subject}` : /^for /i.test(said) ? `for ${subject}` : subject,
  )
  if (named !== rest) return named
  const their = rest.replace(/\btheir (\w[\w -]*?)(?=[?.!,]|$)/i, `the $1 of ${subject}`)
  return their === rest ? `${rest.replace(/[\s?.!]+$/, '')} of ${subject}?` : their
}

const isSame = (one: Row, other: Row) =>
  plain(one.name, one.noun) === plain(other.name, other.noun) ||
  (one.id !== undefined && one.id === other.id)

/** `security group web (sg-…)` is web. */
const plain = (name: string, noun: string) =>
  (noun !== '' && name.startsWith(`${noun} `) ? name.slice(noun.length + 1) : name).replace(
    / \([a-z]+-[\da-f]{8,17}\)$/,
    '',
  )

const kindSaid = (said: string) => kindsSaid(said)[0]?.kind.list
const listOf = (noun: string) => kindsSaid(noun)[0]?.kind.list

const speaksOf = (text: string, name: string) =>
  name !== '' && new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`).test(text)

const mostNamed = 8
