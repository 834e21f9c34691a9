import type { Json } from '../../json.ts'
import type { Plan, Word } from '../plan.ts'
import { alike, camelWords, stem } from '../words/stem.ts'
import { amongSaid } from './among.ts'
import { type Condition, having } from './condition.ts'
import { ageCondition, weekdayCondition } from './dates.ts'
import { eitherOf } from './either.ts'
import { type Field, fieldsOf } from './fields.ts'
import { heldTogether } from './held-together.ts'
import { lengthCondition } from './lengths.ts'
import { membersSaid, wordsOf } from './match-members.ts'
import { compoundConditions, fieldRank, isState, valueCondition } from './match-values.ts'
import { measuredSaid } from './measured.ts'
import { memberCondition } from './member-condition.ts'
import { groupField, groupSaid, orderOf } from './order.ts'
import { phrasesSaid, wordsWithin } from './phrases.ts'
import type { Seen } from './seen.ts'
import { isSize, thresholdCondition } from './sizes.ts'
import { isTag, tagField } from './tag-field.ts'
import { isWhy, reasonsOf, toldBy } from './to-tell.ts'
import { isToldBeside } from './told-beside.ts'
import { totalField } from './totals.ts'
import { versionSaid } from './versions.ts'

export function look(plan: Plan, items: readonly Json[], now: Date): Seen {
  const fields = fieldsOf(items)
  const among = { fields, items, now }
  const conditions: Condition[] = []
  const used = new Set<Word>()
  const places = new Map<Condition, number>()
  const add = (condition: Condition, at: number) => {
    conditions.push(condition)
    places.set(condition, at)
  }
  const untold = plan.tagsRead === true || fields.some(isTag) ? [] : plan.tags
  for (const { key, value, missing, at } of plan.tags.filter((tag) => !untold.includes(tag))) {
    const field = tagField(key, fields)
    const said = having(value === undefined ? `${key} tag` : `${key} ${value}`, missing)
    if (value === undefined) add({ field, test: { is: 'present' }, denied: missing, said }, at)
    else add({ field, test: { is: 'oneOf', values: [value] }, denied: missing, said }, at)
  }
  const version = versionSaid(plan, among)
  if (version !== undefined) {
    add(version.condition, version.words[0]?.at ?? 0)
    for (const word of [...version.words, ...runningOn(plan, version.words)]) used.add(word)
  }
  const held = heldTogether(plan, fields, items)
  if (held !== undefined) {
    add(held.condition, held.at)
    for (const word of held.words) used.add(word)
  }
  const counted =
    plan.asked === 'count' ||
    plan.asked === 'howmuch' ||
    /\bnumber of\b|\b(?:most|fewest|least) (?!recent)\w+s\b/i.test(plan.question)
  const phrases = phrasesSaid(plan, fields, items)
  for (const phrase of phrases) {
    const { field, values, denied, said, at } = phrase
    for (const word of wordsWithin(phrase, plan.words)) used.add(word)
    if (values !== undefined)
      add({ field, test: { is: 'oneOf', values }, denied, said: having(said, denied) }, at)
  }
  const called = phrases
    .filter(({ values }) => values === undefined)
    .map(({ field, said, denied, at }) => ({
      field,
      words: [{ word: said, stem: said, denied, at }],
    }))
  const numeric =
    plan.total !== undefined || plan.threshold !== undefined || plan.asked === 'howmuch'
  const flag = /\b(?:enabled|disabled|enable|disable|activated|turned (?:on|off))\b/i.test(
    plan.question,
  )
  const measure = measuredSaid(plan, fields)
  for (const word of measure?.words ?? []) used.add(word)
  for (const { condition, words } of compoundConditions(
    plan.words.filter((word) => !used.has(word)),
    among,
  )) {
    add(condition, words[0]?.at ?? 0)
    for (const word of words) used.add(word)
  }
  const open = plan.words.filter((word) => !used.has(word))
  const pairs = membersSaid(open, fields, { least: 2, counted, numeric, flag })
  const paired = new Set(pairs.flatMap(({ words }) => words))
  const told: Field[] = []
  const isDated = plan.age !== undefined || plan.period !== undefined
  for (const word of open.filter((each) => !paired.has(each))) {
    // How long something is unused is read from a date.
    if (
      (isDated &&
        /^(?:(?:un)?used|using|signed|logged|login|(?:un)?(?:updated|changed|touched|edited|altered)|started|launched|fired|triggered|rang|went|gone|cleared|resolved)$/.test(
          word.word,
        )) ||
      (plan.asked === 'who' && doing.test(word.word))
    ) {
      used.add(word)
      continue
    }
    const isTold = isToldBeside(plan.question, word)
    if (isTold && membersSaid([word], fields, { counted, numeric }).length > 0) continue
    const condition = valueCondition(word, among)
    if (condition === undefined) continue
    if (isTold) {
      told.push(condition.field)
      used.add(word)
      continue
    }
    add(condition, word.at)
    used.add(word)
    for (const verb of open) if (isVerbOf(verb, condition, word)) used.add(verb)
  }
  const columns: Field[] = [
    ...told,
    ...(held?.fields ?? []),
    ...conditions.map(({ field }) => field),
  ]
  const rest = plan.words.filter((word) => !used.has(word) && !paired.has(word))
  const membersCalled = [
    ...(measure === undefined ? [] : [measure]),
    ...called,
    ...pairs,
    ...membersSaid(rest, fields, {
      counted,
      flag,
      numeric: numeric || (plan.age !== undefined && isKept.test(plan.question)),
      lacking: (field) =>
        field.type === 'number' && items.some((item) => field.of(item).includes(0)),
    }),
  ]
  const taken = new Set([...used, ...membersCalled.flatMap(({ words }) => words)])
  // Of “termination protection” or “parameter group” no half is meant, where nothing says of the whole.
  const isBeside = (first: Word, second: Word) => second.at === first.at + first.word.length + 1
  const members = membersCalled.filter(
    ({ words: [word, ...others] }) =>
      word === undefined ||
      others.length > 0 ||
      !plan.words.some(
        (one) =>
          !taken.has(one) &&
          ((isBeside(word, one) && isSetting.test(one.word)) ||
            (isBeside(one, word) && isHead.test(word.word) && !ofAnyHead.test(one.word))),
      ),
  )
  for (const { field, words } of members) {
    for (const word of words) used.add(word)
    columns.push(field, ...besideOf(field, words, fields))
    const condition = memberCondition(plan, { field, words }, items)
    if (condition !== undefined) add(condition, words[0]?.at ?? 0)
  }
  const state = fields.filter(isState).toSorted((a, b) => fieldRank(a) - fieldRank(b))[0]
  for (const word of plan.words.filter((each) => !used.has(each) && stateWords.test(each.word))) {
    if (state === undefined) break
    used.add(word)
    columns.push(state)
  }
  for (const word of plan.words)
    if (/^(?:date|time)s?$/.test(word.word) && columns.some(({ type }) => type === 'date'))
      used.add(word)
  // “Versioning suspended or off” denies it, and says so once.
  for (const word of plan.words)
    if (word.word === 'suspended' && conditions.some(({ denied }) => denied)) used.add(word)
  const left = plan.words.filter((word) => !used.has(word))
  const named = members.map(({ field }) => field)
  const lasting = lengthCondition(plan, { fields, named })
  if (lasting !== undefined) {
    add(lasting, (plan.age ?? plan.threshold)?.at ?? 0)
    columns.push(lasting.field)
    for (const word of left) if (lengthWords.test(word.word)) used.add(word)
  }
  const whenPlan = lasting === undefined ? datedPlan(plan) : timeless(plan)
  const aged = ageCondition(whenPlan, { fields, now, named, left })
  if (aged !== undefined) {
    add(aged, whenPlan.age?.at ?? plan.question.indexOf(plan.period?.said ?? ''))
    columns.push(aged.field)
    for (const word of left) if (isOfDate(word, aged.field)) used.add(word)
  }
  const onDay = weekdayCondition(plan, { fields, named }, items)
  if (onDay !== undefined) {
    add(onDay, plan.weekday?.at ?? 0)
    columns.push(onDay.field)
    for (const word of plan.words) if (isOfDate(word, onDay.field)) used.add(word)
  }
  const limited = thresholdCondition(plan, {
    fields,
    named,
    columns,
    items,
  })
  if (limited !== undefined) add(limited, plan.threshold?.at ?? 0)
  for (const { kind } of plan.kinds.slice(1)) {
    const nouns = wordsOf(kind.noun)
    const other = membersSaid(
      nouns,
      fields.filter(({ name }) => /(?:id|name|arn|identifier)$/i.test(name)),
      { least: nouns.length },
    )[0]
    if (other !== undefined) columns.push(other.field)
  }
  const asked = toldBy(plan, fields)
  if (asked !== undefined) {
    columns.push(asked)
    for (const word of plan.words)
      if (isOfDate(word, asked) || (/^oldest/i.test(asked.name) && /^wait/.test(word.word)))
        used.add(word)
  }
  const reasons = isWhy(plan) ? reasonsOf(plan, fields) : []
  if (reasons.length > 0) columns.splice(0, columns.length, ...reasons)
  if (reasons.length > 0)
    for (const { word, at } of plan.words) {
      const isOfWhy =
        word === 'why' || /^(?:stop|fail|renew|die|dead|br[eo]|happen|stuck)/.test(word)
      if (isOfWhy) for (const one of plan.words) if (one.at === at) used.add(one)
    }
  const order = orderOf(
    plan,
    fields,
    members.map(({ field }) => field),
  )
  if (order !== undefined) {
    columns.push(order.field)
    for (const word of plan.words)
      if (
        (/^(?:space|storage|data)$/.test(word.word) && isSize(order.field)) ||
        (plan.order === undefined && word.at > plan.question.lastIndexOf(' by ')) ||
        (order.field.type === 'date' &&
          (/^(?:time|gone|going|been)$/.test(word.word) || isOfDate(word, order.field)))
      )
        used.add(word)
  }
  const by = plan.group === undefined && order === undefined ? groupSaid(plan, fields) : undefined
  for (const word of by?.words ?? []) used.add(word)
  // What the things are counted by is no condition on them.
  const beforeGroup = conditions.filter(
    (one) => !by?.words.some(({ at }) => at === places.get(one)),
  )
  const total = totalField(plan, { fields, members, items })
  if (total !== undefined) {
    columns.push(total.field)
    if (isSize(total.field))
      for (const word of plan.words) if (sizeWords.test(word.word)) used.add(word)
  }
  const kept = reasons.length > 0 ? [] : eitherOf(plan, unique(beforeGroup), places)
  // “How many postgres and how many mysql”: each by itself.
  const [both] = kept
  const apart =
    plan.asked === 'count' &&
    kept.length === 1 &&
    conditions.length > 1 &&
    both?.test.is === 'oneOf' &&
    /\band\b/i.test(plan.question)
      ? both.field
      : undefined
  const group = plan.group === undefined ? (by?.field ?? apart) : groupField(plan.group, fields)
  const first = plan.first ?? (order !== undefined && plan.order?.cut === true ? 1 : undefined)
  const ofWhich = amongSaid(plan, kept, places)
  return {
    // Why something is so is no question of whether.
    conditions: kept,
    ...(ofWhich.length === 0 ? {} : { among: ofWhich }),
    columns: [...new Set(columns)],
    ...(order === undefined ? {} : { order }),
    ...(first === undefined ? {} : { first }),
    ...(group === undefined ? {} : { group }),
    ...(total === undefined ? {} : { total }),
    unused: [
      ...plan.words.filter((word) => !used.has(word)),
      ...untold.map(({ key, missing, at }) => ({
        word: `${key} tag`,
        stem: 'tag',
        denied: missing,
        at,
      })),
      ...(plan.weekday === undefined || onDay !== undefined ? [] : [asWord(plan.weekday)]),
      ...(plan.order === undefined || order !== undefined ? [] : [asWord(plan.order)]),
      ...(plan.age === undefined || aged !== undefined || lasting !== undefined
        ? []
        : [asWord(plan.age)]),
      ...(plan.period === undefined ||
      aged !== undefined ||
      plan.age !== undefined ||
      (lasting !== undefined && whenPlan.period === undefined)
        ? []
        : [asWord({ said: plan.period.said, at: plan.question.indexOf(plan.period.said) })]),
      ...(plan.threshold === undefined ||
      limited !== undefined ||
      (plan.age === undefined && lasting !== undefined) ||
      (whenPlan.age !== plan.age && aged !== undefined)
        ? []
        : [asWord(plan.threshold)]),
      ...(plan.group === undefined || group !== undefined
        ? []
        : [asWord({ said: plan.group, at: plan.question.toLowerCase().indexOf(plan.group) })]),
      ...(plan.total === undefined || total !== undefined ? [] : [asWord(plan.total)]),
    ],
  }
}

