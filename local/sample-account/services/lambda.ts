import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, hex, tagMap, uuid } from '../facts/company.ts'
import { streamLabel, tableArn } from '../facts/data-stores.ts'
import { functionArn, functions, type LambdaFunction } from '../facts/functions.ts'
import { deadLetters } from '../facts/incidents.ts'
import { queueArn } from '../facts/messaging.ts'
import { groupId, subnetId, subnetsOf, vpcId } from '../facts/network.ts'
import { equals, find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListFunctions: listing({
    as: 'Functions',
    from: (at) => functionsIn(at).map((one) => configuration(one, at)),
    paging: paging.lambda,
  }),
  GetFunctionConfiguration: (input, at) => configuration(functionOf(input, at), at),
  // Without `Code`: its location is a signed link to the source.
  GetFunction: (input, at) => {
    const found = functionOf(input, at)
    return { Configuration: configuration(found, at), Tags: tagsOf(found) }
  },
  ListVersionsByFunction: listing({
    as: 'Versions',
    from: (at, input) => [configuration(functionOf(input, at), at)],
    paging: paging.lambda,
  }),
  ListAliases: listing({ as: 'Aliases', from: none, paging: paging.lambda }),
  ListFunctionUrlConfigs: listing({ as: 'FunctionUrlConfigs', from: none, paging: paging.lambda }),
  GetFunctionConcurrency: (input, at) => {
    functionOf(input, at)
    return {}
  },
  GetPolicy: (input, at) => {
    throw notFound(`The resource you requested does not exist: ${functionOf(input, at).name}.`)
  },
  ListEventSourceMappings: listing({
    as: 'EventSourceMappings',
    from: mappings,
    where: (mapping, input) =>
      equals('EventSourceArn')(mapping, input) && isOf(mapping, text(input, 'FunctionName')),
    paging: paging.lambda,
  }),
  GetEventSourceMapping: (input, at) =>
    find(mappings(at), text(input, 'UUID'), {
      by: ['UUID'],
      missing: {
        name: 'ResourceNotFoundException',
        message: () => 'The resource you requested does not exist.',
        status: 404,
      },
    }),
  ListTags: (input, at) => {
    const found = functionsIn(at).find((one) => functionArn(one) === text(input, 'Resource'))
    if (!found) throw notFound('Function not found')
    return { Tags: tagsOf(found) }
  },
  GetAccountSettings: (_input, at) => ({
    AccountLimit: {
      ConcurrentExecutions: 1000,
      UnreservedConcurrentExecutions: 1000,
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
    },
    AccountUsage: {
      FunctionCount: functionsIn(at).length,
      TotalCodeSize: functionsIn(at).length * 4_200_000,
    },
  }),
}

function functionsIn(at: Place) {
  return functions.filter(({ region }) => region === at.region)
}

function functionOf(input: Input, at: Place): LambdaFunction {
  const asked = text(input, 'FunctionName') ?? ''
  const found = functionsIn(at).find((one) => one.name === asked || functionArn(one) === asked)
  if (found) return found
  throw notFound(`Function not found: ${arn('lambda', at.region, `function:${asked}`)}`)
}

function notFound(message: string) {
  return new SampleAccountError('ResourceNotFoundException', { message, status: 404 })
}

function none(at: Place, input: Input): Output[] {
  functionOf(input, at)
  return []
}

function configuration(one: LambdaFunction, at: Place): Output {
  const { name, runtime, memoryMb, timeoutS, environment, modifiedDaysAgo } = one
  return {
    FunctionName: name,
    FunctionArn: functionArn(one),
    Runtime: runtime,
    Role: arn('iam', '', `role/lambda-${name}`),
    Handler: runtime.startsWith('python') ? 'app.handler' : 'index.handler',
    CodeSize: 4_200_000,
    Description: '',
    Timeout: timeoutS,
    MemorySize: memoryMb,
    LastModified: daysAgo(at, modifiedDaysAgo).toISOString().replace('Z', '+0000'),
    CodeSha256: `${hex(name, 43)}=`,
    Version: '$LATEST',
    Environment: { Variables: environment },
    TracingConfig: { Mode: 'PassThrough' },
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    RevisionId: uuid(`function ${name}`),
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
    ...(name === 'invoice-sender' && { VpcConfig: vpcConfiguration() }),
  }
}

function vpcConfiguration(): Output {
  return {
    VpcId: vpcId('prod'),
    SubnetIds: subnetsOf('prod', 'private').map(({ name }) => subnetId(name)),
    SecurityGroupIds: [groupId('prod-services')],
  }
}

const tagsOf = ({ service, owner }: LambdaFunction) =>
  tagMap({ env: 'prod', service, ...(owner && { owner }) })

function mappings(at: Place): Output[] {
  return functionsIn(at).flatMap((one) => (one.reads ? [mapping(one, one.reads, at)] : []))
}

function mapping(one: LambdaFunction, reads: NonNullable<LambdaFunction['reads']>, at: Place) {
  const failing = one.name === deadLetters.consumer
  const { region } = one
  const ofQueue = 'queue' in reads
  return {
    UUID: uuid(`mapping ${one.name}`),
    FunctionArn: functionArn(one),
    EventSourceArn: ofQueue
      ? queueArn({ name: reads.queue, region })
      : `${tableArn({ name: reads.table, region })}/stream/${streamLabel}`,
    State: 'Enabled',
    StateTransitionReason: 'USER_INITIATED',
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    LastModified: daysAgo(at, one.modifiedDaysAgo),
    ...(!ofQueue && { StartingPosition: 'LATEST' }),
    LastProcessingResult: failing ? 'PROBLEM: Function call failed' : 'OK',
    ...(failing && { LastModified: minutesAgo(at, deadLetters.startedMinutesAgo) }),
  }
}

const isOf = ({ FunctionArn }: Output, asked: string | undefined) =>
  asked === undefined || FunctionArn === asked || String(FunctionArn).endsWith(`:${asked}`)
