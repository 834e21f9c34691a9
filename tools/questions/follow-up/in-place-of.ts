import { measuresCalled } from '../../recipes/incidents/metrics/figures.ts'
import { measured } from '../../recipes/incidents/metrics/measures.ts'
import { metricSaid } from '../metric-parameters.ts'
import { readPlan } from '../plan.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'
import { aboutMoney, called, quoted } from './meant.ts'
import { isPerson, personAsked } from './people-said.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { asSteps, stepsOf } from './steps.ts'
import { subjectOf } from './subject.ts'

/**
 * What is but a part of a question is the one before with that part in place of its own of the same sort: a
 * person for the person (`and maya?`), a thing for the thing (`same for catalog-db`), the one of another
 * place (`and the eu one?`), a measure for the measure (`and cpu?`).
 */
export function inPlaceOf(text: string, shown: Shown, now: Date): Resolved | undefined {
  const [, part = ''] = partial.exec(text) ?? []
  if (part === '') return undefined
  return (
    personFor(text, part, shown) ??
    thingFor(part, shown, now) ??
    onesIn(part, shown) ??
    measuredNow(part, shown, now) ??
    measureFor(part, shown, now)
  )
}

const partial =
  /^\W*(?:(?:and|but|so|now|n|ok(?:ay)?|also|then|or|hm+|(?:what|how) (?:about|of|with)|(?:the )?same(?: (?:question|thing|check|query|again))?(?: (?:for|of|with|on|about|by))?|for|only|just)\b,? *)*(.{2,60}?)(?:,? (?:too|then|instead|as well|please|pls))*\W*$/i

/** `only the ones by jonas`, `and maya?`: of the person whom the question before was of, or of whom changes are. */
function personFor(text: string, part: string, shown: Shown): Resolved | undefined {
  const [, by, name = ''] =
    /^(?:(?:anything|something|everything|(?:the |those )?(?:ones|changes)|those|what)? ?\b(by|from|of) )?([a-z][\w.-]*\w)(?:'s)?(?: (?:ones|changes|only))?$/i.exec(
      part,
    ) ?? []
  const isBare = /^\W*[a-z][\w.-]*\?+\s*$/i.test(text)
  if (name === '' || (!opens.test(text) && by === undefined && !isBare)) return undefined
  const { call } = shown
  const steps = stepsOf(shown.question)
  const at = steps.findLastIndex((step) => personAsked(step, shown) !== undefined)
  const before = personAsked(steps[at] ?? '', shown)
  const isChange = call?.operation === 'recipe:recent_changes'
  if (!isPerson(name, shown, before !== undefined || (isChange && by !== undefined)))
    return undefined
  if (before !== undefined)
    return { question: asSteps(steps.with(at, swap(steps[at] ?? '', before, name))) }
  return isChange && call !== undefined
    ? { question: asSteps([...steps, `only the changes by ${name}`]), call }
    : undefined
}

const opens =
  /^\W*(?:and|but|so|now|n|ok(?:ay)?|also|or|what|how|the same|same|only|just|for|anything|something)\b/i

/** `same question for quillmarket-data-lake`: what was asked last, of that. */
function thingFor(part: string, shown: Shown, now: Date): Resolved | undefined {
  const { names, ids, words, kinds, regions, period } = readPlan(part, now)
  const plain = shownAs(part, shown)
  const [name, ...others] = plain === undefined ? [...names, ...ids] : [plain]
  const isAlone = words.length + kinds.length === 0 || part.split(' ').length <= 2
  if (name === undefined || others.length > 0 || !isAlone) return undefined
  if (regions !== undefined || period !== undefined) return undefined
  if (aboutMoney.test(shown.call?.operation ?? '')) return undefined
  const steps = stepsOf(shown.question)
  const last = steps.at(-1) ?? ''
  const noun = kinds[0]?.kind.noun ?? shown.rows[0]?.noun ?? ''
  const thing = kinds.length > 0 ? part : `${noun} ${quoted(name)}`.trim()
  const namesIn = (step: string) => [
    ...readPlan(step, now).names,
    ...shown.rows.flatMap((row) => (speaksOf(step, row.name) ? [row.name] : [])),
  ]
  const at = steps.findLastIndex((step) => namesIn(step).length > 0)
  const [old = ''] = namesIn(steps[at] ?? '')
  if (old !== '' && (steps.length > 1 || plain !== undefined))
    return { question: asSteps(steps.with(at, swap(steps[at] ?? '', old, name))) }
  // What was asked of all that were shown is asked of this one.
  return steps.length > 1 ? askedOf(last, thing) : undefined
}

/** A plain word that something of an earlier answer is called. */
function shownAs(part: string, shown: Shown): string | undefined {
  const said = part.replace(/^the /i, '')
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before)
    for (const { name } of one.rows) if (name === said || name.endsWith(`/${said}`)) return said
  return undefined
}

