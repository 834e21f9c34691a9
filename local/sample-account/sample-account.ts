import { type Answer, type Answers, type Call, type Output, record } from './answer.ts'
import { emptyList } from './empty-list.ts'
import { SampleAccountError } from './error.ts'
import { notTurnedOn } from './not-in-use.ts'
import { type PluggableClient, plugInto } from './plug-into.ts'
import { inStrings, original, renamed, seed } from './seed.ts'

interface SampleAccount {
  /** One SDK operation's output, as the SDK gives it; rejects with a SampleAccountError. */
  answer(call: Call): Promise<Output>
  /** From here on the client is answered by this account: it sends nothing and needs no credentials. */
  plugInto(client: PluggableClient, place: { service: string; region: string }): void
}

/** A made-up AWS account: an invented company, its resources, bills and incidents, all relative to `now`. */
export function sampleAccount(options: { now: () => Date }): SampleAccount {
  const answer = async (call: Call) => {
    refuseWrites(call)
    const declined = notTurnedOn(call)
    if (declined) throw declined
    const answers = await loadAnswers(call.service)
    // Of a service that it does not hold, it cannot say that there is nothing.
    if (answers === undefined) throw notInSampleAccount(call, 400)
    const known = Object.hasOwn(answers, call.operation) ? answers[call.operation] : undefined
    if (known) return run(known, call, options.now())
    const empty = emptyList(call)
    if (empty) return empty
    throw notInSampleAccount(call)
  }
  const told = seed === undefined ? answer : (call: Call) => inOwnNames(call, answer)
  return { answer: told, plugInto: (client, place) => plugInto(client, { ...place, answer: told }) }
}

// Within, all is as the facts have it; callers know the seed's names alone.
async function inOwnNames(call: Call, answer: (call: Call) => Promise<Output>): Promise<Output> {
  try {
    const output = await answer({ ...call, input: record(inStrings(call.input, original)) })
    return record(inStrings(output, renamed))
  } catch (error) {
    if (error instanceof Error) error.message = renamed(error.message)
    throw error
  }
}

// Copied out, so that no caller can change what the next one sees.
function run(answer: Answer, call: Call, now: Date): Output {
  return structuredClone(answer(call.input, { now, region: call.region }))
}

const readVerbs =
  /^(BatchDescribe|BatchGet|Describe|Filter|Get|Head|List|Lookup|Query|Scan|Search|Select|Simulate|StartQuery)(?=[A-Z0-9]|$)/

function refuseWrites({ service, operation }: Call) {
  if (readVerbs.test(operation)) return
  throw new SampleAccountError('ReadOnlySampleAccount', {
    message: `The sample account is read-only: it does not answer ${service}:${operation}.`,
    status: 403,
  })
}

function notInSampleAccount({ service, operation }: Call, status = 404) {
  return new SampleAccountError('NotInSampleAccount', {
    message:
      `The sample account holds nothing for ${service}:${operation}. ` +
      'To ask a real account, start with --account aws.',
    status,
  })
}

async function loadAnswers(service: string): Promise<Answers | undefined> {
  const load = Object.hasOwn(answersOf, service) ? answersOf[service] : undefined
  return load && (await load()).answers
}

// Loaded at first use: asking EC2 does not wait for the bills.
const answersOf: Readonly<Record<string, () => Promise<{ answers: Answers }>>> = {
  accessanalyzer: () => import('./services/accessanalyzer.ts'),
  acm: () => import('./services/acm.ts'),
  'api-gateway': () => import('./services/api-gateway.ts'),
  apigatewayv2: () => import('./services/apigatewayv2.ts'),
  'auto-scaling': () => import('./services/auto-scaling.ts'),
  backup: () => import('./services/backup.ts'),
  batch: () => import('./services/batch.ts'),
  bedrock: () => import('./services/bedrock.ts'),
  cloudformation: () => import('./services/cloudformation.ts'),
  cloudfront: () => import('./services/cloudfront.ts'),
  cloudtrail: () => import('./services/cloudtrail.ts'),
  cloudwatch: () => import('./services/cloudwatch.ts'),
  'cloudwatch-logs': () => import('./services/cloudwatch-logs.ts'),
  codebuild: () => import('./services/codebuild.ts'),
  codedeploy: () => import('./services/codedeploy.ts'),
  codepipeline: () => import('./services/codepipeline.ts'),
  'compute-optimizer': () => import('./services/compute-optimizer.ts'),
  'cost-explorer': () => import('./services/cost-explorer.ts'),
  dynamodb: () => import('./services/dynamodb.ts'),
  ec2: () => import('./services/ec2.ts'),
  ecr: () => import('./services/ecr.ts'),
  ecs: () => import('./services/ecs.ts'),
  efs: () => import('./services/efs.ts'),
  eks: () => import('./services/eks.ts'),
  'elastic-load-balancing-v2': () => import('./services/elastic-load-balancing-v2.ts'),
  glue: () => import('./services/glue.ts'),
  health: () => import('./services/health.ts'),
  iam: () => import('./services/iam.ts'),
  kms: () => import('./services/kms.ts'),
  lambda: () => import('./services/lambda.ts'),
  rds: () => import('./services/rds.ts'),
  'resource-groups-tagging-api': () => import('./services/resource-groups-tagging-api.ts'),
  'route-53': () => import('./services/route-53.ts'),
  'route-53-domains': () => import('./services/route-53-domains.ts'),
  s3: () => import('./services/s3.ts'),
  sagemaker: () => import('./services/sagemaker.ts'),
  'secrets-manager': () => import('./services/secrets-manager.ts'),
  'service-quotas': () => import('./services/service-quotas.ts'),
  ses: () => import('./services/ses.ts'),
  sesv2: () => import('./services/sesv2.ts'),
  sfn: () => import('./services/sfn.ts'),
  sns: () => import('./services/sns.ts'),
  sqs: () => import('./services/sqs.ts'),
  sts: () => import('./services/sts.ts'),
  support: () => import('./services/support.ts'),
  wafv2: () => import('./services/wafv2.ts'),
}
