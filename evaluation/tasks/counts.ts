import { awsId, mainRegion, secondRegion } from '../../local/sample-account/facts/company.ts'
import { instances, regionOf, snapshots } from '../../local/sample-account/facts/compute.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { badDeploy, deadLetters } from '../../local/sample-account/facts/incidents.ts'
import { queues, queueUrl } from '../../local/sample-account/facts/messaging.ts'
import { roles } from '../../local/sample-account/facts/roles.ts'
import { buckets } from '../../local/sample-account/facts/storage.ts'
import { drawn, renamed } from '../../local/sample-account/seed.ts'
import { count, type Fact } from '../grade/facts.ts'
import { named } from './facts-of.ts'
import { call, inNames, type Task, type ToolCall } from './task.ts'

/** How many there are, most of them more than a page or an answer of the tools holds. */
export function counts(): Task[] {
  const many = drawn('many queues', 214, [180, 380])
  const more = drawn('more snapshots', 130, [105, 280])
  const mainQueues = queues.filter(({ region }) => region === mainRegion)
  const mainSnapshots = snapshots
  const running = instances.filter((one) => one.stoppedDaysAgo === undefined)
  const inRegion = (region: string) => running.filter((one) => regionOf(one) === region).length
  const perMinute = deadLetters.perMinute * deadLetters.receives
  const task = (
    id: string,
    what: {
      phrasings: string[]
      facts: Fact[]
      calls: Task['calls']
      answer: string
    } & Partial<Task> & {
        budget?: number
        regions?: string[]
        perRegion?: Record<string, number>
        at?: string
      },
  ): Task => {
    const { facts, budget = 6, regions, perRegion, at, ...rest } = what
    return {
      id: `count-${id}`,
      kind: 'count',
      ...rest,
      expects: {
        facts,
        budget,
        ...(regions ? { regions } : { where: [mainRegion, secondRegion] }),
        ...(perRegion && { perRegion }),
        ...(at && { at }),
      },
    }
  }
  return [
    task('queues', {
      phrasings: [
        'How many SQS queues are there in us-east-1?',
        'number of queues in us-east-1',
        'Count the SQS queues of us-east-1',
        'us-east-1: how many queues do we have in SQS?',
        'I need the exact number of SQS queues in us-east-1',
      ],
      weather: {
        more: {
          service: 'sqs',
          operation: 'ListQueues',
          list: 'QueueUrls',
          count: many,
          make: (n) =>
            queueUrl({ ...named(queues, 'invoices'), name: renamed(`carts-shard-${n}`) }),
        },
      },
      calls: [[call('sqs', 'ListQueues', { region: 'us-east-1', query: 'length(@)' })]],
      answer: `There are ${mainQueues.length + many} queues in us-east-1.`,
      facts: [count(mainQueues.length + many, 'queues')],
      regions: ['us-east-1'],
    }),
    task('snapshots', {
      phrasings: [
        'How many EBS snapshots do we have in us-east-1?',
        'number of snapshots in us-east-1',
        'Count our EBS snapshots in us-east-1',
        'what is the total number of EBS snapshots in us-east-1?',
        'us-east-1: snapshots, how many?',
      ],
      weather: {
        more: {
          service: 'ec2',
          operation: 'DescribeSnapshots',
          list: 'Snapshots',
          count: more,
          make: (n) => ({
            SnapshotId: awsId('snap', `nightly ${n}`),
            VolumeId: awsId('vol', `nightly ${n}`),
            State: 'completed',
            VolumeSize: 8 + (n % 40),
            StartTime: new Date(Date.now() - n * 86_400_000),
            Progress: '100%',
            Encrypted: true,
            Description: `nightly ${n}`,
          }),
        },
      },
      calls: [
        [
          call('ec2', 'DescribeSnapshots', {
            region: 'us-east-1',
            parameters: { OwnerIds: ['self'] },
            query: 'length(@)',
          }),
        ],
      ],
      answer: `There are ${mainSnapshots.length + more} snapshots in us-east-1.`,
      facts: [count(mainSnapshots.length + more, 'snapshots')],
      regions: ['us-east-1'],
    }),
    task('running-instances', {
      phrasings: [
        'How many EC2 instances are running in all regions together?',
        'number of running instances, all regions',
        'Count the running EC2 instances over all regions',
        'how many ec2 machines run right now, everywhere?',
        'Across every region: how many instances are running?',
      ],
      calls: [
        [
          call('ec2', 'DescribeInstances', {
            region: 'all',
            query: '[?State.Name==`running`].InstanceId',
          }),
        ],
      ],
      perRegion: { [mainRegion]: inRegion(mainRegion), [secondRegion]: inRegion(secondRegion) },
      answer: `${running.length} instances are running: ${inRegion(mainRegion)} in us-east-1 and ${inRegion(secondRegion)} in eu-west-1.`,
      facts: [
        count(running.length, '(?:running )?(?:EC2 )?instances|running', {
          parts: [
            inRegion(mainRegion),
            inRegion(secondRegion),
            instances.length,
            instances.length - running.length,
            ...[mainRegion, secondRegion].map(
              (region) => instances.filter((one) => regionOf(one) === region).length,
            ),
          ],
        }),
      ],
    }),
    task('buckets', {
      phrasings: [
        'How many S3 buckets do we have?',
        'number of buckets',
        'Count our S3 buckets',
        'how many buckets are there in this account?',
        'What is the number of S3 buckets in the account?',
      ],
      calls: [[call('s3', 'ListBuckets')]],
      answer: `There are ${buckets.length} buckets in this account.`,
      facts: [
        count(buckets.length, 'buckets', {
          parts: [mainRegion, secondRegion].map(
            (region) => buckets.filter((one) => one.region === region).length,
          ),
        }),
      ],
    }),
    task('functions', {
      phrasings: [
        'How many Lambda functions are there in all regions?',
        'number of lambda functions, all regions',
        'Count the Lambda functions over all regions',
        'how many lambdas do we have in total, in every region?',
        'All regions together: how many Lambda functions?',
      ],
      calls: [[call('lambda', 'ListFunctions', { region: 'all', query: '[].FunctionName' })]],
      perRegion: Object.fromEntries(
        [mainRegion, secondRegion].map((region) => [
          region,
          functions.filter((one) => one.region === region).length,
        ]),
      ),
      answer: `There are ${functions.length} functions: ${functions.filter(({ region }) => region === mainRegion).length} in us-east-1 and ${functions.filter(({ region }) => region === secondRegion).length} in eu-west-1.`,
      facts: [
        count(functions.length, '(?:Lambda )?functions', {
          parts: [mainRegion, secondRegion].map(
            (region) => functions.filter((one) => one.region === region).length,
          ),
        }),
      ],
    }),
    task('roles', {
      phrasings: [
        'How many IAM roles are there?',
        'number of iam roles',
        'Count the IAM roles of this account',
        'how many roles does the account have in IAM?',
        'What is the number of IAM roles here?',
      ],
      calls: [[call('iam', 'ListRoles', { query: '[].RoleName' })]],
      answer: `There are ${roles.length} roles in IAM.`,
      facts: [count(roles.length, '(?:IAM )?roles')],
    }),
    task('error-lines', {
      at: mainRegion,
      phrasings: [
        'How many ERROR lines did /ecs/{checkout-api} log in the last 30 minutes?',
        'count of ERROR lines in /ecs/{checkout-api}, last 30 minutes',
        'Count the error lines of the log group /ecs/{checkout-api} over the last 30 minutes',
        'how many errors are in the logs of /ecs/{checkout-api} for the last 30 minutes?',
        'Number of errors logged in /ecs/{checkout-api} during the last 30 minutes?',
      ].map(inNames),
      calls: [errorsOf(`/ecs/${renamed(badDeploy.service)}`)],
      answer: `/ecs/${renamed(badDeploy.service)} (us-east-1) logged 180 error lines in the last 30 minutes.`,
      facts: [count(180, '(?:error )?lines|errors|ERROR', { within: 3, parts: [90, 60, 30] })],
    }),
    task('consumer-errors', {
      at: mainRegion,
      phrasings: [
        'How many ERROR lines are there in /aws/lambda/{order-events-consumer} for the last 60 minutes?',
        'count of ERROR lines in /aws/lambda/{order-events-consumer}, last 60 minutes',
        'Count the errors that /aws/lambda/{order-events-consumer} logged in the last 60 minutes',
        'number of error lines in the log group /aws/lambda/{order-events-consumer} over the last 60 minutes?',
        'in the last 60 minutes, how many errors did /aws/lambda/{order-events-consumer} log?',
      ].map(inNames),
      calls: [errorsOf(`/aws/lambda/${renamed(deadLetters.consumer)}`)],
      answer: `/aws/lambda/${renamed(deadLetters.consumer)} (us-east-1) logged ${(perMinute * 60).toLocaleString('en')} error lines in the last 60 minutes.`,
      facts: [count(perMinute * 60, '(?:error )?lines|errors|ERROR', { within: perMinute + 1 })],
    }),
  ]
}

function errorsOf(group: string): readonly ToolCall[] {
  const minutes = group.startsWith('/ecs') ? 30 : 60
  const end = Math.floor(Date.now() / 1000)
  const parameters = {
    logGroupNames: [group],
    startTime: new Date((end - minutes * 60) * 1000).toISOString(),
    endTime: new Date(end * 1000).toISOString(),
    queryString: 'filter @message like /ERROR/ | stats count(*) as n',
  }
  return [call('cloudwatch', 'logs:InsightsQuery', { region: mainRegion, parameters })]
}
