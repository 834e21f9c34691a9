import type { SentCall } from '../../tool.ts'
import { changeRequest } from '../change-request.ts'
import { clausesOf } from '../clauses/split-clauses.ts'
import { asksValue, neverShown } from '../honest-word.ts'
import { cost } from '../intents/intent.ts'
import { intentOf } from '../intents.ts'
import { inEnglish } from '../languages/gloss.ts'
import { languageOf } from '../languages/language.ts'
import { orderedIn } from '../languages/orders.ts'
import { type Plan, readPlan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { asksVersionBefore } from '../version-before.ts'
import { withPlace } from '../words/container.ts'
import { plainly } from '../words/plainly.ts'
import { misspeltIn, respelled } from '../words/spelling.ts'
import { Text } from '../words/text.ts'
import { asFile } from './as-file.ts'
import { asksWhy, reasonSaid, whyOf } from './asks-why.ts'
import { chosenAnew } from './chosen-anew.ts'
import { withCorrection } from './corrections.ts'
import { countedOfEach } from './counts-of-shown.ts'
import { ofDeadLetters } from './dead-letters-of.ts'
import { inClusters } from './in-clusters.ts'
import { inPlaceOf } from './in-place-of.ts'
import {
  aboutMoney,
  called,
  focusOf,
  isMeasured,
  ordinals,
  quoted,
  withOwners,
  withPronouns,
  withRow,
} from './meant.ts'
import { shiftSaid } from './moved-back.ts'
import { namesOnly } from './names-only.ts'
import { withNodes } from './nodes-of.ts'
import { chosenIn, nextChosen } from './of-chosen.ts'
import { ofMeasure } from './of-measure.ts'
import { asksUsual, billBefore, costOfOne, ofAmount } from './of-money.ts'
import { kindOfEach, ofRows } from './of-rows.ts'
import { advice, ofSubject } from './of-subject.ts'
import { ofThatKind } from './of-that-kind.ts'
import { noteOf, ofTrouble } from './of-trouble.ts'
import { onesElsewhere, otherPlace } from './other-place.ts'
import { othersLike } from './others-like.ts'
import { othersShown } from './others-shown.ts'
import { whichPerson, withPerson } from './persons.ts'
import { ofThemselves, pointsToOne, pointsToRows } from './pointing.ts'
import { changesRows } from './read-change.ts'
import { referentOf, withRowsOfKind } from './referent.ts'
import { rowOfState } from './row-of-state.ts'
import { severalOf } from './several.ts'
import { severalNamed } from './several-named.ts'
import { asksForMore, type Resolved, type Row, type Shown } from './shown.ts'
import { sinceWhen } from './since-when.ts'
import { standsAlone } from './stands-alone.ts'
import { asSteps, stepsOf } from './steps.ts'
import { partsOf, swapAmount, swapParts } from './swap-parts.ts'
import { thoseThat } from './those-that.ts'
import { toldInRows } from './told-in-rows.ts'
import { versionsOf } from './versions-of.ts'
import { asksWhenThat, whenThat, whenThatOne } from './when-that-was.ts'
import { whichIsMore } from './which-is-more.ts'
import { withoutThanks } from './without-thanks.ts'

/** What a question means after what was shown: rows by their number, `it`, `only …`, `and in …?`. */
export function resolveFollowUp(text: string, shown: Shown | undefined, now: Date): Resolved {
  if (shown === undefined) return { question: text }
  const [, other] = newTopic.exec(text) ?? []
  if (other !== undefined) return { question: other }
  const english = inEnglish(text, spokenBefore(shown))
  const read = respelled(
    english,
    misspeltIn(english).filter(({ word }) => !shown.rows.some((row) => speaksOf(row, word))),
  )
  const referent = referentOf(read, billBefore(read, shown))
  const own = inClusters(referent.text, referent.shown)
  const resolved = ofClauses(referent.text, own, now) ?? held(resolve(referent.text, own, now), own)
  // What stands alone is asked as it was said: the answer tells how it was read.
  return resolved.question === read && resolved.call === undefined
    ? { ...resolved, question: text }
    : resolved
}

/** The question before, or an earlier one: what was short is asked in English words, whatever its language was. */
function spokenBefore(shown: Shown): string | undefined {
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const [base = ''] = stepsOf(one.question)
    if (languageOf(base) !== undefined) return base
  }
  return stepsOf(shown.question)[0]
}

