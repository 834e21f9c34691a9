import { serviceNames } from '../catalogue/services.ts'
import { columnsOf } from '../columns/columns-of.ts'
import { valueAt } from '../columns/value-at.ts'
import { findOperation } from '../executor/find-operation.ts'
import { type Json, jsonBytes } from '../json.ts'
import { listed as namesListed, said } from '../recipes/evidence/wording.ts'
import type { RegionResult, ToolResult } from '../tool.ts'
import { differenceSaid } from './difference-said.ts'
import { holds, keeps } from './lens/condition.ts'
import { type Field, fieldsOf, isObject } from './lens/fields.ts'
import { fieldRank, isState } from './lens/match-values.ts'
import { queryOf } from './lens/query-of.ts'
import type { Seen } from './lens/seen.ts'
import type { Looked } from './look-at.ts'
import { isExcluded, itemsOf } from './narrow.ts'
import type { KindSaid, Plan } from './plan.ts'
import { asksOfAll, asksOfEach, fieldSaid, pluralOf, tell, valueSaid } from './say.ts'
import type { Kind } from './things/kind.ts'
import type { Listed, Thing } from './things/list-things.ts'
import { parentColumns, withParents } from './things/parents.ts'
import type { Reader } from './things/reader.ts'
import { asksShare, groupSaid, isShareWord, shareSaid, totalSaid } from './totals-said.ts'

interface Telling {
  base?: string
  plan: Plan
  kind: Kind
  reader: Reader
  listed: Listed
}