/** The others of a map that was named as a whole, as environment variables; the value that a key has. */
function besideOf(
  field: Field,
  words: readonly Word[],
  fields: readonly Field[],
): readonly Field[] {
  const [, holder = '', leaf = ''] = /^(?:(.*)\.)?([^.]+)$/.exec(field.path) ?? []
  if (holder === '' || leaf === '') return []
  const ofHolder = fields.filter(
    (one) => one !== field && one.depth === field.depth && one.path.startsWith(`${holder}.`),
  )
  if (/.Key$/.test(leaf))
    return ofHolder.filter(({ path }) => path === `${holder}.${leaf.replace(/Key$/, 'Value')}`)
  const own = camelWords(leaf).map(stem)
  const isNamed = words.some((word) => own.some((part) => alike(part, word.stem)))
  return isNamed || !/variables$/i.test(holder) ? [] : ofHolder.slice(0, 12)
}

/** How a length is spoken of. */
const lengthWords =
  /^(?:hold\w*|keep\w*|kept|retain\w*|stor\w+|run\w*|tak\w+|last\w*|allow\w*|logs?|data|longest|messages?|wait\w*)$/

/** What is read as a length is no age, nor a time to look at. */
function timeless({ age, period, ...rest }: Plan): Plan {
  return age === undefined && rest.threshold === undefined
    ? rest
    : period === undefined
      ? rest
      : { ...rest, period }
}

