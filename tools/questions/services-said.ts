import names from '../catalogue/data/other-services.json' with { type: 'json' }
import { moreServices, type Service, services } from '../catalogue/services.ts'

/** A service of AWS's without a tool of its own that a question names, by its name or by things that it has. */
export interface ServiceSaid {
  /** As AWS calls it. */
  name: string
  /** The clients that read it; none where nothing here does. */
  read: readonly Service[]
  at: number
  said: string
}

/** Those that a question names, the one with the longest name first. */
export function servicesSaid(question: string): ServiceSaid[] {
  // `Chime-Meetings`, as German puts words together.
  const text = question.includes('-')
    ? question.replace(/(?<=\p{L})-(?=\p{Lu}\p{Ll})/gu, ' ')
    : question
  const lower = text.toLowerCase()
  const said = spoken.flatMap(({ name, read, begins, pattern }) => {
    const found = begins.some((begin) => lower.includes(begin)) ? pattern.exec(text) : null
    return found === null ? [] : [{ name, read, at: found.index, said: found[0] }]
  })
  // `opensearch` is a prefix of IAM's, too, beside that of the service which is read.
  return said.filter(
    (one) => one.read.length > 0 || !said.some((other) => other.read.length > 0 && has(other, one)),
  )
}

/** Whether a name stands within another, or is the same. */
const has = (whole: ServiceSaid, part: ServiceSaid): boolean =>
  whole.at <= part.at && whole.at + whole.said.length >= part.at + part.said.length

/** `AWS Step Functions` for its client. */
export const serviceTitle = (service: Service): string =>
  titles[services[service].iam] ?? services[service].name

