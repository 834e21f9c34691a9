import { type Kind, kinds } from './kinds.ts'

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
  const all =
    found.length > 0 ? found : [...bareKeys(text), ...bareGroups(text), ...bareBackups(text)]
  return all.map((mention) => inContext(mention, text))
}

/** `clusters` of a question about EKS are EKS clusters. */
function inContext(mention: Mention, text: string): Mention {
  const service = contexts.find(([, words]) => words.test(text))?.[0]
  const bare = mention.said.replace(/s$/, '')
  const kind = service === undefined ? undefined : kindOf(`${service} ${bare}`)
  return kind === undefined ? mention : { ...mention, kind }
}

/** `keys` that are active, rotated or used are those of users. */
function bareKeys(text: string): Mention[] {
  const [match] = [
    ...text.matchAll(
      /(?<!\b(?:kms|ssh|access|encryption|partition|sort|primary|tag|object|host|api|signing|customer|managed|data|public|private) )\bkeys\b/gi,
    ),
  ]
  const kind = kindOf('access key')
  return match === undefined || kind === undefined || !ofUsers.test(text)
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
    /(?<![\w-] ?)\bgroups\b|(?<=\b(?:which|what|any|all|the|no|list|show) )groups?\b/i.exec(text)
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
    .concat('route 53', 'api gateway'),
)
