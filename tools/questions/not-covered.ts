import names from '../catalogue/data/other-services.json' with { type: 'json' }
import type { Plan } from './plan.ts'

/** A service of AWS's that a question is about and that nothing here reads; undefined where there is none. */
export function notCovered({ question, kinds }: Plan): string | undefined {
  const found = spoken.find(({ pattern }) => pattern.test(question))
  if (found === undefined) return undefined
  const at = found.pattern.exec(question)?.index ?? 0
  // Things of ours that are spoken of first, or that it is a part of, are what the question is about.
  const isOfOurs = kinds.some(
    (kind) =>
      kind.at < at ||
      /\b(?<!\b(?:front|top|ahead|instead) )(?:of|for|in|on|from)(?: the| my| our)? *$/i.test(
        question.slice(0, kind.at),
      ),
  )
  return isOfOurs ? undefined : found.name
}

/** `AWS WAF is not among the services that are read here; …` */
export const notCoveredSentence = (name: string): string =>
  `${name} is not among the services that are read here. These are: ${covered}.`

const covered =
  'EC2 with load balancers and auto scaling, S3, Lambda, CloudFormation, IAM, RDS, CloudWatch with logs and CloudTrail, ' +
  'costs, ECS, EKS, SNS, SQS, DynamoDB, Route 53, API Gateway, certificates, SES, Bedrock and SageMaker'

/** What people say for a service, beside its name: things that it has. */
const alsoSaid: Readonly<Record<string, string>> = {
  kms: 'kms|customer managed keys|encryption keys|key rotation|key management service',
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
  globalaccelerator: 'global accelerator',
  elasticbeanstalk: '(?:elastic )?beanstalk',
  airflow: 'airflow|mwaa',
  xray: 'x-?ray|traces',
  ds: 'directory service',
  sso: 'identity center|aws sso|permission sets?',
  'neptune-db': 'neptune',
  docdb: 'documentdb|docdb',
  mobiletargeting: 'pinpoint',
  glue: 'glue (?:jobs?|crawlers?|databases?|tables?|catalog)',
}

/** Names that are also words of questions about other things; only `AWS Config` means the service. */
const everyday = new Set(
  'account activate artifact backup batch billing budgets config connect detective events forecast glue health inspector iot location outposts payments personalize q shield signer signin snowball support sustainability tag transform translate transfer discovery trust interconnect notifications panorama proton'.split(
    ' ',
  ),
)

/** Prefixes that are English words. */
const dictionary = new Set(
  'states events health backup config kafka account batch catalog discovery connect support transfer shield signer evidently comprehend detective personalize translate transcribe polly braket athena glue budgets billing tax invoicing payments purchase consoleapp chatbot wisdom profile voiceid cases schemas scheduler pipes synthetics logs network firehose launchwizard resource tagging groups sustainability trustedadvisor activate artifact application'.split(
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

const spoken = Object.entries(names)
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
      length: own.length,
      pattern: new RegExp(`(?<![\\w./-])(?:${said.join('|')})(?![\\w/]|[.-]\\w)`, 'i'),
    }
  })
  .toSorted((a, b) => b.length - a.length)

function escaped(text: string): string {
  return RegExp.escape(text).replaceAll('\\x20', ' ')
}
