import { changeRequest } from '../change-request.ts'
import { clausesOf } from '../clauses/split-clauses.ts'
import { asksValue, neverShown } from '../honest-word.ts'
import { cost } from '../intents/intent.ts'
import { inEnglish } from '../languages/gloss.ts'
import { languageOf } from '../languages/language.ts'
import { orderedIn } from '../languages/orders.ts'
import { readPlan } from '../plan.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { asksVersionBefore } from '../version-before.ts'
import { withPlace } from '../words/container.ts'
import { plainly } from '../words/plainly.ts'
import { takeRegions } from '../words/regions.ts'
import { misspeltIn, respelled } from '../words/spelling.ts'
import { Text } from '../words/text.ts'
import { asFile } from './as-file.ts'
import { asksWhy, reasonSaid, whyOf } from './asks-why.ts'
import { behindLine } from './behind-line.ts'
import { chosenAnew } from './chosen-anew.ts'
import { withCorrection } from './corrections.ts'
import { costOfShown } from './cost-of-shown.ts'
import { countedOfEach } from './counts-of-shown.ts'
import { ofDeadLetters } from './dead-letters-of.ts'
import { inClusters } from './in-clusters.ts'
import { inPlaceOf } from './in-place-of.ts'
import { mayAlso } from './may-also.ts'
import {
  aboutMoney,
  called,
  focusOf,
  isMeasured,
  quoted,
  withOwners,
  withPronouns,
  withRow,
} from './meant.ts'
import { measuredOfShown } from './measured-of-shown.ts'
import { namesOnly } from './names-only.ts'
import { withNodes } from './nodes-of.ts'
import { chosenIn, nextChosen } from './of-chosen.ts'
import { ofItsKind } from './of-its-kind.ts'
import { ofMeasure } from './of-measure.ts'
import { asksUsual, billBefore, costOfOne, ofAmount } from './of-money.ts'
import { advice, ofSubject } from './of-subject.ts'
import { ofThatKind } from './of-that-kind.ts'
import { ofTrouble } from './of-trouble.ts'
import { nextInOrder, onRows, opened, theirs } from './on-rows.ts'
import { onesElsewhere, otherPlace, otherScope } from './other-place.ts'
import { othersLike } from './others-like.ts'
import { othersShown } from './others-shown.ts'
import { whichPerson, withPerson } from './persons.ts'
import { ofThemselves, pointsToOne, pointsToRows } from './pointing.ts'
import { referentOf, withRowsOfKind, withThoseOfKind } from './referent.ts'
import { restOf } from './rest-of.ts'
import { rowOfState } from './row-of-state.ts'
import { saidOtherwise, wayOut, wholeBill, wholeElsewhere } from './said-otherwise.ts'
import { severalOf } from './several.ts'
import { severalNamed } from './several-named.ts'
import { asksForMore, type Resolved, type Row, type Shown } from './shown.ts'
import { withShownNames } from './shown-names.ts'
import { sinceWhen } from './since-when.ts'
import { standsAlone } from './stands-alone.ts'
import { asSteps, stepsOf } from './steps.ts'
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
  const told = inEnglishWords(shown)
  const read = respelled(
    english,
    misspeltIn(english).filter(({ word }) => !told.rows.some((row) => speaksOf(row, word))),
  )
  const referent = referentOf(read, billBefore(read, told))
  const own = inClusters(referent.text, referent.shown)
  const resolved = ofClauses(referent.text, own, now) ?? held(resolve(referent.text, own, now), own)
  // What stands alone is asked as it was said: the answer tells how it was read.
  return resolved.question === read && resolved.call === undefined
    ? { ...resolved, question: text }
    : resolved
}

