import { mainRegion, secondRegion } from '../../local/sample-account/facts/company.ts'
import { instances, regionOf } from '../../local/sample-account/facts/compute.ts'
import { databases, tables } from '../../local/sample-account/facts/data-stores.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { queues } from '../../local/sample-account/facts/messaging.ts'
import { stacks } from '../../local/sample-account/facts/stacks.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { name } from '../grade/facts.ts'
import { all, listed } from './facts-of.ts'
import { call, type Task, type ToolCall } from './task.ts'

interface FanOut {
  what: string
  service: string
  denied: string
  belong: readonly { name: string }[]
  among: readonly { name: string }[]
  phrasings: readonly string[]
  calls: readonly ToolCall[]
}

/** Two regions are asked, and one of them answers with a refusal. */
export function fanOuts(): Task[] {
  const stoppedMain = instances.filter(
    (one) => one.stoppedDaysAgo !== undefined && regionOf(one) === mainRegion,
  )
  const list: FanOut[] = [
    {
      what: 'stopped-instances',
      service: 'ec2',
      denied: secondRegion,
      belong: stoppedMain,
      among: instances,
      calls: [
        call('ec2', 'DescribeInstances', {
          region: 'us-east-1,eu-west-1',
          parameters: { Filters: [{ Name: 'instance-state-name', Values: ['stopped'] }] },
        }),
      ],
      phrasings: [
        'Which instances are stopped in us-east-1 and eu-west-1?',
        'stopped instances in us-east-1 and eu-west-1',
        'List all stopped EC2 instances of us-east-1 and eu-west-1',
        'In us-east-1 and in eu-west-1: which EC2 instances are stopped?',
        'Show stopped EC2 machines, regions us-east-1 and eu-west-1',
      ],
    },
    {
      what: 'databases',
      service: 'rds',
      denied: secondRegion,
      belong: databases.filter(({ region }) => region === mainRegion),
      among: databases,
      calls: [
        call('rds', 'DescribeDBInstances', {
          region: 'us-east-1,eu-west-1',
          query: '[].[DBInstanceIdentifier,Engine]',
        }),
      ],
      phrasings: [
        'Which RDS databases are there in us-east-1 and eu-west-1?',
        'rds instances in us-east-1 and eu-west-1',
        'List the databases of us-east-1 and of eu-west-1',
        'Name our RDS instances in us-east-1 and eu-west-1',
        'RDS, us-east-1 and eu-west-1: what databases do we run?',
      ],
    },
    {
      what: 'functions',
      service: 'lambda',
      denied: mainRegion,
      belong: functions.filter(({ region }) => region === secondRegion),
      among: functions,
      calls: [
        call('lambda', 'ListFunctions', {
          region: 'us-east-1,eu-west-1',
          query: '[].[FunctionName,Runtime]',
        }),
      ],
      phrasings: [
        'Which Lambda functions are there in us-east-1 and eu-west-1?',
        'lambda functions in us-east-1 and eu-west-1',
        'List the Lambda functions of us-east-1 and eu-west-1',
        'Name all lambdas in us-east-1 and in eu-west-1',
        'Lambda, us-east-1 and eu-west-1: which functions exist?',
      ],
    },
    {
      what: 'tables',
      service: 'dynamodb',
      denied: mainRegion,
      belong: tables.filter(({ region }) => region === secondRegion),
      among: tables,
      calls: [call('dynamodb', 'ListTables', { region: 'us-east-1,eu-west-1' })],
      phrasings: [
        'Which DynamoDB tables are there in us-east-1 and eu-west-1?',
        'dynamodb tables in us-east-1 and eu-west-1',
        'List DynamoDB tables of us-east-1 and eu-west-1',
        'Name the tables of DynamoDB in us-east-1 and in eu-west-1',
        'DynamoDB, us-east-1 and eu-west-1: which tables do we have?',
      ],
    },
    {
      what: 'queues',
      service: 'sqs',
      denied: secondRegion,
      belong: queues.filter(({ region }) => region === mainRegion),
      among: queues,
      calls: [call('sqs', 'ListQueues', { region: 'us-east-1,eu-west-1' })],
      phrasings: [
        'Which SQS queues are there in us-east-1 and eu-west-1?',
        'sqs queues in us-east-1 and eu-west-1',
        'List the queues of us-east-1 and eu-west-1',
        'Name all SQS queues in us-east-1 and in eu-west-1',
        'SQS, us-east-1 and eu-west-1: which queues exist?',
      ],
    },
    {
      what: 'stacks',
      service: 'cloudformation',
      denied: secondRegion,
      belong: stacks.filter(({ region }) => region === mainRegion),
      among: stacks,
      calls: [
        call('cloudformation', 'DescribeStacks', {
          region: 'us-east-1,eu-west-1',
          query: '[].[StackName,StackStatus]',
        }),
      ],
      phrasings: [
        'Which CloudFormation stacks are there in us-east-1 and eu-west-1?',
        'stacks in us-east-1 and eu-west-1',
        'List the CloudFormation stacks of us-east-1 and eu-west-1',
        'Name all our stacks in us-east-1 and in eu-west-1',
        'CloudFormation, us-east-1 and eu-west-1: which stacks exist?',
      ],
    },
  ]
  return list.map(fanOut)
}

function fanOut({ what, service, denied, belong, among, phrasings, calls }: FanOut): Task {
  const answered = denied === mainRegion ? secondRegion : mainRegion
  return {
    id: `fan-out-${what}`,
    kind: 'fan-out',
    phrasings,
    weather: { denied: { service, region: denied } },
    calls: [calls],
    answer: `In ${answered}: ${listed(belong)}.\n\n${denied} could not be read: access is denied there.`,
    expects: {
      facts: belong.map((one) => name(renamed(one.name))),
      only: {
        among: all(among.map((one) => one.name)),
        belong: all(belong.map((one) => one.name)),
      },
      regions: [answered],
      failed: [denied],
      budget: 6,
    },
  }
}