/** A length that no member is one of is an age. */
function datedPlan(plan: Plan): Plan {
  const { threshold } = plan
  if (plan.age !== undefined || threshold === undefined) return plan
  if (!/^(?:seconds|days)$/.test(threshold.unit) || threshold.exact === true) return plan
  const { value, unit, more, said, at } = threshold
  return { ...plan, age: { days: unit === 'days' ? value : value / 86_400, older: more, said, at } }
}

/** What was understood and has nothing here that it could be read from: said as a word that was not used. */
const asWord = ({ said, at }: { said: string; at: number }): Word => {
  const word = said.toLowerCase()
  return { word, stem: word, denied: false, at }
}

/** Of anything: what stands before it says of what. */
const isHead = /^(?:group|policy|class|type)$/
const ofAnyHead = /^(?:same|different|other|own|current|exact|each|right|new|old)$/

const isSetting =
  /^(?:type|protection|insights?|validation|mode|logs?|logging|lock|rotation|recovery|statements?|headers?|resolution|compliance)$/

/** For what is added up where it is a size. */
const sizeWords = /^(?:size|storage|space|data|disk|capacity|take|takes|taking|occup\w+)$/

const stateWords = /^(?:status|state|health|condition|doing)$/

/** What somebody did: who it was is asked of CloudTrail. */
const doing =
  /^(?:start|launch|creat|mak|made|open|chang|modif|delet|stopp|terminat|remov|deploy|behind|updat|ran|add)\w*$/