export async function resultOf(
  looked: Looked,
  { plan, kind, reader, listed, base }: Telling,
): Promise<ToolResult> {
  const { kept, things, unknownNames, isNamed, attribute } = looked
  const asksAll = plan.asked === 'yesno' && asksOfEach(plan.question)
  const { among: ofWhich, ...seenOfAll } = looked.seen
  const seen: Seen = asksAll && ofWhich !== undefined ? looked.seen : seenOfAll
  const isUnknown = unknownNames.length > 0 && !isNamed
  const share =
    asksShare(plan.question) && plan.threshold?.unit !== 'percent'
      ? shareSaid({ kept, all: looked.described, seen }, kind)
      : undefined
  const alike = isUnknown ? undefined : sameSaid(kept, seen, plan)
  const ignored = isUnknown
    ? []
    : seen.unused.filter(
        ({ word }) =>
          (alike === undefined || word !== 'same') &&
          !(share !== undefined && isShareWord(word.toLowerCase())),
      )
  const isUntold = asksWhetherWell(plan, seen)
  // Whether a stack has drifted stands in its state, which says more than yes or no.
  const isOpen =
    !isNamed &&
    seen.conditions.length === 0 &&
    looked.relation === undefined &&
    seen.columns.length > 0 &&
    seen.columns.every(({ type }) => type === 'text')
  const asked =
    (ignored.length > 0 || isUntold || isOpen) && plan.asked === 'yesno' ? 'list' : plan.asked
  const isGlobal = listed.regions.includes('global')
  const where = isGlobal ? '' : whereOf(plan)
  const own = queryOf(seen)
  const earlier = base?.replace(/ \| \[:1\]$/, '')
  const query = earlier === undefined ? own : own === undefined ? earlier : `${earlier} | ${own}`
  const { relation } = looked
  const isWhole = base === undefined && plan.except.length === 0
  const whole = isWhole ? listed.things.length : (looked.before ?? things.length)
  const among = asksAll
    ? looked.described.filter(({ item }) => keeps(seen.among ?? [], item))
    : undefined
  const all = seen.among === undefined || among === undefined ? whole : among.length
  const different = plan.asked === 'compare' ? differenceSaid(kept) : undefined
  const isLost = base !== undefined && things.length === 0 && listed.things.length > 0
  const unseen =
    listed.things.length === 0
      ? unreadSaid(kind, { listed, reader })
      : kept.length === 0
        ? otherUnread(kind, plan, reader)
        : undefined
  const told =
    unseen ??
    (isLost
      ? `Nothing was left of the ${pluralOf(kind)} before, so there is none of which this could be asked.`
      : isUnknown
        ? unknown(kind, unknownNames, listed)
        : different !== undefined
          ? different
          : alike !== undefined
            ? alike
            : isNamed &&
                kept.length > 0 &&
                kept.length <= mostTold &&
                // What several have together is added up.
                (seen.total === undefined || kept.length === 1) &&
                (seen.columns.length > 0 || (plan.asked !== 'list' && plan.asked !== 'count'))
              ? kept.map((thing) => aboutOne(thing, seen, { ...plan, asked })).join('\n')
              : (groupSaid(seen, kept, {
                  kind,
                  which: plan.groupMost,
                  isCounted: /\b(?:how many|number of|count)\b/i.test(plan.question),
                }) ??
                totalSaid(seen, kept, { kind, where, question: plan.question }) ??
                tell({
                  kind,
                  kept,
                  meant: looked.meant,
                  all: isNamed ? things.length : all,
                  others: among?.filter((thing) => !kept.includes(thing)) ?? [],
                  seen:
                    relation === undefined
                      ? seen
                      : { ...seen, conditions: [relationCondition(relation), ...seen.conditions] },
                  // Of what was not understood nothing is affirmed.
                  asked,
                  question: plan.question,
                  where,
                }) +
                  statesSaid(kept, seen) +
                  tiedSaid(looked)))
  const summary = share === undefined ? told : `${told} ${share}`
  // A clause that came to nothing, whose words are all too small to be said.
  const unread = ignored.length > 0 || isUnknown ? undefined : unreadClause(plan, looked)
  const unreadOther = ignored.length > 0 || isUnknown ? undefined : unreadKind(plan, kind, looked)
  const notices = [
    ...(isUntold
      ? [
          `Whether they are well is more than the list of ${pluralOf(kind)} tells, which has their states: what is wrong, their load and their alarms are asked by themselves.`,
        ]
      : []),
    ...(unreadOther === undefined ? [] : [`Not narrowed by “${unreadOther}”.`]),
    ...(unread === undefined ? [] : [`Not narrowed by “${unread}”.`]),
    ...(ignored.length === 0
      ? []
      : [
          `Not narrowed by “${ignored.map(({ word }) => word).join(' ')}”: nothing in the ${pluralOf(kind)} says that.`,
        ]),
    ...(isGlobal &&
    plan.regions !== undefined &&
    plan.regions !== 'all' &&
    !seen.conditions.some(({ said }) => 'having' in said && said.having.startsWith('region '))
      ? [`${pluralOf(kind)} belong to the whole account: not narrowed by region.`]
      : []),
    ...(plan.asked === 'yesno' &&
    !isUntold &&
    !isNamed &&
    alike === undefined &&
    ignored.length === 0 &&
    seen.conditions.length === 0 &&
    relation === undefined &&
    asksOfAll.test(plan.question)
      ? ['Whether all of them are so was not understood: what follows is all there are.']
      : []),
    ...exceptNothing(plan, listed.things),
    ...[...reader.cut].map((operation) => `${operation} has more than was looked at.`),
    ...bareSaid({ listed, reader }),
  ]
  const shown = isUnknown ? [] : withParents(kind, kept)
  const regions = regionsOf(shown, seen, plan.asked === 'count' ? mostOfCount : undefined)
  const failed = failuresOf(reader, shown)
  const empty = listed.regions.filter(
    (region) => ![...regions, ...failed].some((one) => one.region === region),
  )
  return {
    status:
      failed.length === 0
        ? 'ok'
        : regions.length > 0 || failed.length < listed.regions.length
          ? 'partial'
          : 'error',
    operation: attribute ?? listed.operation,
    understood: `${understood(plan, kind, seen)}${base === undefined ? '' : ` · of ${shownSaid(looked.before, kind)} before`}`,
    summary,
    call: {
      operation: kind.list,
      ...(kind.parameters === undefined ? {} : { parameters: { ...kind.parameters } }),
      ...(query === undefined ? {} : { query }),
      ...(listed.regions.includes('global') ? {} : { region: regionText(plan) }),
    },
    columns: await columnsFor(listed.operation, { kind, seen, shown }),
    ...(notices.length === 0 ? {} : { notice: notices.join(' ') }),
    regions:
      [...regions, ...failed].length === 0
        ? [{ region: listed.regions[0] ?? 'global', status: 'ok', items: [], truncated: false }]
        : [...regions, ...failed],
    ...(empty.length === 0 || shown.length === 0 ? {} : { empty_regions: [...empty] }),
  }
}

