import { daysAgo } from '../../local/sample-account/clock.ts'
import { alarms } from '../../local/sample-account/facts/alarms.ts'
import { httpApis } from '../../local/sample-account/facts/apis.ts'
import { mainRegion, secondRegion } from '../../local/sample-account/facts/company.ts'
import { instanceId, instances, regionOf } from '../../local/sample-account/facts/compute.ts'
import { ecsServices, tasksOf } from '../../local/sample-account/facts/containers.ts'
import { databases, tables } from '../../local/sample-account/facts/data-stores.ts'
import { zones } from '../../local/sample-account/facts/edge.ts'
import { eksCluster } from '../../local/sample-account/facts/eks.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { loadBalancers } from '../../local/sample-account/facts/load-balancing.ts'
import { logGroups } from '../../local/sample-account/facts/log-groups.ts'
import {
  foundationModels,
  trainingJobs,
} from '../../local/sample-account/facts/machine-learning.ts'
import { identities } from '../../local/sample-account/facts/mail.ts'
import { queues, queueUrl, subscriptions } from '../../local/sample-account/facts/messaging.ts'
import { people } from '../../local/sample-account/facts/people.ts'
import { buckets } from '../../local/sample-account/facts/storage.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { amount, count, moment, name, of, words } from '../grade/facts.ts'
import { all, listed, named } from './facts-of.ts'
import { call, inNames, type Task } from './task.ts'

