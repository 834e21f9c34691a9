import { comparedDays, monthSoFar } from '../../recipes/money/bill/compared-days.ts'
import { usageLabelIn } from '../../recipes/money/bill/usage-named.ts'
import { environment, onTrack, rise } from '../intents/intent.ts'
import type { Plan } from '../plan.ts'
import { type Period, startOf } from '../time/period.ts'
import { toSend } from '../time/sent-period.ts'
import { takePeriod } from '../time/take-period.ts'
import { Text } from '../words/text.ts'
import { costPeriods } from './cost-periods.ts'
import { wordsAbout } from './cost-words.ts'
import { partsSaid } from './parts-said.ts'
import { serviceWordsIn } from './service-words.ts'

/** What a question about money says of the `cost` recipe's parameters. */
export function costParameters(plan: Plan, now: Date): Record<string, unknown> {
  const parts = partsSaid(plan)
  if (parts === undefined) return parametersOf(plan, now)
  const given = Object.entries(parametersOf(parts.rest, now)).filter(
    ([name]) => !/^(?:by|granularity|share|compare)$/.test(name),
  )
  // Which of the parts is dearer is no question of two times.
  const { compare } = costPeriods(parts.rest.question, now)
  return {
    ...Object.fromEntries(given),
    ...(compare === undefined ? {} : { compare: toSend(compare) }),
    between: parts.names.join(', '),
  }
}

