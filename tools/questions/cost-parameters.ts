import { environment } from './intents/intent.ts'
import type { Plan } from './plan.ts'
import type { Period } from './time/period.ts'
import { periodBefore, takePeriod } from './time/take-period.ts'
import { Text } from './words/text.ts'

/** What a question about money says of the `cost` recipe's parameters. */
export function costParameters(plan: Plan, now: Date): Record<string, unknown> {
  const { question, period, tags, threshold, names, words } = plan
  const forecast = forecastOf(question)
  const by = groupingOf(question)
  const env = words.find(({ word }) => environment.test(word))
  const tagged = tags.find(({ value }) => value !== undefined)
  const said = {
    ...(forecast === undefined ? {} : { forecast }),
    ...(period === undefined || forecast !== undefined ? {} : { period: timesOf(period) }),
    ...(plan.compared === undefined ? {} : { compare: comparedTo(plan, now) }),
    ...(by ??
      (/\b(?:trend|month(?:ly| by month)|per month|each month|over time|dai?ly|per day|each day|day by day)\b/i.test(
        question,
      )
        ? { by: 'none' }
        : {})),
    ...granularityOf(question),
    ...serviceOf(plan),
    ...(tagged === undefined ? {} : { tag: tagged.key, tag_value: tagged.value }),
    ...(tagged !== undefined || env === undefined ? {} : { tag: 'Env', tag_value: env.word }),
    ...(tagged !== undefined || env !== undefined ? {} : partyOf(question)),
    ...(tagged !== undefined || names[0] === undefined || /^\d{12}$/.test(names[0])
      ? {}
      : { tag: 'Service', tag_value: names[0] }),
    ...(/\b\d{12}\b/.test(question) ? { account: /\b\d{12}\b/.exec(question)?.[0] } : {}),
    ...(threshold?.unit === 'dollars' || threshold?.unit === 'count'
      ? { over: threshold.value }
      : {}),
    ...(/\bamortized\b/i.test(question) ? { metric: 'AmortizedCost' } : {}),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

function timesOf({ start, end }: Period) {
  return { start: start.toISOString(), end: end.toISOString() }
}

function comparedTo({ compared: said = '', period: own }: Plan, now: Date) {
  const before = periodBefore(`the ${said.replace(/^the /, '')}`, own?.start, now)
  if (before !== undefined && /before/.test(said)) return timesOf(before)
  const period = takePeriod(new Text(said), now)
  return period === undefined ? undefined : timesOf(period)
}

function forecastOf(question: string): string | undefined {
  const isAhead =
    /\b(?:forecast\w*|predict\w*|expected|project(?:ed|ion)|estimate[ds]?|going to (?:cost|pay|spend)|will (?:we |it |this |the )?[\w ]*?(?:cost|pay|spend|be)|end of (?:the |this )?month)\b|\bnext (?:month|3 months|three months|quarter)\b/i.test(
      question,
    )
  if (!isAhead) return undefined
  if (/\bnext (?:3|three) months\b|\bnext quarter\b/i.test(question)) return 'next_3_months'
  return /\bnext month\b/i.test(question) ? 'next_month' : 'this_month'
}

/** `by region`, `per team`: a dimension of the bill, or a tag. */
function groupingOf(question: string): Record<string, string> | undefined {
  const found =
    /\b(?:by|per|each|every|which|top \d+|what|most expensive|biggest)(?: are)?(?: the)?(?: top \d+)? (?:aws |linked |cost )?(services?|regions?|accounts?|usage types?|instance types?|applications?|apps?|projects?|products?|teams?|owners?|environments?|envs?|departments?|cost ?cent(?:er|re)s?|tags?(?: \w+)?|record types?|charge types?)\b/i
      .exec(question)?.[1]
      ?.toLowerCase()
  if (found === undefined) return undefined
  const word = found.replace(/s$/, '')
  const dimension = dimensions[word]
  if (dimension !== undefined) return { by: dimension }
  const [, key] = /^tags? (\w+)/.exec(found) ?? []
  return {
    by: 'tag',
    ...(key === undefined ? tagFor(word) : { tag: key[0]?.toUpperCase() + key.slice(1) }),
  }
}

const dimensions: Readonly<Record<string, string>> = {
  service: 'service',
  region: 'region',
  account: 'account',
  'usage type': 'usage_type',
  'instance type': 'instance_type',
  'record type': 'record_type',
  'charge type': 'record_type',
}

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
  /^(?:whole|entire|same|other|most|least|expensive|biggest|top|costs?|cost|spend|spent|is|are|was|in|by|for|this|last|per|each|and|or|has|have|did|does)$/i

/** The key under which such things are tagged mostly. */
function tagFor(word: string): Record<string, string> {
  if (/^(?:application|app|product)$/.test(word)) return { tag: 'Service' }
  if (/^env/.test(word)) return { tag: 'Env' }
  if (/^cost/.test(word)) return { tag: 'CostCenter' }
  return word === 'tag' ? {} : { tag: word[0]?.toUpperCase() + word.slice(1) }
}

function granularityOf(question: string): Record<string, string> {
  if (/\b(?:daily|per day|each day|every day|by day|day by day)\b/i.test(question))
    return { granularity: 'daily' }
  return /\b(?:monthly|per month|each month|by month|month by month|trend|over time|develop\w*|histor\w+)\b/i.test(
    question,
  )
    ? { granularity: 'monthly' }
    : {}
}

const serviceWords =
  /\b(ec2|s3|rds|lambda|ecs|eks|fargate|dynamo(?:db)?|sqs|sns|cloudfront|cloudwatch|cloudtrail|vpc|ebs|efs|fsx|elb|alb|nlb|route ?53|kms|bedrock|sagemaker|ses|ecr|api gateway|opensearch|elasticache|redshift|glue|athena|kinesis|compute|storage|networking|containers?|databases?|data transfer|load balanc\w+|nat gateways?|instances?|servers?|buckets?|functions?|queues?|tax|support)\b/i

function serviceOf({ question }: Plan): Record<string, string> {
  const found = serviceWords.exec(question.replace(/\binstance types?\b/i, ' '))?.[1]?.toLowerCase()
  if (found === undefined) return {}
  if (/^nat/.test(found)) return { usage_type: 'NatGateway' }
  if (/^data transfer/.test(found)) return { usage_type: 'DataTransfer' }
  return { service: kindServices[found.replace(/s$/, '')] ?? found }
}

const kindServices: Readonly<Record<string, string>> = {
  instance: 'ec2',
  server: 'ec2',
  bucket: 's3',
  function: 'lambda',
  queue: 'sqs',
  'load balancer': 'elb',
  'load balancing': 'elb',
  database: 'rds',
  container: 'ecs',
}