/** What was to be left out and is nowhere: that nothing was. */
const exceptNothing = ({ except }: Plan, things: readonly Thing[]): string[] =>
  except
    .filter(
      (word) =>
        !things.some(({ names }) => names.some((name) => name.toLowerCase().includes(word))),
    )
    .map((word) => `Nothing was left out: none of them is called “${word}”.`)

/** “Do the databases look ok?”, where no state of theirs was read from it. */
const asksWhetherWell = ({ asked, question }: Plan, { conditions }: Seen): boolean =>
  asked === 'yesno' &&
  conditions.length === 0 &&
  /\b(?:ok(?:ay)?|fine|well|alright|all right|good|healthy|happy)(?: now| today| right now)?[?.! ]*$/i.test(
    question,
  )

/** “Do they run the same version?”: whether what is asked of the things is the same of all. */
function sameSaid(
  kept: readonly Thing[],
  { columns, conditions }: Seen,
  { asked, question }: Plan,
): string | undefined {
  const decided = new Set(conditions.map(({ field }) => field))
  const field = columns.find((one) => !decided.has(one) && one.type !== 'list')
  if (asked !== 'yesno' || !/\bsame\b/i.test(question)) return undefined
  if (field === undefined || kept.length < 2) return undefined
  const values = new Set(kept.map(({ item }) => valueSaid(field, item)))
  if (values.size === 1) return `Yes: the same ${fieldSaid(field)}, ${[...values][0] || 'none'}.`
  const each = kept.slice(0, 8).map(({ name, parent, region, item }) => {
    const place = [parent, region].filter(Boolean).join(', ')
    return `${name} (${place}): ${valueSaid(field, item) || 'none'}`
  })
  return `No, they differ in their ${fieldSaid(field)}: ${each.join('; ')}.`
}

/** Another kind that is spoken of and that nothing came of: “roles that Lambda can assume”, where all are listed. */
/** Of which those are that were asked about: `the 8 buckets`. */
const shownSaid = (many: number | undefined, kind: Kind) =>
  many === undefined || many === 0
    ? 'those'
    : many === 1
      ? `the ${kind.noun}`
      : `the ${many} ${pluralOf(kind)}`

function unreadKind({ kinds, question }: Plan, kind: Kind, looked: Looked): string | undefined {
  const { conditions, columns, group, order } = looked.seen
  const isRead =
    looked.isNamed ||
    looked.relation !== undefined ||
    conditions.length > 0 ||
    group !== undefined ||
    order !== undefined
  if (isRead || looked.kept.length < 2) return undefined
  const other = kinds.find(
    (said) =>
      said.kind.list !== kind.list &&
      said.kind.list !== kind.within?.list &&
      !(said.kind.noun === kind.runs && columns.some(({ path }) => path.startsWith('LastRun.'))) &&
      // “Functions and their log groups” wants both.
      !/\b(?:and|or|their|its|of|in|with|each|per) (?:the |all |our )*$|[,&] *$/i.test(
        question.slice(0, said.at),
      ),
  )
  const isShown = columns.some(({ words }) =>
    words.some((word) => other?.kind.noun.toLowerCase().startsWith(word.slice(0, 5))),
  )
  return isShown ? undefined : other?.said
}