/** `which of those are public`, `is versioning on there`, `who owns them`, of one thing. */
function askedOf(step: string, thing: string): Resolved | undefined {
  const [, be = '', rest = ''] =
    /^\W*(?:(?:and|but|so) )?which(?: ones?)?(?: of (?:them|those|these))? (is|are|was|were|has|have|do|does|did|can|could) (.+)$/i.exec(
      step,
    ) ?? []
  if (rest !== '') {
    const verb = be.replace(/^are$/i, 'is').replace(/^were$/i, 'was')
    return /^ha(?:s|ve)$/i.test(be)
      ? { question: `does ${thing} have ${rest}` }
      : { question: `${verb.replace(/^do$/i, 'does')} ${thing} ${rest}` }
  }
  const plain = step
    .replace(/^\W*(?:(?:and|but|so|ok(?:ay)?|now)\b,? *)+/i, '')
    .replace(/\b(are|do|have|were) (?=they\b|those\b|these\b)/i, (_, verb: string) =>
      singular(verb),
    )
  const named = plain.replace(
    /\b(on |for |in )?(there|them|those|these|they|it)\b(?: (?:ones?|all))?/i,
    (_, lead: string | undefined, word: string) =>
      lead === undefined && /^there$/i.test(word) ? `for ${thing}` : `${lead ?? ''}${thing}`,
  )
  return named === plain ? undefined : { question: named }
}

const singular = (verb: string) =>
  ({ are: 'is ', do: 'does ', have: 'has ', were: 'was ' })[verb.toLowerCase()] ?? `${verb} `

/** `just the eu ones`, `and the eu one?`: of those that were shown the ones in that place. */
function onesIn(part: string, shown: Shown): Resolved | undefined {
  const [, said = '', one = ''] =
    /^(?:the |those |that )?(?:in )?([\w-]+) (ones?)$/i.exec(part) ??
    /^(?:the |those |that )?(?=ones? in )(?:ones?) in (?:the )?([\w-]+)()$/i.exec(part) ??
    []
  const place = said
  const regions = place === '' ? undefined : takeRegions(new Text(`in ${place}`))
  if (regions === undefined) return undefined
  const isThere = ({ name, members = {} }: Row) =>
    [regions].flat().includes(members.Region ?? members.region ?? '') ||
    name.split(/[^a-z\d]+/i).includes(place.toLowerCase())
  const steps = stepsOf(shown.question)
  if (/s$/i.test(one) || /^(?:the |those )?ones in /i.test(part))
    return onlyIn([regions].flat(), shown)
  const last = steps.at(-1) ?? ''
  for (let list: Shown | undefined = shown; list !== undefined; list = list.before) {
    const found = list.rows.filter(isThere)
    const [row, ...others] = found
    if (row === undefined || others.length > 0 || list.rows.length < 2) continue
    const before = list.rows.find(
      ({ name, noun }) => name !== row.name && noun === row.noun && speaksOf(last, name),
    )
    if (before !== undefined)
      return { question: asSteps(steps.with(-1, swap(last, before.name, row.name))) }
  }
  return undefined
}

/** A list once more, of those regions of it alone. */
function onlyIn(
  regions: readonly string[],
  { question, call, rows, said = '' }: Shown,
): Resolved | undefined {
  const told = JSON.stringify(rows) + said
  const own = regions.filter((region) => told.includes(region))
  return call === undefined || own.length === 0 || call.region === own.join(',')
    ? undefined
    : { question: asSteps([...stepsOf(question), `only in ${own.join(', ')}`]), call }
}

/** `and right now?`: what was measured of another time before. */
function measuredNow(part: string, { question, call }: Shown, now: Date): Resolved | undefined {
  const isMeasure = /^recipe:(?:metrics|database_load)$/.test(call?.operation ?? '')
  if (!isMeasure || !/^(?:right )?now$|^currently$|^at the moment$/i.test(part)) return undefined
  const [step = ''] = stepsOf(question)
  const said = readPlan(step, now).period?.said
  return said === undefined
    ? undefined
    : { question: step.replace(said, '').replace(/ {2,}/g, ' ').trim() }
}

/** `and cpu?`, of the thing that was asked about: measured as what was asked before, or now. */
function measureFor(part: string, shown: Shown, now: Date): Resolved | undefined {
  const measure = part
    .replace(
      /^(?:what(?:'s|s| is| was)|how(?:'s| is| was)|how much(?: is| was)?) (?=the |its |their )/i,
      '',
    )
    .replace(/ (?:right now|now|currently|at the moment)$/i, '')
  // What the error is, its logs tell.
  const isMessage = /\berror\b(?! rate)/i.test(measure)
  const metric = bareMeasure.test(measure) && !isMessage ? metricSaid(measure) : undefined
  if (metric === undefined) return undefined
  const { names, ids, period, kinds } = readPlan(part, now)
  const isBare = names.length + ids.length === 0 && period === undefined
  const subject = subjectOf(shown, now)
  if (!isBare || kinds.length > 0 || subject === undefined) return undefined
  const isMeasured =
    subject.noun === '' ||
    measured.some((how) => how.noun === subject.noun && measuresCalled(how, metric).length > 0)
  return isMeasured
    ? { question: `${measure.replace(/^(?:the|its|their) /i, '')} of ${called(subject)}?` }
    : undefined
}

/** Of a list it would be a column: `with their memory`. */
const bareMeasure =
  /^(?:the |its )?(?!(?:add|with|show|list|include|plus|any|which|sort|by)\b)[a-z]+(?: [a-z]+)?$/i

const swap = (step: string, before: string, after: string) =>
  step.replace(new RegExp(`(?<![\\w.-])${RegExp.escape(before)}(?![\\w-])`, 'i'), after)

const speaksOf = (text: string, name: string) =>
  new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`, 'i').test(text)
