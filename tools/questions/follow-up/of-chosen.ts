import { said as bounded } from '../../recipes/evidence/wording.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerQuestion } from '../answer-question.ts'
import { refused } from '../refusals.ts'
import { nameOf } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { calledBy } from '../things/list-things.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import { called, ordinals, strictly, withPronouns } from './meant.ts'
import { rowsOf } from './rows-of.ts'
import type { Resolved, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'
import { inItsWords, thingsAgain } from './things-again.ts'

interface Chosen {
  /** As it stands in the text. */
  said: string
  /** What puts them in that order. */
  first: string
  /** Which of them in that order: 0 is the first. */
  place: number
  /** The text without it, and without what only leads to it, says more. */
  asksMore: boolean
  /** There is to be but one that is so. */
  isOnly?: boolean
}

/** `how many items does the biggest one hold?`, `why did the failed one fail?`: one of the things before, and what is asked of it. */
export function chosenIn(text: string, kind: Kind | undefined): Chosen | undefined {
  const most = withMost.exec(text)
  if (most !== null) {
    const [said, superlative = '', member = ''] = most
    const by = member === '' && kind?.noun === 'queue' ? 'messages' : member
    return by === ''
      ? undefined
      : {
          said,
          first: `the one with the ${superlative} ${by}`,
          place: 0,
          asksMore: asksBeside(text, said),
        }
  }
  const found = chosen.exec(text)
  if (found === null) return onlyOneSo(text)
  const [whole, place = '', superlative = '', noun = ''] = found
  const own = noun === '' ? undefined : kindsSaid(noun)[0]
  if (noun !== '' && own?.kind.list !== kind?.list) return undefined
  return {
    said: whole,
    first: `${superlative} first`,
    place: place === '' ? 0 : placeOf(place.trim()),
    asksMore: asksBeside(text, whole),
  }
}

/** `the private one`: the only one that is so. */
function onlyOneSo(text: string): Chosen | undefined {
  const [said, word = ''] = soOne.exec(text) ?? []
  return said === undefined || notByState.test(word)
    ? undefined
    : {
        said,
        first: isPlace(word) ? `only in ${word}` : `only the ${word} ones`,
        place: 0,
        isOnly: true,
        asksMore: asksBeside(text, said),
      }
}

const soOne = /\b(?:the|that) ([a-z][\w.-]+) one\b(?!s| of\b)/i

const isPlace = (word: string) => takeRegions(new Text(`in ${word}`)) !== undefined

/** By its number, its place or its name it is one that is known. */
const notByState =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|next|other|same|only|very|right|wrong|whole|\d.*|\w+(?:er|est))$/i