function parametersOf(plan: Plan, now: Date): Record<string, unknown> {
  const { question, threshold } = plan
  const forecast = forecastOf(question, now)
  const { service, usage_type, ...part } = { ...serviceOf(plan), ...partyOrTag(plan) } as Part
  const { period, compare } =
    forecast === undefined ? costPeriods(question, now) : heldAhead(question, now)
  const held =
    compare ??
    (plan.compared === undefined ? undefined : readWords(plan.compared, now)) ??
    (forecast === undefined && (asksRise(question) || plan.compared !== undefined)
      ? before(period, now)
      : undefined)
  const by = groupingOf(plan) ?? causeOf(held, service)
  const taken = [service, ...Object.values(part), plan.words.find(isEnvironment)?.word]
  const said = {
    forecast,
    period: period && toSend(period),
    compare: held && toSend(held),
    ...(by ??
      ([isCourse, perDay, perWeek, perMonth].some((one) => one.test(question))
        ? { by: 'none' }
        : {})),
    ...granularityOf(question, held !== undefined),
    ...(usage_type === undefined ? { service } : { usage_type }),
    ...part,
    words: wordsAbout(
      plan,
      taken.filter((one) => one !== undefined),
    ),
    account: /\b\d{12}\b/.exec(question)?.[0],
    over:
      threshold?.unit === 'dollars' || threshold?.unit === 'count' ? threshold.value : undefined,
    metric: /\bamortized\b/i.test(question) ? 'AmortizedCost' : undefined,
    order: isLeast.test(question) ? 'least' : undefined,
    share: isShare.test(question) ? 'yes' : undefined,
    tagged: by?.by === 'tag' && isOfTagged(question) ? 'only' : undefined,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/** A time that is over is what is to come held against. */
function heldAhead(question: string, now: Date): { period?: Period; compare?: Period } {
  const { period, compare } = costPeriods(question, now)
  const other = compare ?? period
  const isHeld = /\b(?:than|vs\.?|versus|against|compar\w*|over|exceed|beat|surpass)\b/i.test(
    question,
  )
  return isHeld && other !== undefined && other.end <= startOf('month', now)
    ? { compare: other }
    : {}
}

const isLeast = /(?<!\bat )\bleast\b|\b(?:cheapest|lowest|smallest|tiniest)\b/i

const isShare = /\b(?:shares?|per ?cent\w*|fractions?|proportions?|portions?)\b|%/i

/** “Ignore untagged”; and who it is has to have a name. */
const isOfTagged = (question: string) =>
  isWithoutUntagged.test(question) ||
  /\b(?:who|whose|whom|which (?:owner|team|person))\b/i.test(question)

const isWithoutUntagged =
  /\b(?:ignor\w*|exclud\w*|except(?:ing)?|leav(?:e|ing) out|skip\w*|disregard\w*|without|not counting|minus) (?:the |all |any(?:thing)? |what(?:'s| is) |that is |those )*(?:untagged|unowned|unallocated|without)/i

/** What changed within a service shows by its usage types. */
const causeOf = (held: Period | undefined, service: string | undefined) =>
  held === undefined || service === undefined ? undefined : { by: 'usage_type' }

/** “Did it go up?” is asked of two times, “since September” of each month. */
const asksRise = (question: string) =>
  rise.test(question) && !/\bsince\b/i.test(question) && !/\beach\b|\bper\b/i.test(question)

function before(period: Period | undefined, now: Date): Period {
  const { start, end } = comparedDays(period ?? monthSoFar(now)).before
  return { start: new Date(start), end: new Date(end) }
}

/** Whether it is of a part of the bill: of a service, a tag, a region, or whatever may be called so. */
export const isOfPart = (plan: Plan, now = new Date(0)): boolean => {
  const { service, usage_type, tag_value, without_tag, words, account, between } = costParameters(
    plan,
    now,
  )
  const parts = [
    ...[service, usage_type, tag_value, without_tag, words, account, between],
    plan.regions,
  ]
  return parts.some((part) => part !== undefined)
}

/** Whether it is of a service or of one region, and of nothing else that may be on the bill. */
export const isOfServiceOrRegion = (plan: Plan, now = new Date(0)): boolean => {
  const { service, usage_type, tag_value, without_tag, words, account, between } = costParameters(
    plan,
    now,
  )
  const others = [usage_type, tag_value, without_tag, words, account, between]
  return (
    others.every((one) => one === undefined) &&
    (service !== undefined || typeof plan.regions === 'string' || plan.regions?.length === 1)
  )
}

interface Part {
  service?: string
  usage_type?: string
  tag?: string
  tag_value?: string
  without_tag?: string
}

const isEnvironment = ({ word }: { word: string }) => environment.test(word)

const readWords = (said: string, now: Date) => takePeriod(new Text(said), now)

/** “What will December cost?”: a month that is to come. */
function monthAhead(question: string, now: Date): string | undefined {
  const [, , month] =
    /\b(will|going to|forecast|expected?|projected|predict\w*)\b.*\b(jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i.exec(
      question,
    ) ?? []
  if (month === undefined) return undefined
  const names = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
  const ahead = (names.indexOf(month.slice(0, 3).toLowerCase()) - now.getUTCMonth() + 12) % 12
  return ahead === 0
    ? 'this_month'
    : ahead === 1
      ? 'next_month'
      : ahead < 4
        ? 'next_3_months'
        : undefined
}

function forecastOf(question: string, now: Date): string | undefined {
  const isAhead =
    onTrack.test(question) ||
    /\b(?:forecast\w*|predict\w*|expected|project(?:ed|ion)|estimate[ds]?|going to (?:cost|pay|spend)|will (?:we |it |this |the )?[\w ]*?(?:cost|pay|spend|be)|(?:end|rest|remainder) of (?:the |this )?(?:month|quarter|year|20\d\d)|year[- ]end)\b|\bnext (?:month|3 months|three months|quarter)\b/i.test(
      question,
    )
  // As the end of the year is read.
  if (isAhead && /\bdecember 31\b/i.test(question)) return 'this_year'
  const named = monthAhead(question, now)
  if (named !== undefined) return named
  if (!isAhead) return undefined
  if (/\bnext (?:3|three) months\b|\bnext quarter\b/i.test(question)) return 'next_3_months'
  if (/\bnext month\b/i.test(question)) return 'next_month'
  // “For the rest of the year”, “by year-end”, “this quarter”, “Q4” where it is that.
  const [, year] = /\b(?:in|of|for|by) (20\d\d)\b/.exec(question) ?? []
  if (
    Number(year) === now.getUTCFullYear() ||
    /\b(?:the|this|calendar|current|full) year\b|\byear[- ]end\b/i.test(question)
  )
    return 'this_year'
  const [, quarter] = /\bq([1-4])\b/i.exec(question) ?? []
  return Number(quarter) === Math.floor(now.getUTCMonth() / 3) + 1 ||
    /\b(?:the|this|current) quarter\b/i.test(question)
    ? 'this_quarter'
    : 'this_month'
}

/** `by region`, `per team`: a dimension of the bill, or a tag; of several regions each. */
function groupingOf({ question, regions, tags, names }: Plan): Record<string, string> | undefined {
  // “Use the owner tag”.
  const [, own] =
    /\b(?:use|using|by|via|from|per) (?:the |our )?([\w-]+) tags?\b/i.exec(question) ?? []
  if (own !== undefined && !/^(?:the|a|cost|allocation|of|any|all|no)$/i.test(own))
    return { by: 'tag', tag: own.charAt(0).toUpperCase() + own.slice(1) }
  const [, valued] = /\btag values? (?:of|for|in) (?:the )?(?:tag )?([\w-]+)/i.exec(question) ?? []
  if (valued !== undefined) return { by: 'tag', tag: capital(valued) }
  const found =
    /\b(?:by|per|each|every|which|top \d+|what|most expensive|biggest|cheapest|dearest|costliest|priciest|least expensive)(?: are| is)?(?: of)?(?: the| our| my| your)?(?: top \d+)? (?:aws |linked |cost |(?:ec2|s3|rds|lambda|vpc|ebs|ecs|dynamodb) (?=usage|instance))?(services?|instance class(?:es)?|regions?|accounts?|usage types?|instance types?|applications?|apps?|projects?|products?|teams?|owners?|environments?|envs?|departments?|cost ?cent(?:er|re)s?|tags?(?: \w+)?|record types?|charge types?)\b/i
      .exec(question)?.[1]
      ?.toLowerCase()
  if (
    found === undefined &&
    /^\W*(?:so |and )?(?:who|whose)\b/i.test(question) &&
    names.length === 0
  )
    return { by: 'tag', tag: 'Owner' }
  if (found === undefined && ofCredits.test(question)) return { by: 'record_type' }
  if (found === undefined)
    return Array.isArray(regions) && regions.length > 1 ? { by: 'region' } : undefined
  const word = found.replace(/(?<=class)es$|(?<=[^s])s$/, '')
  const dimension = dimensions[word]
  if (dimension !== undefined) return { by: dimension }
  if (tags.some(({ missing }) => missing)) return undefined
  const [, key] = /^tags? (\w+)/.exec(found) ?? []
  return {
    by: 'tag',
    ...(key === undefined ? tagFor(word) : { tag: key[0]?.toUpperCase() + key.slice(1) }),
  }
}

const ofCredits = /\b(?:credits?|refunds?|discounts?)\b/i

const dimensions: Readonly<Record<string, string>> = {
  service: 'service',
  region: 'region',
  account: 'account',
  'usage type': 'usage_type',
  'instance type': 'instance_type',
  'instance class': 'instance_type',
  'record type': 'record_type',
  'charge type': 'record_type',
}

/** What carries a tag or lacks it, an environment, or the team that it is of. */
function partyOrTag({ question, tags, words }: Plan): Record<string, string> {
  const missing = tags.find((tag) => tag.missing)?.key ?? untaggedIn(question)
  if (missing !== undefined) return { without_tag: capital(missing) }
  const tagged = tags.find(({ value }) => value !== undefined)
  if (tagged?.value !== undefined) return { tag: tagged.key, tag_value: tagged.value }
  const env = words.find(isEnvironment)
  return env === undefined ? partyOf(question) : { tag: 'Env', tag_value: env.word }
}

/** “Has no owner”, “without a team”, “untagged”: the key that is missing; `any` where none is said. */
function untaggedIn(question: string): string | undefined {
  const [, noun] =
    /\b(?:(?:has|have|having|got|with|carr(?:y|ies)) no|without(?: an?| any)?|lack(?:s|ing)?(?: an?| any)?) (owner|team|project|env(?:ironment)?|cost ?cent(?:er|re)|department|application|tags?)s?\b/i.exec(
      question,
    ) ?? []
  if (noun !== undefined)
    return /^tag/i.test(noun) ? 'any' : (tagFor(noun.toLowerCase()).tag ?? noun)
  if (isWithoutUntagged.test(question)) return undefined
  if (/\bunowned\b|\bnobody owns\b|\bno one owns\b/i.test(question)) return 'Owner'
  return /\b(?:untagged|unallocated|(?:not|n't|isn't|aren't) (?:be )?(?:tagged|allocated|attributed))\b/i.test(
    question,
  )
    ? 'any'
    : undefined
}

const capital = (key: string) =>
  key === 'any' || /[A-Z:]/.test(key) ? key : `${key.charAt(0).toUpperCase()}${key.slice(1)}`

/** `the search team`, `project apollo`: whose costs they are, by the tag that such mostly have. */
function partyOf(question: string): Record<string, string> {
  const [, before, noun, after] =
    /\bthe ([\w.-]+)(?:'s)? (team|squad|project|app|application|product|department)\b|\b(?:project|app|application|product|team) ([\w.-]+)/i.exec(
      question,
    ) ?? []
  const value = before ?? after
  if (value === undefined || ofNoParty.test(value)) return {}
  return { ...tagFor((noun ?? 'service').toLowerCase().replace('squad', 'team')), tag_value: value }
}

const ofNoParty =
  /^(?:whole|entire|same|other|most|least|expensive|biggest|top|costs?|cost|costing|spends?|spending|spent|pays?|paying|uses?|burns?|is|are|was|in|by|for|this|last|per|each|and|or|has|have|did|does)$/i

/** The key under which such things are tagged mostly. */
function tagFor(word: string): { tag?: string } {
  if (/^(?:application|app|product)$/.test(word)) return { tag: 'Service' }
  if (/^env/.test(word)) return { tag: 'Env' }
  if (/^cost/.test(word)) return { tag: 'CostCenter' }
  return word === 'tag' ? {} : { tag: word.charAt(0).toUpperCase() + word.slice(1) }
}

const isCourse = /\bdai?ly\b/i

const perDay =
  /\b(?:daily|per day|each day|every day|by day|day by day|(?:which|what) days?|(?:most|least) expensive days?|(?:dearest|costliest|cheapest|priciest) days?)\b|(?<!\b(?:in|for|over|within|about|of|than|once) )\ba day\b(?! ago)/i

const perWeek =
  /\b(?:weekly|per week|each week|every week|by week|week by week|(?:which|what) weeks?)\b|(?<!\b(?:in|for|over|within|about|of|than|once) )\ba week\b(?! ago)/i

const perMonth =
  /\b(?:monthly|per month|each month|every month|by month|month by month|(?:which|what) months?|(?:most|least) expensive months?|trend|over time|develop\w*|histor\w+)\b|(?<!\b(?:in|for|over|within|about|of|than|once) )\ba month\b(?! ago)/i

/** Of two times that are held against each other the course is not asked; of a rise it is. */
function granularityOf(question: string, isCompared: boolean): Record<string, string> {
  if (perDay.test(question)) return { granularity: 'daily' }
  if (isCompared) return {}
  if (perWeek.test(question)) return { granularity: 'weekly' }
  return perMonth.test(question) || (rise.test(question) && /\bsince\b/i.test(question))
    ? { granularity: 'monthly' }
    : {}
}

/** A part of the bill that is narrower than a service goes before it. */
function serviceOf({ question }: Plan): Record<string, string> {
  const usage = usageLabelIn(question)
  if (usage !== undefined) return { usage_type: usage.label }
  if (/\bec2 ?- ?other\b/i.test(question)) return { service: 'EC2 - Other' }
  const plain = question.replace(/\binstance types?\b/i, ' ')
  const [found] = serviceWordsIn(plain)
  return found === undefined ? {} : { service: found.name }
}