/** `who pushed that release & did its pipeline pass?`: each of what was shown, where each can be asked alone. */
function ofClauses(text: string, shown: Shown, now: Date): Resolved | undefined {
  const clauses = clausesOf(text)
  if (clauses.length < 2) return undefined
  const each = clauses.map((clause) => resolve(clause, shown, now))
  const asked = each.filter(({ said }) => said === undefined)
  const isBound = each.some(({ question }, at) => question !== clauses[at])
  if (!isBound || asked.length === 0 || asked.some(({ call }) => call !== undefined))
    return undefined
  const said = each.flatMap((one) => one.said ?? [])
  return {
    question: asked.map(({ question }) => question.replace(/[\s?!.]*$/, '?')).join(' '),
    ...(said.length === 0 ? {} : { note: said.join(' ') }),
  }
}

const speaksOf = ({ name, members = {} }: Row, word: string) =>
  [name, ...Object.values(members)].some((text) => text.toLowerCase().includes(word))

/** What points back is never asked as a question of its own, which would be of all that there are. */
function held(resolved: Resolved, shown: Shown): Resolved {
  const { question, call, said } = resolved
  const isAlone = call === undefined && said === undefined && stepsOf(question).length === 1
  if (!isAlone || isOrdered(question) || shown.rows.length === 0) return resolved
  // What points to one of several, which nothing tells, is not asked of all that there are.
  const several = new Set(shown.rows.map(({ name }) => name)).size
  if (several > 1 && pointsToOne(question)) return { question, said: whichOne(question, several) }
  if (!pointsToRows(question)) return resolved
  if (shown.call === undefined) return { question, said: notClear(question, shown.rows.length) }
  return { question: asSteps([...stepsOf(shown.question), question]), call: shown.call }
}

/** `any instances in the default one?`, where no row is known to be that: things of another kind would be all that there are. */
function unknownOne(text: string, { rows }: Shown, now: Date): string | undefined {
  const [said, word = ''] = /\bthe ([\w-]{2,}) one\b/i.exec(text) ?? []
  if (said === undefined || rows.length < 2 || notByWord.test(word)) return undefined
  const [own] = kindsSaid(rows[0]?.noun ?? '')
  const { kinds } = readPlan(text, now)
  return kinds.some(({ kind }) => kind.list !== own?.kind.list) ? said : undefined
}

const notByWord = /^(?:other|same|next|last|only|right|wrong|\w+(?:est|er|th|rd|nd|st))$/i

const whichOne = (text: string, rows: number) =>
  `Which of the ${rows} that were shown is meant by “${text}” is not clear: name it, or say its number (“the second one”).`

const notClear = (text: string, rows: number) =>
  `“${text}” points back to the ${rows} that were shown, and what it asks of them was not understood: name what is meant.`

const newTopic =
  /^\W*(?:(?:ok(?:ay)?|alright|right|now|anyway|well|thanks(?: a lot)?|thank you|thx|great|cool|good|perfect|got it|and|but|also)\b[,.! ]*)*(?:(?:(?:a |one )?(?:totally |completely |quite )?(?:different|another|new|other|separate|unrelated) (?:topic|question|thing|subject|matter|one)|(?:totally |completely )?unrelated|change of (?:topic|subject)|something (?:else|different)(?: now)?|moving on|on (?:a|an)(?:other)? (?:different |unrelated |other )?note|by the way|btw|never ?mind(?: that)?|forget (?:it|that))[,.:;–-]+|(?:by the way|btw)) *(\S.{3,})$/i

