import { services } from '../catalogue/services.ts'
import type { Plan } from './plan.ts'
import { dayMs } from './time/period.ts'

type Read = (plan: Plan, now: Date) => Record<string, unknown>

/** What questions about quotas, backups and rotation say of the recipes' parameters. */
export const standingParameters: Readonly<Record<string, Read>> = {
  near_quotas: ({ question, threshold }) => ({
    ...given('threshold', threshold?.unit === 'percent' ? threshold.value : undefined),
    ...given('service', quotaService(question)),
    ...given('quota', quotaNamed(question)),
    ...given('raised', isRaised.test(question) ? 'yes' : undefined),
  }),
  failed_runs: ({ kinds, names, ids, period, age, question }, now) => {
    const asked = new Set(kinds.flatMap(({ kind }) => runKind(kind.noun) ?? []))
    const [only] = asked
    const name = ids[0] ?? names[0]
    const since = age === undefined ? undefined : new Date(now.getTime() - age.days * dayMs)
    return {
      ...given('kind', asked.size === 1 ? only : undefined),
      ...given('name', name),
      // A plain word may be a name: the nightly pipeline.
      ...given('words', name === undefined ? question : undefined),
      ...given(
        'period',
        spanOf(period) ?? (since && { start: since.toISOString(), end: now.toISOString() }),
      ),
    }
  },
  not_rotated: ({ kinds, age, period, question }) => {
    const nouns = new Set(kinds.map(({ kind }) => kind.noun))
    const [only] = nouns
    const span = period === undefined ? undefined : period.end.getTime() - period.start.getTime()
    const days = age?.days ?? (span === undefined ? undefined : span / dayMs)
    const isOfKeys = /\b(?:kms|cmks?|keys?)\b/i.test(question) && !/\bsecrets?\b/i.test(question)
    return {
      ...given('kind', nouns.size === 1 ? only : isOfKeys ? 'KMS key' : undefined),
      ...given('days', days === undefined ? undefined : Math.round(days)),
      ...given('state', rotationSaid(question)),
    }
  },
  image_findings: ({ names, ids, question }) => ({
    ...given(
      'name',
      [...ids, ...names].find((one) => !isVersion.test(one)),
    ),
    ...given('severity', severitySaid(question)),
    ...given('tag', /(?<![\w.-])v?\d+(?:\.\d+)+(?:-[\w.]*\w)?(?![\w-])/.exec(question)?.[0]),
  }),
  health_events: ({ question }) => ({
    ...given('service', healthService(question)),
    ...given('status', statusSaid(question)),
    ...given('category', categorySaid(question)),
  }),
  recommendations: ({ question }) => ({
    ...given(
      'from',
      /\btrusted advisor\b/i.test(question)
        ? 'Trusted Advisor'
        : /\bcompute optimi/i.test(question)
          ? 'Compute Optimizer'
          : undefined,
    ),
    ...given('category', adviceSaid(question)),
  }),
  missing_backups: ({ kinds, names, ids, age, period, question }) => ({
    ...given(
      'kind',
      kinds.map(({ kind }) => keptKind(kind.noun)).find((kind) => kind !== undefined),
    ),
    ...given('name', ids[0] ?? names[0] ?? keptNamed(question)),
    // “Is the carts table backed up?” is of one thing, “what data is not” of none that is called so.
    ...given('words', /^(?:is|does|has|was|when|how)\b/i.test(question) ? question : undefined),
    ...given('days', age === undefined ? undefined : Math.round(age.days)),
    ...given('period', spanOf(period)),
  }),
}

export const isRaised =
  /\b(?:raised|rais(?:e|ing)|increas\w*|bumped|extended|adjusted|lifted|(?:above|over|higher than|more than|beyond) (?:the )?(?:aws )?default|non-?default|custom)\b/i

/** What people call what a quota limits, and how AWS names that. */
const quotaNames: readonly (readonly [RegExp, string])[] = [
  [/\b(?:elastic ips?|eips?)\b/i, 'Elastic IPs'],
  [/\b(?:gpus?|g5|g4|g6|g and vt|graphics)\b/i, 'G and VT'],
  [/\b(?:p[2-9]|p (?:family|instances?|type))\b/i, 'On-Demand P'],
  [/\b(?:inf\d?|inferentia)\b/i, 'On-Demand Inf'],
  [/\b(?:trn\d?|trainium)\b/i, 'On-Demand Trn'],
  [/\b(?:x[12]\w*|x (?:family|instances?|type))\b/i, 'On-Demand X'],
  [/\b(?:g|vt|g[3-9]\w*) (?:family|instances?|type)\b/i, 'G and VT'],
  [/\bspot\b/i, 'Spot'],
  // Of machines there are several, each for other families.
  [
    /\bv-?cpus?\b|\bon-demand\b|\b(?:clos\w*|near\w*|reach\w*|hit\w*|approach\w*)\b.*\b(?:ec2|instances?)\b/i,
    'Running On-Demand',
  ],
  [/\bvpcs?\b/i, 'VPCs per Region'],
  [/\b(?:application )?load balancers?\b|\balbs?\b/i, 'Application Load Balancers'],
  [/\b(?:databases?|db instances?|rds)\b/i, 'DB instances'],
  [/\b(?:lambdas?|concurren\w+)\b/i, 'Concurrent executions'],
  [/\b(?:instances?|v?cpus?|on-demand|servers?|machines?)\b/i, 'On-Demand Standard'],
]