/** `accept` of “instances that accept IMDSv1”, `assume` of “roles that Lambda can assume”. */
const isVerbOf = (verb: Word, { field }: Condition, said: Word) =>
  (/^(?:accept|allow|support|enforc|requir|permit)/.test(verb.word) &&
    verb.at + verb.word.length + 1 === said.at) ||
  (/^(?:open|exposed|reach|accessib)/.test(verb.word) && /cidrs$/i.test(field.name)) ||
  (/^(?:assum|trust)/.test(verb.word) && /principal\./i.test(field.name))

/** Lengths of time that are configured. */
const isKept = /\b(?:kept|keeps?|keeping|retain\w*|retention|stored)\b/i

/** `functions running on python 3.9`: how they are of a version. */
const runningOn = ({ words, question }: Plan, said: readonly Word[]): Word[] =>
  words.filter(
    (word) =>
      /^(?:running|hosted|based|built|older|newer|lower|higher|below|above|before|after|least)$/.test(
        word.word,
      ) &&
      said.some(
        ({ at }) =>
          at > word.at &&
          /^(?: on| the| than| [\w.-]+){0,4} v?$/i.test(
            question.slice(word.at + word.word.length, at),
          ),
      ),
  )

const unique = (all: readonly Condition[]) =>
  all.filter(
    (one, place) =>
      all.findIndex(
        ({ field, test }) =>
          field === one.field && JSON.stringify(test) === JSON.stringify(one.test),
      ) === place,
  )

/** `touched` of a last modification: what the date itself says. */
const isOfDate = ({ word }: Word, { name }: Field) =>
  // Rotation is a setting as well: only a date of it is what the word says.
  (!/^rotat/.test(word) || /rotat/i.test(name)) &&
  /^(?:ages?$|creat|launch|start|add|made|mak|modif|updat|chang|touch|edit|deploy|expir|us|last|rotat|set|issu)/.test(
    word,
  ) &&
  /creat|launch|start|modif|updat|chang|after|used|access|date|time|issued/i.test(name)