/** Whether a text says more than which one, and what leads to that. */
function asksBeside(text: string, said: string): boolean {
  const words =
    text
      .replace(said, ' ')
      .replace(/\bof (?:them|those|these)\b/gi, ' ')
      .toLowerCase()
      .match(/[a-z'-]+/g) ?? []
  return words.some((word) => !leading.test(word))
}

/** `the one with the most messages` */
const withMost =
  /\bthe one (?:with|that has|having|which has) the (most|fewest|least|highest|lowest|largest|smallest|biggest|longest)(?: ([a-z]+(?: [a-z]+)?))?(?=$|[,?.!;:–-]| (?:and|is|was|who|what|does)\b)/i

const superlatives =
  '(?:old|new|lat|young|larg|bigg|small|heavi|full|busi|quiet|cheap|prici)est|(?:long|short|high|low)est(?= (?:one|of )\\b)|most (?:expensive|recent)|least (?:busy|used)'

const chosen = new RegExp(
  `\\bthe (?:very )?((?:${ordinals.join('|')}|2nd|3rd|4th|5th|next)[ -])?(${superlatives})(?: (?:one|of (?:them|those|these|the (?:\\d+|two|three|four|five))|([a-z]+(?: [a-z]+)?)(?= (?:is|was|has|have|hold|holds|does|do|did|cost|costs|run|runs|use|uses)\\b|[?.!]*$)))?(?=$|[ ,?.!:;])`,
  'i',
)

const leading =
  /^(?:which|what|who|whats|what's|ones?|only|just|about|and|but|ok|now|me|us|show|list|tell|give|name|is|are|was|then|so|please|first|currently|how)$/

const placeOf = (said: string) =>
  /^\d/.test(said)
    ? Number.parseInt(said, 10) - 1
    : said === 'next'
      ? 1
      : ordinals.indexOf(said.toLowerCase())

/** Which of the things before it is, then what is asked of that one. */
export async function ofChosen(
  steps: readonly string[],
  { call, kind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const step = steps.at(-1) ?? ''
  const chosen = chosenIn(step, kind)
  if (kind === undefined || chosen === undefined || steps.length < 2) return undefined
  const { first, place, isOnly } = chosen
  // `which is the oldest, and who owns it?`: what comes after is of that one.
  const [lead, then = ''] = andOfIt.exec(step) ?? []
  const said = lead === undefined ? chosen.said : step
  const asksMore = chosen.asksMore || then !== ''
  if (!asksMore && place === 0) return undefined
  const inOrder = isOnly === true ? ['list', first] : [...steps.slice(0, -1), first]
  const sorted = await thingsAgain(inOrder, { call, kind }, context)
  if (sorted === undefined || sorted === 'own question' || sorted.notice !== undefined)
    return isOnly === true ? whichOfThem(chosen.said) : undefined
  const items = rowsOf(sorted)
  const item = items[place]
  if (isOnly === true && items.length !== 1) return whichOfThem(chosen.said, items.length)
  if (item === undefined || sorted.call === undefined) return undefined
  const name = calledBy(kind, item) ?? nameOf(item, sorted.operation ?? kind.list)
  const one = `${kind.noun} ${strictly(name)}`
  const { query = '[*]', ...rest } = sorted.call
  const cut = { ...rest, query: `${query} | [${place}:${place + 1}]` }
  if (asksMore) {
    const answer = await answerQuestion(
      {
        question:
          then === ''
            ? inItsWords(step, kind).replace(said, one)
            : withPronouns(inItsWords(then, kind), { noun: kind.noun, name }),
      },
      context,
    )
    // It stays one of those it was chosen from.
    const isSame = answer.call?.operation === kind.list
    if (answer.status === 'ok' && answer.notice === undefined) {
      const told = then === '' ? {} : { summary: summaryOf(`It is ${one}.`, answer) }
      return { ...answer, ...told, ...(isSame ? { call: cut } : {}) }
    }
  }
  const picked = await thingsAgain(['list', 'list'], { call: cut, kind }, context)
  if (picked === undefined || picked === 'own question') return undefined
  return asksMore
    ? {
        ...picked,
        notice: `What “${bounded(step.replace(/[\s?!.]+$/, ''), 120)}” asks of ${called({ noun: kind.noun, name })} was not understood.`,
      }
    : picked
}

const whichOfThem = (said: string, many = 0) =>
  refused(
    'unclear_question',
    `Which ${many === 0 ? '' : `of ${many} `}is meant by “${bounded(said, 60)}” is not clear: name it, or say its number (“the second one”).`,
  )

const summaryOf = (lead: string, { summary = '' }: ToolResult) => `${lead} ${summary}`.trim()

const andOfIt =
  /^.*\bthe (?:very )?(?:most |least )?\w+(?: (?:one|[a-z]+))?(?: of (?:them|those|these))?(?:,|,? and|[.?;:–-] (?:and )?) ?((?:who|when|what|where|how|which|is|does|has|was|did|whose)\b.*\b(?:it|its|that|this)\b.*)$/i

/** `what about the second?` after what was asked of the biggest, or of the first: the same of that one. */
export function nextChosen(text: string, shown: Shown): Resolved | undefined {
  const [, said = ''] = another.exec(text) ?? []
  if (said === '') return undefined
  const steps = stepsOf(shown.question)
  const last = steps.at(-1) ?? ''
  const { call } = shown
  const found = chosen.exec(last)
  if (found !== null && call !== undefined && !/other|last/i.test(said)) {
    const [whole, before = '', superlative = ''] = found
    const place = /next/i.test(said)
      ? ordinals[before === '' ? 1 : placeOf(before.trim()) + 1]
      : said
    const question = last.replace(
      whole,
      whole.replace(`${before}${superlative}`, `${place} ${superlative}`),
    )
    const list = listBefore(shown, () => true)
    return list?.call === undefined
      ? undefined
      : { question: asSteps([...steps.slice(0, -1), question]), call: list.call }
  }
  const list = listBefore(shown, ({ rows }) => rows.some(({ name }) => speaksOf(last, name)))
  const isList = shown.rows.length > 1 && shown.rows[0]?.noun === list?.rows[0]?.noun
  if (list === undefined || isList) return undefined
  const at = list.rows.findIndex(({ name }) => speaksOf(last, name))
  const place = /other/i.test(said)
    ? list.rows.length === 2
      ? 1 - at
      : -1
    : /next/i.test(said)
      ? at + 1
      : /last/i.test(said)
        ? list.rows.length - 1
        : placeOf(said)
  const [row, other] = [list.rows[at], list.rows[place]]
  if (row === undefined || other === undefined) return undefined
  return { question: last.replaceAll(row.name, other.name) }
}

const speaksOf = (text: string, name: string) =>
  new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`).test(text)

const another = new RegExp(
  `^\\W*(?:(?:and|ok(?:ay)?|now|so|then),? )*(?:(?:what|how) about |for |in |on |of |from |with )*the (${ordinals.slice(1).join('|')}|2nd|3rd|4th|5th|next|last|other)(?: (?:one|biggest|largest|smallest|oldest|newest))?\\W*$`,
  'i',
)

/** The newest answer before the last one that showed several things, of which something holds. */
function listBefore(shown: Shown, holds: (one: Shown) => boolean): Shown | undefined {
  for (let one = shown.before; one !== undefined; one = one.before)
    if (one.rows.length > 1 && holds(one)) return one
  return undefined
}