/** What holds or not of the things asked for, where nothing at all was read from it. */
function unreadClause(
  { question, kinds, names, ids, except, elsewhere = [] }: Plan,
  looked: Looked,
) {
  const { conditions, columns, order, first, group, total } = looked.seen
  const isRead =
    [...conditions, ...columns, ...kinds.slice(1), ...names, ...ids, ...except, ...elsewhere]
      .length > 0 || [order, first, group, total, looked.relation].some((one) => one !== undefined)
  return isRead ? undefined : restricting.exec(question)?.[0].trim()
}

const restricting =
  /\b(?:whose|where|that|which|who|with) (?=.*\b(?:not|never|no|\w+n't|more|less|fewer|than|too|enough|should|supposed|ought|only|at least|most)\b)(?!.*\b(?:do|did) we (?:have|own)\b).{4,60}?(?=[?.!,;]|$)/i

const relationCondition = ({ said, denied }: KindSaid) =>
  ({ said: { having: denied ? `no ${said}` : said } }) as unknown as Seen['conditions'][number]

const regionText = ({ regions }: Plan) =>
  regions === undefined ? 'all' : typeof regions === 'string' ? regions : regions.join(',')

/** Said where the list is of regions: one of the whole account says it as a condition, or not at all. */
const whereOf = ({ regions }: Plan) =>
  regions === undefined || regions === 'all'
    ? ''
    : ` in ${typeof regions === 'string' ? regions : regions.join(' and ')}`

function unknown(kind: Kind, names: readonly string[], { things }: Listed): string {
  const near = things.slice(0, 8).map(({ name }) => name)
  const there =
    near.length === 0
      ? `There are no ${pluralOf(kind)} at all.`
      : `There ${near.length === 1 ? 'is' : 'are'}: ${near.join(', ')}${things.length > near.length ? `, and ${things.length - near.length} more` : ''}.`
  return `No ${kind.noun} is called ${names.join(' or ')}. ${there}`
}

/** Of so many named things each is told by itself. */
const mostTold = 6

/** What was asked of one named thing: yes or no for each condition, values for what was named. */
function aboutOne(
  { name, item, region }: Thing,
  { conditions, columns }: Seen,
  { asked }: Plan,
): string {
  const decided = new Set(conditions.map(({ field }) => field))
  const told = [...new Set(columns)]
    .filter((field) => !decided.has(field))
    .map((field) => factSaid(field, item))
  const verdicts = conditions.map((condition) => ({ yes: holds(condition, item), condition }))
  const place = region === 'global' ? '' : ` (${region})`
  if (verdicts.length > 0) {
    const yes = verdicts.every((verdict) => verdict.yes)
    const parts = verdicts.map(({ yes: one, condition }) => {
      const { said } = condition
      const whole = 'adjective' in said ? said.adjective : said.having
      // What is said to lack something, and does not, has it.
      const isTwice = !one && condition.denied && /^(?:not?) /.test(whole)
      const text = isTwice ? whole.replace(/^not? /, '') : whole
      const isSo = one || isTwice
      const verb = 'adjective' in said ? (isSo ? 'is' : 'is not') : isSo ? 'has' : 'has no'
      return `${verb} ${text} (${factSaid(condition.field, item)})`
    })
    return `${asked === 'yesno' ? (yes ? 'Yes: ' : 'No: ') : ''}${name}${place} ${parts.join(' and ')}${told.length === 0 ? '' : `; ${told.join(', ')}`}.`
  }
  return told.length === 0 ? `${name}${place}:` : `${name}${place}: ${told.join(', ')}.`
}

/** `Url=https://shop.example` of a list of keys and values. */
function pairsSaid(field: Field, item: Json): string | undefined {
  const pairs = field.of(item).flatMap((entry) => {
    if (!isObject(entry)) return []
    const key = Object.entries(entry).find(([name]) => /^(?:\w+)?Key$/i.test(name))?.[1]
    const value = Object.entries(entry).find(([name]) => /^(?:\w+)?Value$/i.test(name))?.[1]
    return typeof key === 'string' && typeof value === 'string' ? [`${key}=${value}`] : []
  })
  return pairs.length === 0 ? undefined : said(pairs.slice(0, 12).join(', '), 300)
}

/** The member and its value; of what has members itself, the first of them. */
function factSaid(field: Field, item: Json): string {
  if (field.type !== 'list') return `${fieldSaid(field)}: ${valueSaid(field, item) || 'none'}`
  const pairs = pairsSaid(field, item)
  if (pairs !== undefined) return `${fieldSaid(field)}: ${pairs}`
  const [inner] = fieldsOf([item]).filter(
    ({ name, type, many }) =>
      name.startsWith(`${field.name}.`) &&
      type !== 'list' &&
      !/id$|arn$/i.test(name) &&
      (!many || true),
  )
  return inner === undefined
    ? `${fieldSaid(field)}: none`
    : `${fieldSaid(inner)}: ${valueSaid(inner, item) || 'none'}`
}

/** That others have as much of it as the one that is told first. */
function tiedSaid({ tied = [], meant, seen: { order } }: Looked): string {
  if (tied.length === 0 || order === undefined) return ''
  const names = new Set(tied.map(({ name }) => name))
  const of = `the same ${fieldSaid(order.field)}`
  return tied.length + 1 === meant
    ? ` All ${meant} have ${of}.`
    : ` ${namesListed([...names], 5)} ${tied.length === 1 ? 'has' : 'have'} ${of}.`
}

/** How many are in which state, where the question does not ask for one. */
function statesSaid(kept: readonly Thing[], { conditions }: Seen): string {
  if (kept.length < 2 || conditions.some(({ field }) => isState(field))) return ''
  const [state] = fieldsOf(itemsOf(kept))
    .filter((field) => isState(field) && !field.many)
    .toSorted((a, b) => fieldRank(a) - fieldRank(b))
  if (state === undefined || state.depth > 2) return ''
  const counts = Map.groupBy(kept, ({ item }) => String(state.of(item)[0] ?? 'none'))
  if (counts.size < 2 || counts.size > 6) return ''
  return ` By ${fieldSaid(state)}: ${[...counts].map(([value, of]) => `${of.length} ${value}`).join(', ')}.`
}

/** The name of the things first, then what they are within, what was asked of them, then what matters for their kind. */
async function columnsFor(
  operation: string,
  { kind, seen, shown }: { kind: Kind; seen: Seen; shown: readonly Thing[] },
): Promise<string[]> {
  const found = await findOperation(operation, serviceNames)
  const fits = (path: string) => shown.some(({ item }) => valueAt(item, path) !== undefined)
  const [name, ...others] = (await columnsOf(found)).filter(fits)
  const asked = [...seen.columns, ...(seen.group === undefined ? [] : [seen.group])]
    .filter(({ type }) => type !== 'list')
    .map(({ path }) => path)
  const within = parentColumns(kind, shown)
  return [...new Set([...(name === undefined ? [] : [name]), ...within, ...asked, ...others])]
}

const maxBytes = 30_000

/** Items by region; where they are too large together, what tells them apart and was asked for alone. */
/** Of many that are only to be counted a few are shown. */
const mostOfCount = 20

function regionsOf(kept: readonly Thing[], seen: Seen, most = kept.length): RegionResult[] {
  const whole = jsonBytes(kept.map(({ item }) => item)) <= maxBytes
  const slim = whole ? kept : kept.map((thing) => ({ ...thing, item: slimmed(thing, seen) }))
  let bytes = 0
  const fitting = slim.slice(0, most).filter(({ item }) => {
    bytes += jsonBytes(item) + 1
    return bytes <= maxBytes
  })
  return [...Map.groupBy(fitting, ({ region }) => region)].map(([region, of]) => {
    const left = kept.filter((thing) => thing.region === region).length - of.length
    return {
      region,
      status: 'ok',
      items: of.map(({ item }) => item),
      truncated: left > 0,
      ...(left > 0 ? { hint: `${left} more are not shown: narrow the question.` } : {}),
    }
  })
}

/** Without what is long or nested deeply, unless it was asked for. */
function slimmed({ item }: Thing, { columns }: Seen): Json {
  if (!isObject(item)) return item
  const asked = new Set(columns.map(({ path }) => path.split('.')[0]))
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) => asked.has(name) || /^tag/i.test(name) || jsonBytes(value) <= 100,
    ),
  )
}