function resolve(asked: string, shown: Shown, now: Date): Resolved {
  const { call, rows, more } = shown
  const [, ofFirst = ''] = call?.operation === 'recipe:overview' ? (ofWorst.exec(asked) ?? []) : []
  if (ofFirst !== '') return resolve(ofFirst, { ...shown, rows: rows.slice(0, 1) }, now)
  const [base = ''] = stepsOf(shown.question)
  const plain = beside(plainly(withCorrection(withoutThanks(asked))))
  const said = withPerson(withPlace(switchedOn(withNodes(plain, shown)), base), shown)
  const text = ofThatKind(sinceWhen(withRowsOfKind(said, shown), shown), shown)
  const persons = whichPerson(text, shown)
  if (persons !== undefined) return { question: text, said: persons }
  if (call !== undefined && more !== undefined && more > 0 && asksForMore(text)) {
    const rest = `[${rows.length}:]`
    const query = call.query === undefined ? rest : `${call.query} | ${rest}`
    return { question: 'list', call: { ...call, query } }
  }
  const told = toldInRows(text, shown)
  if (told !== undefined) return told
  const advised = advice(text, shown)
  if (advised !== undefined) return advised
  if (isOrdered(text)) return { question: text }
  if (rows.some(({ noun }) => /\bsecret\b/.test(noun)) && asksValue.test(text))
    return { question: text, said: neverShown }
  const alone = standsAlone(text, shown, now)
  if (alone !== undefined) return { question: alone }
  const bound =
    versionsOf(text, shown) ??
    chosenAnew(text, shown) ??
    whichIsMore(text, shown) ??
    severalNamed(text, shown) ??
    inPlaceOf(text, shown, now)
  if (bound !== undefined) return bound
  const others = otherPlace(text, shown) ?? onesElsewhere(text, shown) ?? othersShown(text, shown)
  if (others !== undefined) return others
  if (call !== undefined && thoseThat(text) !== undefined)
    return { question: asSteps([...stepsOf(shown.question), text]), call }
  const another = ofDeadLetters(text, shown) ?? nextChosen(text, shown)
  if (another !== undefined) return another
  if (call !== undefined && rows.length > 1) {
    const kind = kindListedBy(call)
    const isOfEach = countedOfEach(text, kind) !== undefined || isMeasuredEach.test(text)
    if (isOfEach || chosenIn(text, kind)?.asksMore === true)
      return { question: asSteps([...stepsOf(shown.question), text]), call }
  }
  const names = asFile(text, shown) ?? namesOnly(text, shown)
  if (names !== undefined) return { question: text, said: names }
  const next = nextInOrder(text, call)
  if (next !== undefined) return { question: 'list', call: next }
  const about = ofMeasure(text, shown, now) ?? ofTrouble(text, shown) ?? ofSubject(text, shown, now)
  if (about !== undefined) return about
  const isBill = aboutMoney.test(call?.operation ?? '')
  const several = isBill ? undefined : severalOf(text, shown)
  if (several !== undefined) return { question: several.text }
  const amount = ofAmount(text, shown)
  if (amount !== undefined) return amount
  const at =
    whenThatOne(text, shown) ??
    (asksWhenThat.test(text) ? whenThat(shown, call?.operation === 'recipe:overview') : undefined)
  if (at !== undefined) return { question: text, said: at }
  const { named, row } = withRow(text, shown)
  const ofOne = row === undefined ? undefined : ofRow(named, row, { shown, now })
  if (ofOne !== undefined) return ofOne
  const unknown = row === undefined ? unknownOne(text, shown, now) : undefined
  if (unknown !== undefined) return { question: text, said: whichOne(unknown, rows.length) }
  const focus = row ?? focusOf(shown, now)
  const alike = othersLike(text, shown, focus)
  if (alike !== undefined) return alike
  if (call !== undefined && isMeasured(call) && asksUsual.test(text))
    return { question: asSteps([...stepsOf(shown.question), 'compared to usual']), call }
  if (saves.test(text) && rows.length > 0) return savedWithout(text, rows)
  if (cost.test(text) && !aboutMoney.test(call?.operation ?? '')) {
    const one = costOfOne(text, focus ?? rowOfState(shown), shown)
    if (one !== undefined) return one
  }
  if (focus !== undefined) {
    if (asksVersionBefore(text) && focus.noun === 'service')
      return {
        question: `which version did ${called(focus)} run before${inPlace(shown.question)}?`,
      }
    if (whomToCall.test(text)) return { question: `who owns ${called(focus)}?` }
    if (tasksOf.test(text) && focus.noun === 'service')
      return { question: `describe ${called(focus)}` }
    const one =
      rows.length === 1 ? named.replace(/\b(?:those|these|them)(?=[?.!]*$)/i, 'it') : named
    const referred = isOfItsOwn(text, now) ? text : withPronouns(one, focus)
    if (referred !== text) return { question: behindIt(opened(referred)) }
  }
  const [worst] = call?.operation === 'recipe:overview' ? rows : []
  if (worst !== undefined && whomToCall.test(text))
    return { question: `who owns ${called(worst)}?` }
  if (focus === undefined && isOfNoOne(text, shown, now))
    return {
      question: text,
      said: `Which of the ${rows.length} that were shown is meant by “${/\bits?\b/i.exec(text)?.[0]}” is not clear: name it, or say its number (“the second one”).`,
    }
  const isOfThem =
    call !== undefined &&
    rows.length > 1 &&
    !aboutMoney.test(call.operation) &&
    !asksWhy.test(text) &&
    !(cost.test(text) && theirs.test(text)) &&
    ofThemselves(text)
  if (isOfThem) return { question: asSteps([...stepsOf(shown.question), text]), call }
  const owned = withOwners(text, rows)
  if (owned !== text) return { question: opened(owned) }
  return onRows(text, { ...shown, focus }, now) ?? { question: text }
}