/** What people say for a service, beside its name: things that it has. */
const alsoSaid: Readonly<Record<string, string>> = {
  kms: 'kms|customer managed keys?|encryption keys?|key rotation|key management service',
  secretsmanager: 'secrets? manager|secrets',
  ssm: 'systems manager|parameter store|ssm(?: parameters?)?|session manager|patch manager',
  wafv2: 'waf(?:v2)?|web acls?|web application firewall',
  cloudfront: 'cloudfront|cdn|distributions',
  elasticache: 'elasticache|redis|memcached|valkey',
  events: 'event ?bridge|event bus(?:es)?|scheduled rules|cron rules',
  states: 'step functions?|state machines?',
  es: 'elasticsearch|opensearch',
  elasticmapreduce: 'emr|elastic map ?reduce',
  elasticfilesystem: 'efs|elastic file system',
  ecr: 'ecr|container registry|image repositor(?:y|ies)',
  kafka: 'msk|kafka',
  kinesis: 'kinesis|data streams',
  'cognito-idp': 'cognito|user pools?',
  codepipeline: 'code ?pipelines?',
  codebuild: 'code ?build',
  codedeploy: 'code ?deploy',
  backup: 'aws backup|backup (?:plans?|vaults?|jobs?)',
  config: 'aws config|config rules|conformance packs?',
  organizations: 'organi[sz]ations?|organi[sz]ational units?|scps?|service control polic(?:y|ies)',
  'access-analyzer': 'access analy[sz]er',
  securityhub: 'security ?hub',
  inspector2: 'inspector',
  macie2: 'macie',
  trustedadvisor: 'trusted advisor',
  health: 'aws health|health dashboard|health events',
  support: 'support (?:cases?|tickets?|plan)',
  budgets: 'budgets?',
  servicequotas: 'service quotas|service limits',
  directconnect: 'direct connect',
  globalaccelerator: 'global accelerators?',
  elasticbeanstalk: '(?:elastic )?beanstalk',
  airflow: 'airflow|mwaa',
  xray: 'x-?ray|traces',
  ds: 'directory service|managed (?:microsoft )?(?:ad|active directory)|active directory',
  sso: 'identity center|aws sso|permission sets?',
  'neptune-db': 'neptune',
  mobiletargeting: 'pinpoint',
  glue: 'glue (?:jobs?|crawlers?|databases?|tables?|catalog)',
  'docdb-elastic': 'document ?db|docdb',
  dms: 'dms|database migration(?: service| tasks?)?|migration tasks?|replication (?:tasks?|instances?)',
  workspaces: 'work ?spaces|virtual desktops?',
  appstream: 'app ?stream',
  apprunner: 'app ?runner',
  appsync: 'app ?sync|graphql apis?',
  amplify: 'amplify(?: apps?)?',
  lightsail: 'lightsail',
  storagegateway: 'storage gateways?|file gateways?|tape gateways?',
  datasync: 'data ?sync',
  quicksight: 'quick ?sight|bi dashboards?',
  route53domains:
    'route ?53 domains|domain registrations?|registered domains?|domain names? (?:that )?(?:are |we )?register\\w*|domains? (?:\\w+ ){0,3}(?:expir\\w+|renew\\w*)|(?:expir\\w+|renew\\w*) (?:\\w+ ){0,2}domains?',
  route53resolver: 'resolver (?:rules?|endpoints?)|dns firewall',
  'acm-pca': 'private (?:ca|cas|certificate authorit(?:y|ies))|acm[ -]pca',
  cloudhsm: 'cloud ?hsm|hsms?',
  'cost-optimization-hub': 'cost optimi[sz]ation hub',
  'vpc-lattice': 'vpc lattice|lattice services?',
  servicediscovery: 'cloud ?map|service discovery',
  appmesh: 'app ?mesh',
  iot: 'aws iot|iot (?:core|things?|devices?|rules?|polic(?:y|ies)|certificates?)|iot',
  connect: 'amazon connect|contact cent(?:er|re)s?|contact flows?',
  rekognition: 'rekognition',
  polly: 'polly',
  textract: 'textract',
  transcribe: 'transcribe|transcription jobs?',
  translate: 'amazon translate|translation jobs?',
  comprehend: 'comprehend',
  lex: 'lex bots?|amazon lex',
  kendra: 'kendra',
  timestream: 'timestream',
  cassandra: 'keyspaces|cassandra',
  aps: 'managed prometheus|amp workspaces?|prometheus workspaces?',
  grafana: 'managed grafana|grafana(?: workspaces?)?',
  mediaconvert: 'media ?convert',
  medialive: 'media ?live',
  shield: 'aws shield|shield advanced|shield protections?|ddos protections?',
  fms: 'firewall manager',
  auditmanager: 'audit manager',
  artifact: 'aws artifact',
  detective: 'amazon detective',
  codeartifact: 'code ?artifact|package repositor(?:y|ies)',
  cloud9: 'cloud9',
  cloudshell: 'cloud ?shell',
  codestar: 'code ?star',
  fis: 'fault injection(?: \\w+)?|chaos experiments?',
  imagebuilder: 'image builder|image pipelines?|image recipes?',
  synthetics: 'canar(?:y|ies)|synthetics',
  evidently: 'evidently',
  rum: 'cloudwatch rum|app monitors?',
  snowball: 'snowballs?|snow family|snowcones?',
  outposts: 'outposts?',
  ground: 'ground station',
  groundstation: 'ground station',
  gamelift: 'game ?lift',
  servicecatalog: 'service catalog|provisioned products?',
  controltower: 'control tower|landing zones?',
  'license-manager': 'license manager',
  proton: 'aws proton',
  mgn: 'application migration service|mgn',
  drs: 'elastic disaster recovery|drs',
  resiliencehub: 'resilience hub',
  'devops-guru': 'devops ?guru',
  'codeguru-reviewer': 'codeguru',
  chatbot: 'aws chatbot',
  wellarchitected: 'well[- ]architected(?: \\w+)?',
  verifiedpermissions: 'verified permissions',
  cleanrooms: 'clean ?rooms',
  datazone: 'data ?zone',
  finspace: 'finspace',
  qbusiness: 'q business',
  pipes: 'event ?bridge pipes?|pipes',
  schemas: 'schema registr(?:y|ies)|event schemas?',
  'cognito-identity': 'identity pools?|federated identit(?:y|ies)',
  databrew: 'databrew',
  kinesisanalytics:
    'kinesis (?:data )?analytics|managed (?:service for )?(?:apache )?flink|flink(?: applications?)?',
  kinesisvideo: 'kinesis video(?: streams?)?|video streams?',
  'elemental-appliances-software': 'elemental appliances',
  deadline: 'deadline cloud|render farms?',
  braket: 'braket',
  managedblockchain: 'managed blockchain|blockchain',
  opsworks: 'ops ?works',
  simpledb: 'simpledb',
  qldb: 'qldb|ledgers?',
}