function failuresOf(reader: Reader, shown: readonly Thing[]): RegionResult[] {
  const byRegion = Map.groupBy(reader.failures, ({ region }) => region)
  return [...byRegion].flatMap(([region, [first]]): RegionResult[] =>
    first === undefined || shown.some((thing) => thing.region === region)
      ? []
      : [
          {
            region,
            status: 'error',
            code: first.error.code,
            message: first.error.message,
            ...(first.error.details.hint === undefined ? {} : { hint: first.error.details.hint }),
          },
        ],
  )
}

function understood(plan: Plan, kind: Kind, seen: Seen): string {
  const parts = [
    pluralOf(kind),
    ...[...plan.names, ...plan.ids]
      .flatMap((name) => (isExcluded(plan.question, name) ? [`without ${name}`] : [name]))
      .filter(
        (name) =>
          !seen.conditions.some(({ said }) =>
            ('having' in said ? said.having : said.adjective).includes(name),
          ),
      ),
    ...seen.conditions.map(({ said }) => {
      const isOpen = plan.asked === 'yesno' && plan.names.length > 0
      if ('adjective' in said) return isOpen ? `${said.adjective} or not` : said.adjective
      return isOpen ? `whether ${said.having}` : said.having
    }),
    ...(seen.order === undefined
      ? []
      : [`${fieldSaid(seen.order.field)} ${seen.order.descending ? 'descending' : 'ascending'}`]),
    ...(seen.first === undefined ? [] : [`first ${seen.first}`]),
    ...(seen.group === undefined ? [] : [`by ${fieldSaid(seen.group)}`]),
    ...(plan.except.length === 0 ? [] : [`without ${plan.except.join(', ')}`]),
    plan.regions === undefined || plan.regions === 'all'
      ? 'all regions'
      : typeof plan.regions === 'string'
        ? plan.regions
        : plan.regions.join(', '),
  ]
  return parts.join(' · ')
}