/** `start with the worst: why?`: an overview begins with it. */
const ofWorst =
  /^\W*(?:(?:and|so|ok(?:ay)?|let's|please)\b,? *)*(?:(?:start|begin|go) with |take |of )?(?:the )?(?:worst|first|top|most urgent)(?: one)?[,:;–-]+ *(.{3,})$/i

/** `the second alarm: why?`, `the last one, since when?`: what is asked of that row alone. */
function ofRow(
  named: string,
  row: Row,
  { shown, now }: { shown: Shown; now: Date },
): Resolved | undefined {
  const rest = named
    .replace(called(row), ' ')
    .replace(/^\W+|\W+$/g, '')
    .replace(/^(?:and|but|of|on|about|for|is|the|so)\b\W*|\W+(?:of|for|on|about|and)$/i, '')
  const own = { ...shown, rows: [row] }
  if (asksWhy.test(rest)) {
    const question = whyOf(own, row)
    return question === undefined ? undefined : { question }
  }
  if (asksWhenThat.test(rest)) {
    const at = whenThat(own, true)
    return at === undefined ? undefined : { question: rest, said: at }
  }
  return ofSubject(rest, { question: '', rows: [row] }, now)
}

/** What is behind a load balancer are services, and not what it says of itself. */
const behindIt = (text: string) =>
  text.replace(/^\W*what(?:'s| is) behind (?=load balancer )/i, 'which services are behind ')

/** `are flow logs on for them?`, as it is asked of what has them. */
const switchedOn = (text: string) =>
  text.replace(
    /^(\W*(?:and |but )?)(?:is|are) (?!they\b|those\b|these\b|it\b)(.{3,40}?) (?:turned |switched )?(?:on|enabled|active|activated|configured|set up|in place) (?:for|on|in|with) (them|those|these|they|it|that)(?: all)?(?=\W*$)/i,
    (_, lead: string, what: string, whose: string) =>
      /^(?:it|that)$/i.test(whose) ? `${lead}does it have ${what}` : `${lead}do they have ${what}`,
  )

/** “Which group is jonas.weber in, and what does it let him do?” names what its pronouns mean. */
function isOfItsOwn(text: string, now: Date): boolean {
  const [name] = readPlan(text, now).names
  const pronoun = /\b(?:its?|that|this)\b/i.exec(text)
  return name !== undefined && pronoun !== null && text.indexOf(name) < pronoun.index
}

/** `its volumes`, of several: asked so, it would be of all that there are. */
const isOfNoOne = (text: string, { call, rows }: Shown, now: Date) => {
  const { kinds, names, ids } = readPlan(text, now)
  return (
    /\bits?\b/i.test(text) &&
    call !== undefined &&
    !aboutMoney.test(call.operation) &&
    rows.length > 1 &&
    kinds.length > 0 &&
    names.length + ids.length === 0
  )
}

const saves = /\bsav(?:e|es|ed|ing|ings)\b/i

/** What is paid for the things that were shown, where nobody uses them. */
function savedWithout(text: string, rows: readonly Row[]): Resolved {
  const names = [...new Set(rows.map(({ name }) => quoted(name)))]
  return names.length > mostSaved
    ? { question: text }
    : { question: `what would we save without ${names.join(', ')}?` }
}

const mostSaved = 12

/** `how many errors each in the last day?` */
const isMeasuredEach =
  /\b(?:cpu|memory|errors?|invocations?|throttles?|requests?|traffic|messages|connections|latency|duration|load|utili[sz]ation|throughput|iops)\b.*\b(?:each|apiece)\b|\b(?:each|apiece)\b.*\b(?:cpu|errors?|invocations?|throttles?|requests?|traffic|connections|latency|utili[sz]ation|throughput)\b/i

/** The environment that was asked about, which a name alone does not say. */
const inPlace = (question: string) => {
  const [, place] =
    /\b(?:in|for) (?:the )?(prod(?:uction)?|staging|dev(?:elopment)?|test)\b/i.exec(question) ?? []
  return place === undefined ? '' : ` in ${place}`
}

/** What is to be done to the rows is refused as any other order; to leave some out is none. */
const isOrdered = (text: string) =>
  orderedIn(text) !== undefined ||
  (changeRequest(text) !== undefined &&
    (!/^\W*(?:\w+ )?(?:remove|drop|hide|exclude|leave)\b/i.test(text) || unneeded.test(text)) &&
    !addsColumns.test(text))

/** Who says why something is to go means the thing, and not its row. */
const unneeded =
  /\b(?:nobody|no one|none of us|not|no longer|never|n't)\b.{0,20}\b(?:needs?|needed|uses?|used|using|wants?|wanted)\b/i

/** `put the owner next to each`: a further column. */
const beside = (text: string) =>
  text.replace(
    /^\W*(?:(?:and|now|please|also|then|can you|could you),? )*(?:put|write|place|show|list|give)(?: me)? (?:the|their|its) ([\w ,-]{3,40}?) (?:next to|beside|besides|behind|alongside|after|for|of) (?:each|every one|them|it|those|these)(?: of (?:them|those|these))?(?: (?:too|as well))?\W*$/i,
    'with their $1',
  )

/** `add the runtime and the timeout`, to nothing: what is shown of each. */
const addsColumns =
  /^\W*(?:(?:and|now|please|also|can you|could you) )*(?:add|include|append) (?:also )?(?:the|their|its|a column for|columns? for) (?!.*\b(?:to|on|into|onto|for|rules?|users?|polic\w+|permissions?|access|instances?|nodes?|volumes?|records?)\b(?! column))[\w ,-]{3,60}?(?: (?:columns?|too|as well|to (?:it|them|that|the (?:list|table|output))))?\W*$/i

const whomToCall =
  /\bwho(?:m)? (?:should|do|can|could|must|shall) (?:i|we) (?:call|contact|ask|ping|page|wake|tell|talk to|speak to|reach)\b/i

const tasksOf =
  /\bhow many (?:tasks|containers|replicas|copies)\b.*\b(?:should|desired|supposed|meant)\b/i

function onRows(
  text: string,
  shown: Shown & { focus: Row | undefined },
  now: Date,
): Resolved | undefined {
  const { call, rows, focus } = shown
  const steps = stepsOf(shown.question)
  const [first = '', ...changes] = steps
  const base = inEnglish(first)
  const plan = readPlan(text, now)
  const kind = readPlan(base, now).kinds[0]?.kind
  const isMoney = aboutMoney.test(call?.operation ?? '')
  const { zone } = new Text(base)
  const isByClock =
    zone !== undefined && plan.period !== undefined && plan.period.zone === undefined
  const said = isByClock ? `${text.replace(/[\s?!.]+$/, '')} (${zone})?` : text
  const goOn = (step = said): Resolved | undefined =>
    call === undefined ? undefined : { question: asSteps([...steps, step]), call }
  const isOfOne = focus !== undefined && rows.length === 1 && focus.noun !== ''
  if (bareWho.test(text) && isOfOne && !isMoney)
    return { question: `who ${deed.exec(shown.question)?.[0] ?? 'created'} ${called(focus)}?` }
  if (bareWho.test(text) && call !== undefined && !call.operation.startsWith('recipe:'))
    return goOn(`who ${deed.exec(shown.question)?.[0] ?? 'created'} these?`)
  if (asksWhy.test(text)) {
    const { service, usage_type: usage } = call?.parameters ?? {}
    const isOfPart = [service, usage, call?.region].some((part) => typeof part === 'string')
    if (isMoney && call !== undefined && isOfPart)
      return { question: asSteps([...steps, 'by usage type compared to the time before']), call }
    const told = reasonSaid(shown)
    if (told !== undefined) return { question: text, said: told }
    const question = whyOf(shown, focus)
    const [chosen] = rows.filter(({ name }) => question?.includes(name))
    const isOfSome = focus === undefined && chosen?.noun === 'alarm' && rows.length > 1
    return question === undefined
      ? { question: text, said: noReason }
      : { question, ...(isOfSome ? noteOf({ row: chosen, of: rows.length }) : {}) }
  }
  const amount = swapAmount(steps.at(-1) ?? '', text)
  if (amount !== undefined) return { question: asSteps([...steps.slice(0, -1), amount]) }
  if (!isMoney && cost.test(text) && theirs.test(text)) return costOf(text, { kind, steps })
  // Who did what was told is no list of users.
  if (call?.operation === 'recipe:recent_changes' && doers.test(text)) return goOn()
  if (countsThose.test(text)) return goOn()
  if (rows.length > 1 && !isMoney && soOnes.test(text)) return goOn()
  if (changesRows(text)) return goOn()
  const compared = thenToCompare(text, call)
  if (compared !== undefined) return goOn(compared)
  if (swapsName(text, plan, base, now)) return { question: swapped(plan, base, now) }
  const isOther = isOfOther(plan, kind)
  const related = isOther && !isMoney ? ofRows(opened(text), { rows, kind }) : undefined
  if (related !== undefined) return related
  if (opening.test(text) && isOther && !isMoney) {
    const { parts, others } = partsOf(opened(text), now)
    const other = others.length === 0 ? swapParts(base, parts, now) : undefined
    if (other !== undefined) return { question: asSteps([other, ...changes.filter(isNarrowing)]) }
    return { question: opened(text) }
  }
  const column = isOther ? kindOfEach(text, rows) : undefined
  if (column !== undefined) return goOn(column)
  if (narrowing.test(text) && !isOther) return goOn()
  if (isMoney && isOfItsOwnKind(text, plan)) return undefined
  if (isMoney && (aboutTime(text, plan) || aboutPart(text, plan))) return goOn()
  const billed = isMoney ? thingsBilled(text, base, now) : undefined
  if (billed !== undefined) return { question: billed }
  if (isRecipe(call) && (isOtherTime(text, plan) || shiftSaid(text) !== undefined)) return goOn()
  const leans = isLeaning(text, plan, rows.length)
  if (leans === undefined) return undefined
  if (leans === 'focus' && focus !== undefined && !opening.test(text))
    return { question: `${text.replace(/[?.!\s]+$/, '')} (${called(focus)})?` }
  return goOn()
}

/** `what about the aurora ones?` */
const soOnes = /^\W*(?:and|but|what about|how about|also|only|just) the [a-z]+ ones\W*$/i

const doers = /\b(?:people|persons|humans?|machines|bots|robots|automation)\b/i

const countsThose =
  /^\W*(?:and |so )?how many (?:(?:is|are|was|were|of) )*(?:that|those|these|them|it|they)\b[^?]{0,12}\W*$/i

const noReason =
  'A list does not tell why. Name what is meant, as “why is checkout-api failing?”, or ask what changed: alarms, services, functions and stacks tell why they fail, and the bill why it rose.'

/** Whether a question speaks of another kind of thing than was shown. */
const isOfOther = ({ kinds }: Plan, kind: Kind | undefined) =>
  kinds.length > 0 && kinds[0]?.kind.list !== kind?.list

/** Which row was chosen says nothing of another kind of thing. */
const isNarrowing = (step: string) =>
  !/\b(?:(?:old|new|larg|small|bigg|cheap|high|low)est|most|least|first|last|sort|order|top)\b/i.test(
    step,
  )

const aboutTime = (text: string, { period, group, regions, kinds }: Plan) =>
  [period, group, regions].some((part) => part !== undefined) ||
  kinds.length > 0 ||
  /\b(?:before|earlier|prior|previous)\b/i.test(text)

/** `how many functions do we have?` after a bill is of functions. */
const isOfItsOwnKind = (text: string, { kinds }: Plan) =>
  kinds.length > 0 &&
  kinds.every(({ kind }) => !/^(?:service|region|account)$/.test(kind.noun)) &&
  /^\W*(?:(?:which|what|how many|list|show|is|are|do|does|who)\b)(?:\W+\w+){2,}/i.test(text) &&
  !cost.test(text) &&
  !/\b(?:it|that|this|them|those|these|they|bill|spend\w*|costs?|paid|pay)\b/i.test(text)

/** `how much of it has no environment tag?`: a part of the amount that was told. */
const aboutPart = (text: string, { tags, kinds }: Plan) =>
  kinds.length === 0 &&
  (tags.length > 0 || /\btag(?:s|ged)?\b|\buntagged\b/i.test(text)) &&
  /\bhow much\b|\b(?:of|in) (?:it|that|this|which)\b|^\W*(?:and|what about|without|with)\b/i.test(
    text,
  )

/** `and the second most?`: the next one in the order of which the first was asked for. */
function nextInOrder(text: string, call: SentCall | undefined): SentCall | undefined {
  const [, word] =
    /^\s*(?:and |what about |which (?:one )?is |who is )?(?:the )?(next|second|third|fourth|fifth)(?: (?:one|most|least|\w+est|(?:most|least) \w+|place))?\s*[?.!]*$/i.exec(
      text,
    ) ?? []
  const cut = /^(.*) \| \[(?::1|(\d+):\d+)\]$/s.exec(call?.query ?? '')
  if (word === undefined || cut === null || call === undefined) return undefined
  const [, whole = '', from = '0'] = cut
  const at = word === 'next' ? Number(from) + 1 : ordinals.indexOf(word.toLowerCase())
  return { ...call, query: `${whole} | [${at}:${at + 1}]` }
}

const theirs =
  /\b(?:for |of )?(?:any of |all of |each of |either of |one of )?(?:them|those|these|they)\b/i

/** `since when are they running?` after what instances cost: of these, and not of the bill. */
function thingsBilled(text: string, base: string, now: Date): string | undefined {
  const [kind] = readPlan(base, now).kinds
  if (kind === undefined || !theirs.test(text) || cost.test(text)) return undefined
  // `cost by service`: those are parts of the bill.
  if (/\b(?:by|per|each|every) $/i.test(base.slice(0, kind.at))) return undefined
  const before =
    /(?:(?!(?:the|our|my|all|of|for|do|are|is|on|by|which|what|how|does|did)\b)[\w-]+ )?$/i.exec(
      base.slice(0, kind.at),
    )?.[0]
  return text.replace(theirs, `the ${before ?? ''}${kind.said}`)
}

const isRecipe = (call: SentCall | undefined) => call?.operation.startsWith('recipe:') === true

/** Nothing but another time: `how many in the last hour?`, `and yesterday?`. */
const isOtherTime = (text: string, plan: Plan) =>
  plan.period !== undefined &&
  plan.words.length + plan.kinds.length + plan.names.length + plan.ids.length === 0 &&
  !/\b(?:it|that|this|its)\b/i.test(text)

/** Bills know a whole kind of thing at most, and not some of it. */
function costOf(
  text: string,
  { kind, steps }: { kind: Kind | undefined; steps: readonly string[] },
): Resolved {
  const [base = '', ...changes] = steps
  const isWhole =
    changes.every((step) => !isNarrowing(step)) &&
    wholeList.test(base) &&
    readPlan(base, new Date(0)).names.length === 0
  if (kind !== undefined && isWhole)
    return { question: text.replace(theirs, (said) => said.replace(/\w+$/, pluralOf(kind))) }
  return {
    question: text,
    said: 'What these cost is not known: Cost Explorer tells costs by service, region, account, usage type and tag, not by single things. Ask for the cost of the service, or by a tag.',
  }
}

const wholeList =
  /^\W*(?:(?:please|can you|could you) )*(?:list|show|what|which|display|give me|how many)\b(?:(?! (?:without|with|not|no|older|in|that|named|called|tagged|un\w+|public|stopped|running|idle)\b).)*$/i

/** `compared to 2 hours ago?` after what was measured: what it was then. */
function thenToCompare(text: string, call: SentCall | undefined): string | undefined {
  const [, then] =
    /\b(?:compared? (?:to|with)|vs\.?|versus|than|against) (.+?)\s*[?.!]*$/i.exec(text) ?? []
  return /^recipe:(?:metrics|database_load)$/.test(call?.operation ?? '') ? then : undefined
}

const opening =
  /^\s*(?:ok(?:ay)?,? |so,? |now,? |then,? )*(?:and|but|also|only|just|what about|how about|(?:the )?same (?:for|in)|or)\b,?\s*/i

const narrowing = /^\s*(?:ok(?:ay)?,? |and |but |now )*(?:only|just)\b/i

const opened = (text: string) =>
  text.replace(/^\s*(?:ok(?:ay)?,? |so,? )*(?:and|but|also|what about|how about|or)\b,?\s*/i, '')

const pointsBack =
  /\b(?:them|those|these|they|their|ones?|of (?:them|those|these)|of the (?:two|three|four|five)|which one|the (?:list|results?|others?|rest))\b/i

/** Who did what the question before spoke of. */
const bareWho =
  /^\s*(?:and |but )?(?:by whom|by who|who (?:did|was) (?:that|this|it)|who)\s*[?!.]*$/i
const deed = /\b(?:start|launch|creat|open|chang|modif|delet|stopp|deploy|updat|terminat|remov)\w*/i

const change =
  /^\s*(?:sort|order|group|rank|filter|count|show (?:only|just|me only)|limit|sum|total|how many|by|per|in|from|for|over|during|since|last|this|until|before|after|with|without|not|top|any|the (?:oldest|newest|largest|biggest|smallest)|(?:which|who|what) (?:one|of))\b/i

/** How many of the rows, or in which order, says nothing of one of them. */
const shape = /^\s*(?:sort|order|rank|top \d|limit|first \d|last \d|only the (?:top|first) )/i

/** Whether a question leans on what was shown: on the rows, or on the one thing. */
function isLeaning(text: string, plan: Plan, rows: number): 'rows' | 'focus' | undefined {
  const isOwn = plan.names.length + plan.ids.length > 0 || intentOf(plan)?.left.length === 0
  const words = text.trim().split(/\s+/).length
  if (pointsBack.test(text) && plan.kinds.length === 0 && rows !== 1) return 'rows'
  if (opening.test(text) && plan.names.length === 0) return 'rows'
  if (plan.kinds.length > 0 || isOwn) return undefined
  if (shape.test(text)) return 'rows'
  if (rows !== 1 && (change.test(text) || words <= 4))
    return /^(?:since when|who|when|is|does|has|are)\b/i.test(text) && !pointsBack.test(text)
      ? 'focus'
      : 'rows'
  return words <= 9 ? 'focus' : undefined
}

/** `what about analytics-db?` is the question before, of another thing. */
function swapsName(text: string, plan: Plan, question: string, now: Date): boolean {
  const before = readPlan(question, now)
  return (
    opening.test(text) &&
    plan.names.length === 1 &&
    before.names.length > 0 &&
    plan.words.length === 0
  )
}

function swapped(plan: Plan, question: string, now: Date): string {
  const [old = ''] = readPlan(question, now).names
  return question.replace(old, plan.names[0] ?? old)
}
