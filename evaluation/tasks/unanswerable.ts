import { alarms } from '../../local/sample-account/facts/alarms.ts'
import { enabledRegions } from '../../local/sample-account/facts/company.ts'
import { instances } from '../../local/sample-account/facts/compute.ts'
import { databases } from '../../local/sample-account/facts/data-stores.ts'
import { eksCluster } from '../../local/sample-account/facts/eks.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { all } from './facts-of.ts'
import { call, inNames, type Task, type ToolCall } from './task.ts'

interface Missing {
  id: string
  phrasings: string[]
  calls: ToolCall[]
  answer: string
  /** What it is that there is none of. */
  topic: string
  /** What would be said of something else in its place. */
  among?: readonly string[]
}

/** What is not in the account: looked for, and then said. */
export function unanswerable(): Task[] {
  const list: Missing[] = [
    {
      id: 'no-such-database',
      phrasings: [
        'What instance class is the database wickerbridge-db?',
        'class of wickerbridge-db',
        'Which RDS instance class does wickerbridge-db have?',
        'wickerbridge-db: which DB instance class?',
        'I need the RDS instance class of wickerbridge-db',
      ],
      calls: [
        call('rds', 'DescribeDBInstances', { region: 'all', query: '[].DBInstanceIdentifier' }),
      ],
      answer: 'There is no database wickerbridge-db in any region.',
      topic: 'wickerbridge-db',
      among: databases.map((one) => one.class),
    },
    {
      id: 'no-such-function',
      phrasings: [
        'Which runtime does the Lambda function bramblefax use?',
        'runtime of lambda bramblefax',
        'What is the runtime of the function bramblefax?',
        'bramblefax (Lambda): runtime?',
        'Tell me the Lambda runtime of bramblefax',
      ],
      calls: [call('lambda', 'ListFunctions', { region: 'all', query: '[].FunctionName' })],
      answer: 'No Lambda function is called bramblefax, in any region.',
      topic: 'bramblefax|function',
      among: functions.map(({ runtime }) => runtime),
    },
    {
      id: 'no-clusters-there',
      phrasings: [
        'Which EKS clusters are there in sa-east-1?',
        'eks clusters in sa-east-1',
        'List the EKS clusters of sa-east-1',
        'Name our Kubernetes clusters (EKS) in sa-east-1',
        'sa-east-1: EKS clusters?',
      ],
      calls: [call('eks', 'ListClusters', { region: 'sa-east-1' })],
      answer: 'There are no EKS clusters in sa-east-1.',
      topic: 'clusters?|sa-east-1',
      among: all([eksCluster.name]),
    },
    {
      id: 'no-kubernetes-alarm',
      phrasings: [
        'Which alarm watches the table {receipts}?',
        'alarms on dynamodb table {receipts}',
        'Is there a CloudWatch alarm on the DynamoDB table {receipts}? Which?',
        'Name the alarm of the table {receipts}',
        'what alarm do we have for {receipts}',
      ].map(inNames),
      calls: [
        call('cloudwatch', 'DescribeAlarms', { region: 'all', query: '[].[AlarmName,MetricName]' }),
      ],
      answer: `No alarm watches the table ${renamed('receipts')}.`,
      topic: 'alarm',
      among: all(alarms.map((one) => one.name)),
    },
    {
      id: 'no-stopped-there',
      phrasings: [
        'Which instances are stopped in ap-southeast-2?',
        'stopped instances in ap-southeast-2',
        'List the stopped EC2 instances of ap-southeast-2',
        'ap-southeast-2: which EC2 instances are stopped?',
        'Name the stopped machines in ap-southeast-2',
      ],
      calls: [call('ec2', 'DescribeInstances', { region: 'ap-southeast-2' })],
      answer: 'There are no instances in ap-southeast-2, stopped or running.',
      topic: 'instances?|ap-southeast-2',
      among: all(instances.map((one) => one.name)),
    },
    {
      id: 'no-such-bucket',
      phrasings: [
        'Is versioning enabled on the bucket thistle-and-loom-archive?',
        'versioning of bucket thistle-and-loom-archive',
        'Does the S3 bucket thistle-and-loom-archive keep versions?',
        'thistle-and-loom-archive: is versioning on?',
        'Tell me whether bucket thistle-and-loom-archive has versioning',
      ],
      calls: [call('s3', 'ListBuckets', { query: '[].Name' })],
      answer: 'There is no bucket thistle-and-loom-archive in this account.',
      topic: 'thistle-and-loom-archive|bucket',
      among: ['Enabled', 'enabled', 'suspended'],
    },
  ]
  return list.map(({ id, phrasings, calls, answer, topic, among = [] }) => ({
    id: `unanswerable-${id}`,
    kind: 'unanswerable',
    phrasings,
    calls: [calls],
    answer,
    expects: {
      facts: [],
      absent: topic,
      only: { among, belong: [] },
      where: enabledRegions,
      budget: 8,
    },
  }))
}