/** Where what they are to have to do with could not be read, none of them is said to have nothing. */
function otherUnread(kind: Kind, { kinds }: Plan, { failures }: Reader): string | undefined {
  const other = kinds.find(
    ({ kind: one }) =>
      one !== kind &&
      failures.some(({ operation }) =>
        [one.list, one.within?.list, one.each?.operation].includes(operation),
      ),
  )?.kind
  return (
    other &&
    `The ${pluralOf(other)} could not be read, so which ${pluralOf(kind)} are meant is not known.`
  )
}

/** Those that are listed alone are counted, and said to be known no further. */
function bareSaid({
  listed: { things, operation },
  reader,
}: Pick<Telling, 'listed' | 'reader'>): string[] {
  const bare = things.filter(({ isBare }) => isBare).length
  if (bare === 0) return []
  const why = reader.failures.find((one) => one.operation === operation)?.error.message
  return [
    `${operation} told nothing of ${bare} of them${why === undefined ? '' : ` (${why})`}: that they are there, and what they are called, is all that is known.`,
  ]
}

/** Of what could not be read is not said that there is none. */
function unreadSaid(
  kind: Kind,
  { listed, reader }: Pick<Telling, 'listed' | 'reader'>,
): string | undefined {
  const failed = new Set(reader.failures.map(({ region }) => region))
  if (failed.size === 0) return undefined
  const plural = pluralOf(kind)
  return failed.size >= listed.regions.length
    ? `The ${plural} could not be read, so whether there are any is not known.`
    : `No ${kind.noun} was found where they could be read; not in ${[...failed].join(', ')}.`
}
