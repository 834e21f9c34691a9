import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'

/** A kind that a question speaks of, and where. */
export interface Mention {
  kind: Kind
  at: number
  length: number
  /** The words that were used. */
  said: string
}

/** The kinds of things that a text speaks of, in its order; of words that overlap the longest. */
export function kindsSaid(text: string): Mention[] {
  const found = [...text.matchAll(pattern)].flatMap((match) => {
    const kind = kindOf(match[0])
    return kind === undefined
      ? []
      : [{ kind, at: match.index, length: match[0].length, said: match[0].toLowerCase() }]
  })
  const named = found.filter(
    (mention) => !isMeans(mention, text) && !isTypeOf(mention, found, text),
  )
  const bare = bareNouns(text)
  // “Stages of the pipeline” are within it.
  const children = bare.filter(
    ({ kind }) =>
      named.some((one) => one.kind.list === kind.within?.list) &&
      !named.some((one) => one.kind === kind),
  )
  const all = named.some(({ said }) => !bareServices.has(said))
    ? byPlace([...children, ...named])
    : [
        ...byPlace([...bare, ...named]),
        ...(named.length > 0 ? [] : [...bareKeys(text), ...bareGroups(text), ...bareBackups(text)]),
      ]
  return all.map((mention) => runsOf(inContext(mention, text), text))
}

/** “Pipelines that failed” are asked of their executions. */
function runsOf(mention: Mention, text: string): Mention {
  const { runs } = mention.kind
  if (runs === undefined || !/\bfail\w*|\btimed out\b|\bbroke\w*/i.test(text)) return mention
  return { ...mention, kind: kinds.find(({ noun }) => noun === runs) ?? mention.kind }
}

/** “The instance type of the node group”: its own member, and no instance. */
const isTypeOf = ({ kind, at, said }: Mention, all: readonly Mention[], text: string): boolean =>
  /^(?:instance|image)$/.test(kind.noun) &&
  /^ (?:type|class|size)s?\b/i.test(text.slice(at + said.length)) &&
  all.some((other) => other.at > at && ofInstances.test(other.kind.noun))

/** Kinds that say of which type their instances are. */
const ofInstances =
  /^(?:node group|auto scaling group|launch template|SageMaker endpoint|notebook instance|training job|search domain|database cluster)$/

const byPlace = (mentions: readonly Mention[]) => mentions.toSorted((a, b) => a.at - b.at)

/** “Encrypted with a KMS key” is said of what is encrypted; “what triggers it” asks for what does. */
const isMeans = ({ at, kind, said }: Mention, text: string): boolean =>
  // The Lambda service is AWS's own, and none of ECS.
  (/^services?$/.test(said) &&
    /\b(?:lambda|ec2|rds|s3|sns|sqs|glue|events|cloudformation|cloudwatch|dynamodb|sagemaker|iam) $/i.test(
      text.slice(0, at),
    )) ||
  // Whether log files are validated is said of a trail.
  (/^files?$/.test(said) &&
    /^ (?:validation|integrity|transfer)/i.test(text.slice(at + said.length))) ||
  (said === 'triggers' && /\b(?:what|who|that|which(?: \w+)?) $/i.test(text.slice(0, at))) ||
  (kind.noun === 'KMS key' &&
    /\b(?:encrypt\w*|protect\w*|secured?) (?:\w+ ){0,2}(?:with|by|using|under) (?:an? |the |our |its |their |own |customer )*$/i.test(
      text.slice(0, at),
    ))

/** `clusters` of a question about EKS are EKS clusters. */
function inContext(mention: Mention, text: string): Mention {
  const bare = mention.said.replace(/s$/, '')
  const kind = contexts
    .filter(([, words]) => words.test(text))
    .map(([service]) => kindOf(`${service} ${bare}`))
    .find((one) => one !== undefined)
  return kind === undefined ? mention : { ...mention, kind }
}