/** Where the table of IAM has no entry of that name, or calls it otherwise than people do. */
const titles: Readonly<Record<string, string>> = {
  ...names,
  'docdb-elastic': 'Amazon DocumentDB',
  qldb: 'Amazon QLDB',
  sdb: 'Amazon SimpleDB',
}

/** Names that are also words of questions about other things; only `AWS Config` means the service. */
const everyday = new Set(
  'account activate artifact backup batch billing budgets config connect deadline detective events forecast glue health inspector iot location outposts payments personalize pipes pricing q scheduler shield signer signin snowball support sustainability tag transform translate transfer discovery trust interconnect notifications panorama proton'.split(
    ' ',
  ),
)

/** Prefixes that are English words. */
const dictionary = new Set(
  'states events health backup config kafka account batch catalog discovery connect support transfer shield signer evidently comprehend detective personalize translate transcribe polly braket athena glue budgets billing tax invoicing payments purchase consoleapp chatbot wisdom profile voiceid cases schemas scheduler pipes synthetics logs network firehose launchwizard resource tagging groups sustainability trustedadvisor activate artifact application deadline pricing'.split(
    ' ',
  ),
)

const bare = (name: string) =>
  name
    .replace(/^(?:Amazon|AWS) /, '')
    .replace(/\s*\(.*\)$/, '')
    .toLowerCase()

/** Parts of what is read here that IAM counts apart. */
const ours = new Set([
  'autoscaling-plans',
  'application-autoscaling',
  'execute-api',
  'apigateway',
  'savingsplans',
  'cur',
  'billing',
  'resource-explorer',
  'tag',
])

/** By another client than that of their name: checks of Trusted Advisor come from AWS Support. */
const alsoRead: Readonly<Record<string, readonly Service[]>> = {
  trustedadvisor: ['support'],
  waf: ['wafv2'],
  'waf-regional': ['wafv2'],
  inspector: ['inspector2'],
}

const readers = (iam: string): readonly Service[] =>
  alsoRead[iam] ?? moreServices.filter((service) => services[service].iam === iam)

const spoken = Object.entries(titles)
  .filter(([key]) => !ours.has(key))
  .map(([key, name]) => {
    const own = bare(name)
    const isEveryday = everyday.has(own) || own.length < 3
    const said = [
      alsoSaid[key],
      isEveryday ? undefined : escaped(own),
      escaped(`${/^Amazon/.test(name) ? 'amazon' : 'aws'} ${own}`),
      // Prefixes that are names themselves, as `guardduty`.
      /^[a-z]{5,}$/.test(key) && !everyday.has(key) && !dictionary.has(key) ? key : undefined,
    ].filter((one) => one !== undefined)
    return {
      name,
      read: readers(key),
      length: own.length,
      begins: beginnings(said),
      pattern: new RegExp(`(?<![\\w./-])(?:${said.join('|')})(?![\\w/]|[.-]\\w)`, 'i'),
    }
  })
  .toSorted((a, b) => b.length - a.length)

/**
 * With what each way to say it begins, as far as that is letters alone. There are hundreds of patterns, and V8 makes
 * code of each when it is first asked: only those are whose beginning is there.
 */
function beginnings(said: readonly string[]): string[] {
  return said.flatMap((pattern) => alternatives(pattern).map(beginning))
}

/** Of `a|b (?:c|d)` two. */
function alternatives(pattern: string): string[] {
  const found = ['']
  let depth = 0
  for (const part of pattern.split(/([()|])/)) {
    depth += part === '(' ? 1 : part === ')' ? -1 : 0
    if (part === '|' && depth === 0) found.push('')
    else found.push(`${found.pop()}${part}`)
  }
  return found
}

/** `organi` of `organi[sz]ations?`; the letter before a `?` may be absent. */
function beginning(pattern: string): string {
  const letters = /^[a-z\d ]*/.exec(pattern)?.[0] ?? ''
  return /^[?*{]/.test(pattern.slice(letters.length)) ? letters.slice(0, -1) : letters
}

/** Letters, digits and blanks stand for themselves. */
function escaped(text: string): string {
  return RegExp.escape(text).replace(/\\x(20|3\d|[46]\w|[57][\da])/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