/** What was asked before, as what looks into it reads it. */
const inEnglishWords = (shown: Shown): Shown =>
  languageOf(shown.question) === undefined
    ? shown
    : { ...shown, question: asSteps(stepsOf(shown.question).map((step) => inEnglish(step))) }

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
  // What has a name of theirs in it already points to that.
  const isNamed = shown.rows.some(({ name }) => name.length > 3 && question.includes(name))
  if (!pointsToRows(question) || isNamed) return resolved
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
  const [, place = '', placed = ''] = inFront.exec(asked) ?? []
  const there = placed === '' ? undefined : takeRegions(new Text(`in ${place}`))
  if (there !== undefined)
    return resolve(
      `${placed.replace(/[\s?!.]+$/, '')} in ${place}?`,
      toldOf([there].flat(), shown) ?? shown,
      now,
    )
  const [, ofFirst = ''] = call?.operation === 'recipe:overview' ? (ofWorst.exec(asked) ?? []) : []
  if (ofFirst !== '') return resolve(ofFirst, { ...shown, rows: rows.slice(0, 1) }, now)
  const bill = wholeBill(asked, shown)
  if (bill !== undefined) return resolve(bill.text, bill.shown, now)
  const [base = ''] = stepsOf(shown.question)
  const plain = saidOtherwise(beside(plainly(withCorrection(withoutThanks(asked)))), shown, now)
  const other = wholeElsewhere(plain, shown) ?? wayOut(plain, shown)
  if (other !== undefined) return other
  const said = withPerson(withPlace(switchedOn(withNodes(plain, shown)), base), shown)
  const own = withShownNames(withRowsOfKind(withThoseOfKind(said, shown), shown), shown)
  const text = ofThatKind(sinceWhen(own, shown), shown)
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
  // How many tasks each should have a service says of itself.
  if (call !== undefined && rows.length > 1 && rows[0]?.noun === 'service' && tasksOf.test(text))
    return {
      question: asSteps([...stepsOf(shown.question), 'with their desired count and running count']),
      call,
    }
  const costs = costOfShown(text, shown, now)
  if (costs !== undefined) return costs
  const alone = standsAlone(text, shown, now)
  if (alone !== undefined) return { question: alone }
  const figures =
    whichIsMore(text, shown) ??
    (call !== undefined && isMeasured(call) ? measuredAgain(text, shown, now) : undefined)
  if (figures !== undefined) return figures
  const bound =
    behindLine(text, shown) ??
    mayAlso(text, shown) ??
    versionsOf(text, shown) ??
    chosenAnew(text, shown) ??
    severalNamed(text, shown) ??
    inPlaceOf(text, shown, now)
  if (bound !== undefined) return bound
  const others =
    otherPlace(text, shown) ??
    otherScope(text, shown) ??
    onesElsewhere(text, shown) ??
    othersShown(text, shown)
  if (others !== undefined) return others
  if (call !== undefined && thoseThat(text) !== undefined)
    return { question: asSteps([...stepsOf(shown.question), text]), call }
  const rest = restOf(text, shown)
  if (rest !== undefined) return rest
  const another = ofDeadLetters(text, shown) ?? nextChosen(text, shown)
  if (another !== undefined) return another
  if (call !== undefined && rows.length > 1) {
    const kind = kindListedBy(call)
    const isOfEach = countedOfEach(text, kind) !== undefined || isMeasuredEach.test(text)
    const chosen = withRow(text, shown).row === undefined ? chosenIn(text, kind) : undefined
    if (isOfEach || chosen?.asksMore === true)
      return { question: asSteps([...stepsOf(shown.question), text]), call }
  }
  const names = asFile(text, shown) ?? namesOnly(text, shown)
  if (names !== undefined) return { question: text, said: names }
  const next = nextInOrder(text, call)
  if (next !== undefined) return { question: 'list', call: next }
  const about =
    ofItsKind(text, shown, now) ??
    measuredOfShown(text, shown, now) ??
    ofTrouble(text, shown) ??
    ofSubject(text, shown, now)
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
  if (saves.test(text) && rows.length > 0)
    return savedWithout(text, focus !== undefined && ofOneThing.test(text) ? [focus] : rows)
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
    const why = asksWhy.test(text) ? whyOf(shown, focus) : undefined
    if (why !== undefined && reasonSaid(shown) === undefined) return { question: why }
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

/** Of several that were measured all are held against each other again; of one, more of it. */
const measuredAgain = (text: string, shown: Shown, now: Date): Resolved | undefined =>
  measuredOfShown(text, shown, now) ?? ofMeasure(text, shown, now)

/** `back in us-east-1: how many queues are there?`: of that place. */
const inFront =
  /^\W*(?:(?:and|so|ok(?:ay)?|now|back|again|going|then)\b,? *)*(?:in|to|for|over in) ([\w-]+(?: [a-z]+)?)(?: again| now)?[,:;–-]+ *(\S+ .{6,})$/i

/** The newest answer that told of something in one of the regions. */
function toldOf(regions: readonly string[], shown: Shown): Shown | undefined {
  const told = JSON.stringify(shown.rows) + (shown.said ?? '')
  if (regions.some((region) => told.includes(region))) return shown
  return shown.before === undefined ? undefined : toldOf(regions, shown.before)
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

const ofOneThing = /\b(?:it|that|this)\b/i
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