/** `jobs` are a kind only of a service that is named, as `runs`, `images` and `findings` are. */
function bareNouns(text: string): Mention[] {
  const found = contexts
    .filter(([, words]) => words.test(text))
    .flatMap(([service]) =>
      [
        ...text.matchAll(/(?<![\w-])[a-z]+(?: [a-z]+)?(?![\w-])/gi),
        ...text.matchAll(/[a-z]+/gi),
      ].flatMap((match) => {
        const said = match[0].toLowerCase()
        const kind = bareServices.has(said) ? undefined : kindOf(`${service} ${said}`)
        return kind === undefined ? [] : [{ kind, at: match.index, length: match[0].length, said }]
      }),
    )
  return found.slice(0, 1)
}

/** `keys` that are active, rotated or used are those of users. */
function bareKeys(text: string): Mention[] {
  const [match] = [
    ...text.matchAll(
      /(?<!\b(?:kms|ssh|access|encryption|partition|sort|primary|tag|object|host|api|signing|customer|managed|data|public|private) )\bkeys\b|(?<='s )keys?\b/gi,
    ),
  ]
  // What waits for its deletion is a key of KMS: others go at once.
  const isOfKms = /\bpending deletion\b|\bscheduled (?:for deletion|to be deleted)\b/i.test(text)
  const kind = kindOf(isOfKms ? 'kms key' : 'access key')
  return match === undefined || kind === undefined || !(isOfKms || ofUsers.test(text))
    ? []
    : [{ kind, at: match.index, length: match[0].length, said: 'keys' }]
}

/** `the newest backup` of something is a snapshot of a database; whether things have backups is a setting of theirs. */
function bareBackups(text: string): Mention[] {
  const match =
    /(?<=\b(?:newest|latest|last|oldest|first|most recent|list|all|how many) (?:\w+ )?)backups?\b/i.exec(
      text,
    )
  const kind = kindOf('db snapshot')
  return match === null || kind === undefined
    ? []
    : [{ kind, at: match.index, length: match[0].length, said: match[0].toLowerCase() }]
}

/** `groups` that hold policies or people are those of IAM. */
function bareGroups(text: string): Mention[] {
  const match =
    /(?<![\w-] ?)\bgroups\b|(?<=\b(?:which|what|any|all|the|no|list|show|to|does|has|of) )groups?\b/i.exec(
      text,
    )
  const kind = kindOf('iam group')
  return match === null ||
    kind === undefined ||
    !/\biam\b|\bpolic(?:y|ies)\b|\bmembers?\b|\w(?:Access|Policy)\b/.test(text)
    ? []
    : [{ kind, at: match.index, length: match[0].length, said: match[0].toLowerCase() }]
}

const ofUsers = /\b(?:users?|(?:un)?used|active|inactive|rotat\w+|iam)\b/i

const contexts: readonly (readonly [string, RegExp])[] = [
  ['eks', /\b(?:eks|kubernetes|k8s)\b/i],
  ['ecs', /\b(?:ecs|fargate)\b/i],
  ['rds', /\b(?:rds|databases?|db|aurora)\b/i],
  ['iam', /\biam\b/i],
  ['sagemaker', /\bsagemaker\b/i],
  ['bedrock', /\bbedrock\b/i],
  ['dynamodb', /\bdynamo(?:db)?\b/i],
  ['route53', /\b(?:route ?53|dns)\b/i],
  ['state machine', /\b(?:step ?functions?|state machines?|sfn)\b/i],
  ['ecr', /\b(?:ecr|container registry|vulnerabilit(?:y|ies)|cves?)\b/i],
  ['codebuild', /\b(?:code ?build|build projects?)\b/i],
  ['codedeploy', /\bcode ?deploy\b/i],
  ['pipeline', /\b(?:code ?)?pipelines?\b/i],
  ['codecommit', /\bcode ?commit\b/i],
  ['cloudfront', /\b(?:cloudfront|cdn)\b/i],
  ['eventbridge', /\bevent ?bridge\b/i],
  ['glue', /\b(?:glue|data catalog)\b/i],
  ['athena', /\bathena\b/i],
  ['batch', /\b(?:aws )?batch\b/i],
  ['backup', /\baws backup\b/i],
  ['compliance', /\bcomplian\w*|\bnon-?complian\w*/i],
  ['config', /\baws config\b|\bconfig (?:rules?|recorders?)\b/i],
  ['organization', /\borganizations?\b/i],
  ['elasticache', /\b(?:elasticache|redis|memcached|valkey|caches?)\b/i],
  ['opensearch', /\b(?:opensearch|elasticsearch)\b/i],
  ['efs', /\befs\b/i],
  ['fsx', /\bfsx\b/i],
  ['firehose', /\bfirehose\b/i],
  ['kinesis', /\bkinesis\b/i],
  ['redshift', /\bredshift\b/i],
  ['cognito', /\bcognito\b/i],
  ['waf', /\bwaf\b/i],
  ['guardduty', /\bguard ?duty\b/i],
  ['security hub', /\bsecurity ?hub\b/i],
  ['inspector', /\binspector\b/i],
  ['access analyzer', /\baccess analy[sz]er\b/i],
  ['emr', /\bemr\b/i],
  ['msk', /\b(?:msk|kafka)\b/i],
  ['mq', /\b(?:amazon mq|rabbitmq|activemq)\b/i],
  ['transfer', /\btransfer family\b|\bsftp\b/i],
  ['ssm', /\b(?:ssm|systems manager|parameter store|secure ?strings?)\b/i],
  ['beanstalk', /\bbeanstalk\b/i],
  ['kms', /\bkms\b/i],
  ['memorydb', /\bmemorydb\b/i],
]

const byWords = new Map<string, Kind>()
for (const kind of kinds) {
  for (const said of kind.said) {
    const plain = said.replace(/!$/, '')
    if (!byWords.has(plain)) byWords.set(plain, kind)
    if (!said.endsWith('!'))
      for (const plural of plurals(plain)) if (!byWords.has(plural)) byWords.set(plural, kind)
  }
}
for (const bare of ['cluster', 'clusters']) {
  const kind = byWords.get(`ecs ${bare}`)
  if (kind !== undefined) byWords.set(bare, kind)
}

function plurals(words: string): string[] {
  if (words.endsWith('y') && !/[aeiou]y$/.test(words)) return [`${words.slice(0, -1)}ies`]
  if (/(?:x|ch|sh|ss)$/.test(words)) return [`${words}es`]
  return [`${words}s`]
}

function kindOf(words: string): Kind | undefined {
  const said = words.toLowerCase()
  return byWords.get(said) ?? byWords.get(said.replaceAll('-', ' '))
}

const pattern = new RegExp(
  `(?<![\\w./:@-])(?:${[...byWords.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((words) => words.replaceAll(' ', '[ -]'))
    .join('|')})(?![\\w/:@]|[.-]\\w)`,
  'gi',
)

/** Names of services alone, which name what the service has most of where nothing else is named. */
export const bareServices: ReadonlySet<string> = new Set(
  'ec2 s3 ebs iam rds ecs eks sns sqs dynamodb dynamo route53 acm cloudformation bedrock sagemaker lambda kubernetes k8s aurora fargate db'
    .split(' ')
    .concat('route 53', 'api gateway', 'step functions', 'step function', 'secrets manager')
    .concat('code pipeline', 'code build', 'event bridge', 'parameter store', 'systems manager')
    .concat(
      'aws backup',
      'aws config',
      'aws batch',
      'security hub',
      'transfer family',
      'aws health',
    )
    .concat(
      'elastic beanstalk',
      'lake formation',
      'direct connect',
      'redshift serverless',
      's3 vectors',
    )
    .concat(
      'sfn ecr kms codepipeline codebuild codecommit codedeploy cloudfront cdn eventbridge glue athena elasticache opensearch elasticsearch efs fsx kinesis firehose redshift cognito waf guardduty securityhub inspector emr msk kafka mq ssm beanstalk appconfig agentcore xray memorydb'.split(
        ' ',
      ),
    ),
)