const quotaNamed = (question: string) =>
  isRaised.test(question) ? undefined : quotaNames.find(([said]) => said.test(question))?.[1]

const rotationSaid = (question: string) =>
  /\bnever\b/i.test(question)
    ? 'never'
    : /\b(?:over ?due|late|behind)\b/i.test(question)
      ? 'overdue'
      : undefined

const severitySaid = (question: string) =>
  /\b(critical|high|medium|low)\b/i.exec(question)?.[1]?.toUpperCase() ??
  (/\b(?:any|all) (?:\w+ )?(?:findings?|vulnerabilit\w+|severit\w+)\b/i.test(question)
    ? 'INFORMATIONAL'
    : undefined)

const statusSaid = (question: string) =>
  /\b(?:closed|past|resolved)\b/i.test(question)
    ? 'closed'
    : /\ball\b|^\W*(?:was|were|did|had|has|have)\b|\b(?:recent\w*|lately|in the (?:last|past)|last|yesterday)\b/i.test(
          question,
        )
      ? 'all'
      : /\bopen\b(?!.*\bupcoming\b)/i.test(question)
        ? 'open'
        : /\b(?:upcoming|scheduled?|plann?\w*|coming)\b/i.test(question)
          ? 'upcoming'
          : undefined

const categorySaid = (question: string) =>
  /\b(?:maintenances?|scheduled changes?|planned changes?)\b/i.test(question)
    ? 'scheduledChange'
    : /\b(?:outages?|incidents?|disruptions?|issues?|problems?)\b/i.test(question)
      ? 'issue'
      : undefined

/** Of Trusted Advisor all is asked, unless a part is named. */
const adviceSaid = (question: string) =>
  /\bsecurity\b/i.test(question)
    ? 'security'
    : /\b(?:limits?|quotas?)\b/i.test(question)
      ? 'service_limits'
      : /\b(?:fault|resilien\w*|availability)\b/i.test(question)
        ? 'fault_tolerance'
        : /\bperformance\b/i.test(question)
          ? 'performance'
          : /\btrusted advisor\b/i.test(question) &&
              !/\b(?:costs?|sav\w*|money|spend\w*)\b/i.test(question)
            ? 'everything'
            : undefined

/** What is asked of, by the noun of a kind or by words that stand for it. */
const runKind = (noun: string) => runNouns.find(([pattern]) => pattern.test(noun))?.[1]

const runNouns: readonly (readonly [RegExp, string])[] = [
  [/^training job/i, 'training job'],
  [/^processing job/i, 'processing job'],
  [/^glue job/i, 'Glue job'],
  [/^pipeline/i, 'pipeline'],
  [/^build/i, 'build project'],
  [/^(?:state machine|execution)/i, 'state machine'],
  [/^(?:batch job|job queue)/i, 'batch job'],
  [/^codedeploy/i, 'deployment'],
]

const keptKind = (noun: string) =>
  /^(database|table|file system|volume)\b/i.exec(noun)?.[1]?.toLowerCase()

/** `the orders table`, by what it is called and not by where it is or how. */
function keptNamed(question: string): string | undefined {
  const said =
    /^(?:is|was) (?:the|our|my) ([\w-]+) (?:table|database|db|file system|volume)\b/i.exec(question)
  return said?.[1] !== undefined && !plainWord.test(said[1]) ? said[1] : undefined
}

const plainWord =
  /^(?:whole|main|entire|same|only|first|last|latest|newest|new|old|big\w*|large\w*|small\w*|prod(?:uction)?|live|stag(?:e|ing)|dev(?:elopment)?|test(?:ing)?|qa|rds|aurora|postgres\w*|mysql|sql|dynamo\w*|efs|ebs|root|data|file|customer|encrypted)$/i

const spanOf = (period: Plan['period']) =>
  period === undefined || period.kind !== 'span'
    ? undefined
    : { start: period.start.toISOString(), end: period.end.toISOString() }

/** `EC2 quotas`, `quotas of lambda`: one that is called so, before or after the word. */
function quotaService(question: string): string | undefined {
  const [, before, after] =
    /\b([\w-]+) (?:service )?(?:quotas?|limits?)\b(?:.*?\b(?:of|for|in|on) (?:the |our |aws |amazon )?([\w-]+))?/i.exec(
      question,
    ) ?? []
  return [before, after].find((word) => word !== undefined && serviceWords.has(word.toLowerCase()))
}

/** `events about lambda`, `RDS health events` */
function healthService(question: string): string | undefined {
  const said = [
    /\b(?:about|of|for|on|with|affect(?:s|ing)?) (?:the |our |aws |amazon )*([\w-]+)/i,
    /\b([\w-]+) (?:health )?(?:events?|outages?|issues?|maintenances?)\b/i,
  ].map((pattern) => pattern.exec(question)?.[1]?.toLowerCase())
  return said.find((word) => word !== undefined && serviceWords.has(word) && !ownWords.has(word))
}

const ownWords = new Set(['health', 'events', 'support', 'account', 'organizations'])

const serviceWords = new Set([
  'vpc',
  'ebs',
  'fargate',
  'elb',
  ...Object.values(services).flatMap(({ name, iam }: { name: string; iam: string }) => [name, iam]),
])

const given = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })

const isVersion = /^v?\d+(?:\.\d+)+(?:-[\w.]*\w)?$/