/** One fact or one narrowed list, of each service. */
export function lookups(now: Date): Task[] {
  const at = { now, region: mainRegion }
  const lookup = (id: string, rest: Omit<Task, 'id' | 'kind'>): Task => ({
    id: `lookup-${id}`,
    kind: 'lookup',
    ...rest,
  })

  const node = named(instances, 'search-2')
  const stopped = instances.filter(
    (one) => one.stoppedDaysAgo !== undefined && regionOf(one) === mainRegion,
  )
  const euBucket = named(buckets, 'quillmarket-eu-exports')
  const open = buckets.filter((one) => one.public === true)
  const versioned = buckets.filter((one) => one.versioned && one.region === mainRegion)
  const sender = named(functions, 'invoice-sender')
  const resizer = named(functions, 'image-resizer')
  const orders = named(databases, 'orders-db')
  const plainDbs = databases.filter((one) => !one.encrypted)
  const unguarded = people.filter((one) => !one.mfa && one.passwordUsedDaysAgo !== undefined)
  const oldKeys = people.flatMap(({ name, keys }) => keys.map((key) => ({ ...key, user: name })))
  const yearOld = oldKeys.filter(({ ageDays, status }) => ageDays > 365 && status === 'Active')
  const firing = alarms.filter((one) => one.state === 'ALARM' && one.region === mainRegion)
  const forEver = logGroups.filter((one) => one.retentionDays === undefined)
  const web = ecsServices.find((one) => one.name === 'catalog-api' && one.cluster === 'prod')
  const dlq = named(queues, 'order-events-dlq')
  const receipts = named(tables, 'receipts')
  const recoverable = tables.filter((one) => 'recoverable' in one && one.region === mainRegion)
  const pending = subscriptions.filter((one) => 'pending' in one)
  const unverified = identities.filter(({ verified }) => !verified)
  const failedJob = trainingJobs.find(({ status }) => status === 'Failed')
  const anthropic = foundationModels.filter(({ provider }) => provider === 'Anthropic')
  const internal = zones.filter((zone) => zone.private)
  const balancers = loadBalancers.filter(({ region }) => region === secondRegion)
  const bff = httpApis.find(({ region }) => region === secondRegion)
  const nodeId = instanceId(node.name)
  const running = web === undefined ? 0 : tasksOf(web).length

  return [
    lookup('instance-type', {
      phrasings: [
        'What instance type is {search-2}?',
        'instance type of {search-2}',
        'Which type of EC2 instance does {search-2} run on?',
        'I need to know the size of the instance {search-2}',
        '{search-2}: what kind of machine is it?',
      ].map(inNames),
      calls: [
        [
          call('ec2', 'DescribeInstances', {
            region: 'us-east-1',
            parameters: { Filters: [{ Name: 'tag:Name', Values: [renamed('search-2')] }] },
          }),
        ],
      ],
      answer: `**${renamed('search-2')}** (${nodeId}) in ${regionOf(node)} is an ${node.type}.`,
      expects: {
        facts: [of(renamed('search-2'), name(node.type))],
        only: {
          among: [
            ...all(instances.map(({ type }) => type)),
            ...all(instances.map((one) => one.name)),
          ],
          belong: [node.type, renamed('search-2')],
        },
        budget: 4,
      },
    }),
    lookup('stopped-instances', {
      phrasings: [
        'Which instances in us-east-1 are stopped?',
        'stopped EC2 instances in us-east-1',
        'Show me the instances that are stopped in us-east-1',
        'Which of our EC2 machines in us-east-1 are switched off?',
        'List stopped instances, region us-east-1',
      ],
      calls: [
        [
          call('ec2', 'DescribeInstances', {
            region: 'us-east-1',
            parameters: { Filters: [{ Name: 'instance-state-name', Values: ['stopped'] }] },
          }),
        ],
      ],
      answer: `${stopped.length} instances in us-east-1 are stopped: ${listed(stopped)}.`,
      expects: {
        facts: stopped.map((one) => name(renamed(one.name))),
        only: {
          among: all(instances.map((one) => one.name)),
          noun: '(?:stopped )?(?:EC2 )?instances',
          fine: [instances.filter((one) => regionOf(one) === mainRegion).length],
          belong: all(stopped.map((one) => one.name)),
        },
        regions: ['us-east-1'],
        budget: 4,
      },
    }),
    lookup('public-bucket', {
      phrasings: [
        'Which S3 buckets are public?',
        'public buckets',
        'Can anybody on the internet read one of our buckets? Which?',
        'Find S3 buckets with public read access',
        'Name the buckets that everybody may read',
      ],
      calls: [[call('s3', 'recipe:public_buckets')]],
      answer: `One bucket is public: **${listed(open)}**.`,
      expects: {
        facts: open.map((one) => name(renamed(one.name))),
        only: {
          among: all(buckets.filter(({ blocksPublic }) => blocksPublic).map((one) => one.name)),
          noun: '(?:public )?(?:S3 )?buckets?',
          fine: [1, buckets.length],
          belong: all(open.map((one) => one.name)),
        },
        where: [mainRegion, secondRegion],
        budget: 5,
      },
    }),
    lookup('bucket-region', {
      phrasings: [
        'In which region is the bucket {quillmarket-eu-exports}?',
        'region of bucket {quillmarket-eu-exports}',
        'Where does {quillmarket-eu-exports} live?',
        'Which AWS region holds the S3 bucket {quillmarket-eu-exports}?',
        'Tell me the location of bucket {quillmarket-eu-exports}',
      ].map(inNames),
      calls: [
        [call('s3', 'GetBucketLocation', { parameters: { Bucket: renamed(euBucket.name) } })],
      ],
      answer: `**${renamed(euBucket.name)}** is in ${euBucket.region}.`,
      expects: {
        facts: [name(euBucket.region)],
        only: { among: all(buckets.map((one) => one.name)), belong: [renamed(euBucket.name)] },
        regions: [euBucket.region],
        budget: 4,
      },
    }),
    lookup('bucket-versioning', {
      phrasings: [
        'Which buckets in us-east-1 have versioning enabled?',
        'buckets with versioning, us-east-1',
        'On which S3 buckets of us-east-1 is versioning switched on?',
        'List the buckets in us-east-1 that keep versions',
        'versioned buckets in us-east-1 please',
      ],
      calls: [[call('s3', 'GetBucketVersioning', { parameters: { Bucket: 'all' } })]],
      answer: `${versioned.length} buckets in us-east-1 have versioning enabled: ${listed(versioned)}.`,
      expects: {
        facts: versioned.map((one) => name(renamed(one.name))),
        only: {
          among: all(buckets.map((one) => one.name)),
          noun: '(?:S3 )?buckets',
          fine: [
            buckets.filter((one) => one.region === mainRegion).length,
            buckets.filter((one) => one.versioned).length,
          ],
          belong: all(versioned.map((one) => one.name)),
        },
        regions: ['us-east-1'],
        where: [mainRegion, secondRegion],
        budget: 12,
      },
    }),
    lookup('function-runtime', {
      phrasings: [
        'What runtime does the Lambda function {invoice-sender} use?',
        'runtime of {invoice-sender}',
        'Which Node version does the function {invoice-sender} run on?',
        '{invoice-sender}: which Lambda runtime?',
        'Tell me the runtime of our Lambda {invoice-sender} in us-east-1',
      ].map(inNames),
      calls: [
        [
          call('lambda', 'GetFunctionConfiguration', {
            parameters: { FunctionName: renamed(sender.name) },
          }),
        ],
      ],
      answer: `**${renamed(sender.name)}** in us-east-1 runs on ${sender.runtime}.`,
      expects: {
        facts: [
          of(
            renamed(sender.name),
            words(sender.runtime.replace('nodejs18.x', 'nodejs ?18|Node(?:\\.js)? ?18')),
          ),
        ],
        only: { among: all(functions.map((one) => one.name)), belong: [renamed(sender.name)] },
        budget: 4,
      },
    }),
    lookup('function-memory', {
      phrasings: [
        'How much memory does the function {image-resizer} have?',
        'memory of lambda {image-resizer}',
        'What memory size is configured for {image-resizer}?',
        'How many MB does {image-resizer} get?',
        'I want to know the memory setting of the Lambda function {image-resizer}',
      ].map(inNames),
      calls: [
        [
          call('lambda', 'GetFunctionConfiguration', {
            parameters: { FunctionName: renamed(resizer.name) },
          }),
        ],
      ],
      answer: `**${renamed(resizer.name)}** in us-east-1 has ${resizer.memoryMb} MB of memory.`,
      expects: {
        facts: [of(renamed(resizer.name), amount(resizer.memoryMb))],
        only: {
          among: [
            ...all(functions.map((one) => one.name)),
            ...functions.map(({ memoryMb }) => String(memoryMb)),
          ],
          belong: [renamed(resizer.name), String(resizer.memoryMb)],
        },
        measures: { 'mi?b': [resizer.memoryMb, 4.2, 512] },
        budget: 4,
      },
    }),
    lookup('users-without-mfa', {
      phrasings: [
        'Which IAM users with a console password have no MFA?',
        'console users without MFA',
        'Who can sign in to the console without multi-factor authentication?',
        'List the users that have a password but no MFA device',
        'users with console access and no mfa',
      ],
      calls: [[call('iam', 'recipe:users_without_mfa')]],
      answer: `${unguarded.length} users with a console password have no MFA: ${listed(unguarded)}.`,
      expects: {
        facts: unguarded.map((one) => name(renamed(one.name))),
        only: {
          among: all(people.filter((one) => one.mfa).map((one) => one.name)),
          noun: '(?:IAM |console )?users',
          fine: [unguarded.length, people.filter((one) => !one.mfa).length, people.length],
          belong: [],
        },
        where: [mainRegion, secondRegion],
        budget: 10,
      },
    }),
    lookup('year-old-keys', {
      phrasings: [
        'Which active access keys are older than 365 days?',
        'active access keys older than a year',
        'Whose active access keys have not been rotated for more than 365 days?',
        'List users with an active access key that is more than a year old',
        'IAM access keys, active, over 365 days old: whose?',
      ],
      calls: [[call('iam', 'recipe:old_access_keys', { parameters: { days: 365 } })]],
      answer: `${yearOld.length} active keys are older than 365 days: ${yearOld.map(({ id, user }) => `${id} of ${renamed(user)}`).join(' and ')}.`,
      expects: {
        facts: yearOld.map(({ user, id }) => name(renamed(user), id)),
        only: {
          among: all(
            people
              .filter(({ keys }) => !keys.some(({ ageDays }) => ageDays > 365))
              .map((one) => one.name),
          ),
          noun: 'active (?:access )?keys',
          fine: [yearOld.length],
          belong: [],
        },
        pairs: yearOld.map(({ id, user }) => [id, renamed(user)]),
        where: [mainRegion, secondRegion],
        budget: 10,
      },
    }),
    lookup('database-class', {
      phrasings: [
        'What instance class is the database {orders-db}?',
        'class of {orders-db}',
        'Which DB instance class does {orders-db} have?',
        '{orders-db}: what size is this RDS instance?',
        'I need the RDS instance class of {orders-db}',
      ].map(inNames),
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'us-east-1',
            parameters: { DBInstanceIdentifier: renamed(orders.name) },
          }),
        ],
      ],
      answer: `**${renamed(orders.name)}** in us-east-1 is a ${orders.class}.`,
      expects: {
        facts: [of(renamed(orders.name), name(orders.class))],
        only: {
          among: [...all(databases.map((one) => one.name)), ...databases.map((one) => one.class)],
          belong: [renamed(orders.name), orders.class],
        },
        budget: 4,
      },
    }),
    lookup('database-storage', {
      phrasings: [
        'How much storage does {orders-db} have?',
        'allocated storage of {orders-db}',
        'How many GiB of storage are allocated to the database {orders-db}?',
        'What is the storage size of {orders-db}?',
        '{orders-db} storage in GB?',
      ].map(inNames),
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'us-east-1',
            parameters: { DBInstanceIdentifier: renamed(orders.name) },
          }),
        ],
      ],
      answer: `**${renamed(orders.name)}** in us-east-1 has ${orders.storageGiB} GiB of storage.`,
      expects: {
        facts: [of(renamed(orders.name), amount(orders.storageGiB))],
        only: {
          among: [
            ...all(databases.map((one) => one.name)),
            ...databases.map((one) => String(one.storageGiB)),
          ],
          belong: [renamed(orders.name), String(orders.storageGiB)],
        },
        measures: { 'gi?b': [orders.storageGiB] },
        budget: 4,
      },
    }),
    lookup('unencrypted-databases', {
      phrasings: [
        'Which databases are not encrypted?',
        'unencrypted RDS instances',
        'RDS databases without encryption at rest',
        'Are there RDS instances whose storage is not encrypted? Name them.',
        'list db instances that are unencrypted',
      ],
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'all',
            query: '[?StorageEncrypted==`false`].[DBInstanceIdentifier,Engine]',
          }),
        ],
      ],
      answer: `${plainDbs.length} databases are not encrypted, both in us-east-1: ${listed(plainDbs)}.`,
      expects: {
        facts: plainDbs.map((one) => name(renamed(one.name))),
        only: {
          among: all(databases.map((one) => one.name)),
          noun: '(?:RDS )?(?:databases|DB instances)',
          fine: [databases.filter(({ region }) => region === mainRegion).length],
          belong: all(plainDbs.map((one) => one.name)),
        },
        at: mainRegion,
        where: [mainRegion, secondRegion],
        budget: 5,
      },
    }),
    lookup('firing-alarms', {
      phrasings: [
        'Which alarms are firing in us-east-1?',
        'alarms in ALARM state, us-east-1',
        'What CloudWatch alarms are going off in us-east-1 right now?',
        'Show all firing alarms of us-east-1',
        'is any alarm ringing in us-east-1? which?',
      ],
      calls: [
        [
          call('cloudwatch', 'DescribeAlarms', {
            region: 'us-east-1',
            parameters: { StateValue: 'ALARM' },
          }),
        ],
      ],
      answer: `${firing.length} alarms are firing in us-east-1: ${listed(firing)}.`,
      expects: {
        facts: firing.map((one) => name(renamed(one.name))),
        only: {
          among: all(alarms.map((one) => one.name)),
          noun: '(?:firing )?(?:CloudWatch )?alarms',
          fine: [alarms.filter(({ region }) => region === mainRegion).length],
          belong: all(firing.map((one) => one.name)),
        },
        regions: ['us-east-1'],
        budget: 5,
      },
    }),
    lookup('kept-for-ever', {
      phrasings: [
        'Which log groups in us-east-1 never expire?',
        'log groups without retention in us-east-1',
        'List log groups in us-east-1 that are kept for ever',
        'Which CloudWatch log group in us-east-1 has no retention set?',
        'us-east-1: log groups with no retention policy',
      ],
      calls: [
        [
          call('cloudwatch', 'DescribeLogGroups', {
            region: 'us-east-1',
            query: '[?retentionInDays==null].logGroupName',
          }),
        ],
      ],
      answer: `One log group in us-east-1 has no retention: ${listed(forEver)}.`,
      expects: {
        facts: forEver.map((one) => name(renamed(one.name))),
        only: {
          among: all(logGroups.map((one) => one.name)),
          noun: 'log groups?',
          fine: [logGroups.filter(({ region }) => region === mainRegion).length],
          belong: all(forEver.map((one) => one.name)),
        },
        regions: ['us-east-1'],
        budget: 4,
      },
    }),
    lookup('running-tasks', {
      phrasings: [
        'How many tasks of {catalog-api} are running in the cluster prod?',
        'running tasks of {catalog-api} in prod',
        'What is the running count of the ECS service {catalog-api} (cluster prod)?',
        'ECS cluster prod: how many tasks does {catalog-api} run?',
        'Count the running tasks of service {catalog-api} in prod',
      ].map(inNames),
      calls: [
        [
          call('ecs', 'DescribeServices', {
            region: 'us-east-1',
            parameters: { cluster: 'prod', services: [renamed('catalog-api')] },
          }),
        ],
      ],
      answer: `**${renamed('catalog-api')}** in prod (us-east-1) runs ${running} tasks of ${web?.desired} desired.`,
      expects: {
        facts: [of(renamed('catalog-api'), amount(running))],
        only: {
          among: all(ecsServices.map((one) => one.name)),
          noun: 'tasks',
          fine: [running, web?.desired ?? running],
          belong: [renamed('catalog-api')],
        },
        budget: 5,
      },
    }),
    lookup('kubernetes-version', {
      phrasings: [
        'Which Kubernetes version does the EKS cluster {payments-platform} run?',
        'version of eks cluster {payments-platform}',
        'What version is {payments-platform} on?',
        '{payments-platform}: which Kubernetes version?',
        'Tell me the Kubernetes version of {payments-platform}',
      ].map(inNames),
      calls: [[call('eks', 'DescribeCluster', { parameters: { name: renamed(eksCluster.name) } })]],
      answer: `**${renamed(eksCluster.name)}** in us-east-1 runs Kubernetes ${eksCluster.version}.`,
      expects: {
        facts: [of(renamed(eksCluster.name), amount(Number(eksCluster.version)))],
        only: { among: ['1.28', '1.29', '1.30', '1.32', '1.33'], belong: [] },
        budget: 4,
      },
    }),
    lookup('pending-subscription', {
      phrasings: [
        'Which subscription of the topic {ops-alerts} is not confirmed yet?',
        'unconfirmed subscriptions of {ops-alerts}',
        'Is a subscription of the SNS topic {ops-alerts} still pending? Whose?',
        'Who has not confirmed their subscription to {ops-alerts}?',
        'pending confirmation on sns topic {ops-alerts}: which endpoint?',
      ].map(inNames),
      calls: [[call('sns', 'ListSubscriptionsByTopic', { parameters: { TopicArn: 'all' } })]],
      answer: `One subscription of ${renamed('ops-alerts')} in us-east-1 is still pending: ${pending.map(({ to }) => renamed(to)).join()}.`,
      expects: {
        facts: pending.map(({ to }) => name(renamed(to))),
        only: {
          among: all(subscriptions.map(({ to }) => to)),
          belong: all(pending.map(({ to }) => to)),
        },
        budget: 5,
      },
    }),
    lookup('dead-letters-waiting', {
      phrasings: [
        'How many messages are waiting in {order-events-dlq}?',
        'messages in {order-events-dlq}',
        'How full is the queue {order-events-dlq}?',
        'Approximate number of messages in the SQS queue {order-events-dlq}?',
        'depth of {order-events-dlq} in us-east-1',
      ].map(inNames),
      calls: [
        [
          call('sqs', 'GetQueueAttributes', {
            parameters: { QueueUrl: queueUrl({ ...dlq, name: renamed(dlq.name) }) },
          }),
        ],
      ],
      answer: `**${renamed(dlq.name)}** in us-east-1 holds ${dlq.depth.toLocaleString('en')} messages.`,
      expects: {
        facts: [count(dlq.depth, 'messages?')],
        only: { among: all(queues.map((one) => one.name)), belong: [renamed(dlq.name)] },
        budget: 4,
      },
    }),
    lookup('table-items', {
      phrasings: [
        'How many items does the table {receipts} have?',
        'item count of dynamodb table {receipts}',
        'How many items are in {receipts}?',
        'DynamoDB table {receipts}: number of items?',
        'Tell me how many items the DynamoDB table {receipts} holds',
      ].map(inNames),
      calls: [
        [call('dynamodb', 'DescribeTable', { parameters: { TableName: renamed(receipts.name) } })],
      ],
      answer: `**${renamed(receipts.name)}** in us-east-1 has ${receipts.items.toLocaleString('en')} items.`,
      expects: {
        facts: [of(renamed(receipts.name), amount(receipts.items))],
        only: { among: all(tables.map((one) => one.name)), belong: [renamed(receipts.name)] },
        budget: 4,
      },
    }),
    lookup('recoverable-tables', {
      phrasings: [
        'Which DynamoDB tables in us-east-1 have point-in-time recovery enabled?',
        'tables with PITR in us-east-1',
        'On which tables of us-east-1 is point-in-time recovery on?',
        'List the DynamoDB tables in us-east-1 that can be restored to a point in time',
        'dynamodb point in time recovery enabled: which tables in us-east-1?',
      ],
      calls: [
        [
          call('dynamodb', 'DescribeContinuousBackups', {
            region: 'us-east-1',
            parameters: { TableName: 'all' },
          }),
        ],
      ],
      answer: `${recoverable.length} tables in us-east-1 have point-in-time recovery enabled: ${listed(recoverable)}.`,
      expects: {
        facts: recoverable.map((one) => name(renamed(one.name))),
        only: {
          among: all(tables.map((one) => one.name)),
          noun: '(?:DynamoDB )?tables',
          fine: [tables.filter(({ region }) => region === mainRegion).length],
          belong: all(recoverable.map((one) => one.name)),
        },
        regions: ['us-east-1'],
        budget: 8,
      },
    }),
    lookup('private-zone', {
      phrasings: [
        'Which hosted zone is private?',
        'private hosted zones',
        'Do we have a private Route 53 zone? What is it called?',
        'Name the private DNS zone',
        'route53: which zones are private?',
      ],
      calls: [[call('route53', 'ListHostedZones')]],
      answer: `One hosted zone is private: ${internal.map((zone) => zone.name).join()}`,
      expects: {
        facts: [words('(?<![\\w.])internal\\b')],
        only: {
          among: all(
            zones.filter((zone) => !zone.private).map((zone) => zone.name.replace(/\.$/, '')),
          ),
          belong: [],
        },
        budget: 4,
      },
    }),
    lookup('api-route', {
      phrasings: [
        'Which route does the HTTP API {mobile-bff} in eu-west-1 have?',
        'routes of {mobile-bff} in eu-west-1',
        'What routes are defined on the API {mobile-bff} (eu-west-1)?',
        'API Gateway, eu-west-1: list the routes of {mobile-bff}',
        'Show the route of {mobile-bff} in eu-west-1',
      ].map(inNames),
      calls: [
        [
          call('apigateway', 'GetRoutes', {
            region: 'eu-west-1',
            parameters: { ApiId: renamed(bff?.id ?? '') },
          }),
        ],
      ],
      answer: `**${renamed(bff?.name ?? '')}** in eu-west-1 has one route: ${renamed(bff?.routes[0]?.key ?? '')}.`,
      expects: {
        facts: [words(`GET /${renamed('orders')}\\b`)],
        regions: ['eu-west-1'],
        budget: 5,
      },
    }),
    lookup('unverified-identity', {
      phrasings: [
        'Which email identities are not verified?',
        'unverified SES identities',
        'Which SES identity in us-east-1 is still pending verification?',
        'Is there a mail domain whose verification never finished?',
        'list ses identities that are not verified yet',
      ],
      calls: [[call('ses', 'ListEmailIdentities')]],
      answer: `One identity in us-east-1 is not verified: ${listed(unverified)}.`,
      expects: {
        facts: unverified.map((one) => name(renamed(one.name))),
        only: {
          among: all(
            identities.filter(({ kind }) => kind === 'EMAIL_ADDRESS').map((one) => one.name),
          ),
          belong: [],
        },
        budget: 4,
      },
    }),
    lookup('models-of-anthropic', {
      phrasings: [
        'Which foundation models of Anthropic does Bedrock offer in us-east-1?',
        'Anthropic models on Bedrock, us-east-1',
        'List the Bedrock models in us-east-1 whose provider is Anthropic',
        'What Anthropic models can we use on Amazon Bedrock in us-east-1?',
        'bedrock foundation models by Anthropic in us-east-1',
      ],
      calls: [
        [
          call('bedrock', 'ListFoundationModels', {
            region: 'us-east-1',
            query: '[?providerName==`Anthropic`].[modelId,modelName]',
          }),
        ],
      ],
      answer: `Bedrock in us-east-1 offers ${anthropic.length} models of Anthropic: ${anthropic.map((one) => `${one.name} (${one.id})`).join(' and ')}.`,
      expects: {
        facts: anthropic.map((one) => name(one.name, one.id)),
        only: {
          among: foundationModels
            .filter(({ provider }) => provider !== 'Anthropic')
            .flatMap((one) => [one.id, one.name]),
          noun: '(?:foundation )?models',
          fine: [anthropic.length, foundationModels.length],
          belong: [],
        },
        pairs: anthropic.map((one) => [
          `${one.name.replaceAll('.', '\\.')}(?![\\w.-])`,
          one.id.replaceAll('.', '\\.'),
        ]),
        regions: ['us-east-1'],
        budget: 4,
      },
    }),
    lookup('failed-training', {
      phrasings: [
        'Why did the training job {recommendations-nightly-0412} fail?',
        'failure reason of {recommendations-nightly-0412}',
        'What went wrong with the SageMaker job {recommendations-nightly-0412}?',
        '{recommendations-nightly-0412} failed, what is the reason?',
        'Tell me the failure reason of training job {recommendations-nightly-0412}',
      ].map(inNames),
      calls: [
        [
          call('sagemaker', 'DescribeTrainingJob', {
            parameters: { TrainingJobName: renamed(failedJob?.name ?? '') },
          }),
        ],
      ],
      answer: `**${renamed(failedJob?.name ?? '')}** in us-east-1 failed with an AlgorithmError: CUDA out of memory. AWS asks for an instance type with more memory, or a smaller batch.`,
      expects: {
        facts: [words('out of memory|more memory')],
        only: {
          among: all(trainingJobs.map((one) => one.name)),
          belong: [renamed(failedJob?.name ?? '')],
        },
        budget: 4,
      },
    }),
    lookup('balancers-in-europe', {
      phrasings: [
        'Which load balancers are there in eu-west-1?',
        'load balancers in eu-west-1',
        'List the ELBs of eu-west-1',
        'Name the load balancer we run in eu-west-1',
        'eu-west-1: application load balancers?',
      ],
      calls: [[call('ec2', 'elbv2:DescribeLoadBalancers', { region: 'eu-west-1' })]],
      answer: `There is one load balancer in eu-west-1: ${listed(balancers)}.`,
      expects: {
        facts: balancers.map((one) => name(renamed(one.name))),
        only: {
          among: all(loadBalancers.map((one) => one.name)),
          belong: all(balancers.map((one) => one.name)),
        },
        regions: ['eu-west-1'],
        budget: 4,
      },
    }),
    lookup('who-stopped', {
      phrasings: [
        'Who stopped the instance {batch-reports}, and when?',
        'who stopped {batch-reports}',
        'When was {batch-reports} stopped, and by whom?',
        'CloudTrail: who ran StopInstances on {batch-reports}?',
        'Find out who switched {batch-reports} off and on which day',
      ].map(inNames),
      calls: [
        [
          call('cloudwatch', 'LookupEvents', {
            region: 'us-east-1',
            parameters: {
              LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StopInstances' }],
            },
          }),
        ],
      ],
      answer: `${renamed('maya.okafor')} stopped ${renamed('batch-reports')} (us-east-1) on ${daysAgo(at, 40).toISOString().slice(0, 10)}.`,
      expects: {
        facts: [name(renamed('maya.okafor')), moment(daysAgo(at, 40), 24 * 60)],
        only: { among: all(people.map((one) => one.name)), belong: [renamed('maya.okafor')] },
        budget: 6,
      },
    }),
  ]
}
