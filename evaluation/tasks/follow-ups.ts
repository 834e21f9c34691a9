import { mainRegion, secondRegion } from '../../local/sample-account/facts/company.ts'
import { instances, regionOf } from '../../local/sample-account/facts/compute.ts'
import { databases } from '../../local/sample-account/facts/data-stores.ts'
import { functions } from '../../local/sample-account/facts/functions.ts'
import { stacks } from '../../local/sample-account/facts/stacks.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { amount, name } from '../grade/facts.ts'
import { all, listed, named } from './facts-of.ts'
import { call, inNames, type Task } from './task.ts'

/** What can only be understood, or is best answered, by what was said before. */
export function followUps(): Task[] {
  const running = (region: string) =>
    instances.filter((one) => regionOf(one) === region && one.stoppedDaysAgo === undefined)
  const dbs = databases.filter(({ region }) => region === mainRegion)
  const largest = dbs.toSorted((one, other) => other.storageGiB - one.storageGiB)[0]
  const inEurope = functions.filter(({ region }) => region === secondRegion)
  const orders = named(databases, 'orders-db')
  const inMain = stacks.filter(({ region }) => region === mainRegion)
  const listDbs = {
    question: 'List the RDS databases in us-east-1',
    calls: [
      call('rds', 'DescribeDBInstances', {
        region: 'us-east-1',
        query: '[].[DBInstanceIdentifier,AllocatedStorage]',
      }),
    ],
    answer: `In us-east-1: ${listed(dbs)}.`,
  }
  const follow = (id: string, rest: Omit<Task, 'id' | 'kind'>): Task => ({
    id: `follow-up-${id}`,
    kind: 'follow-up',
    ...rest,
  })
  return [
    follow('other-region', {
      before: [
        {
          question: 'Which instances are running in us-east-1?',
          calls: [
            call('ec2', 'DescribeInstances', {
              region: 'us-east-1',
              parameters: { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] },
            }),
          ],
          answer: `In us-east-1 run ${listed(running(mainRegion))}.`,
        },
      ],
      phrasings: [
        'And in eu-west-1?',
        'and eu-west-1',
        'What about eu-west-1?',
        'now the same for eu-west-1',
        'The same in eu-west-1, please',
      ],
      calls: [
        [
          call('ec2', 'DescribeInstances', {
            region: 'eu-west-1',
            parameters: { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] },
          }),
        ],
      ],
      answer: `In eu-west-1 run ${listed(running(secondRegion))}.`,
      expects: {
        facts: running(secondRegion).map((one) => name(renamed(one.name))),
        only: {
          among: all(instances.map((one) => one.name)),
          belong: all(running(secondRegion).map((one) => one.name)),
        },
        regions: ['eu-west-1'],
        budget: 4,
      },
    }),
    follow('largest', {
      before: [listDbs],
      phrasings: [
        'Which of them has the most storage?',
        'the one with the most storage?',
        'Which of these is largest by storage?',
        'and which one has the largest allocated storage',
        'Of those, which has the most GiB of storage?',
      ],
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'us-east-1',
            query: '[].[DBInstanceIdentifier,AllocatedStorage]',
          }),
        ],
      ],
      answer: `${renamed(largest?.name ?? '')} (us-east-1) has the most: ${largest?.storageGiB} GiB.`,
      expects: {
        facts: [name(renamed(largest?.name ?? ''))],
        only: {
          among: all(databases.map((one) => one.name)),
          belong: [renamed(largest?.name ?? '')],
        },
        measures: { 'gi?b': databases.map(({ storageGiB }) => storageGiB) },
        budget: 4,
      },
    }),
    follow('count', {
      before: [listDbs],
      phrasings: [
        'How many are there?',
        'how many is that?',
        'And how many are these?',
        'count them',
        'so how many databases is that?',
      ],
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'us-east-1',
            query: '[].DBInstanceIdentifier',
          }),
        ],
      ],
      answer: `There are ${dbs.length} databases in us-east-1.`,
      expects: { facts: [amount(dbs.length)], budget: 4 },
    }),
    follow('of-it', {
      before: [
        {
          question: inNames('What instance class is the database {orders-db}?'),
          calls: [
            call('rds', 'DescribeDBInstances', {
              region: 'us-east-1',
              parameters: { DBInstanceIdentifier: renamed('orders-db') },
            }),
          ],
          answer: `${renamed('orders-db')} in us-east-1 is a ${orders.class}.`,
        },
      ],
      phrasings: [
        'And its engine version?',
        'which engine version is it on?',
        'What engine version does it run?',
        'engine version?',
        'And what version of the engine is that?',
      ],
      calls: [
        [
          call('rds', 'DescribeDBInstances', {
            region: 'us-east-1',
            parameters: { DBInstanceIdentifier: renamed('orders-db') },
            query: '[].[DBInstanceIdentifier,Engine,EngineVersion]',
          }),
        ],
      ],
      answer: `${renamed('orders-db')} (us-east-1) runs ${orders.engine} ${orders.version}.`,
      expects: {
        facts: [amount(Number(orders.version))],
        only: {
          among: [
            ...all(databases.map((one) => one.name)),
            ...databases.map(({ version }) => version),
          ],
          belong: [renamed('orders-db'), orders.version],
        },
        budget: 4,
      },
    }),
    follow('narrower', {
      before: [
        {
          question: 'List the Lambda functions in eu-west-1',
          calls: [
            call('lambda', 'ListFunctions', {
              region: 'eu-west-1',
              query: '[].[FunctionName,Runtime]',
            }),
          ],
          answer: `In eu-west-1: ${listed(inEurope)}.`,
        },
      ],
      phrasings: [
        'Which of them run on nodejs20.x?',
        'only those on nodejs20.x',
        'Which of these use the runtime nodejs20.x?',
        'just the ones with nodejs20.x',
        'And which ones have the runtime nodejs20.x?',
      ],
      calls: [
        [
          call('lambda', 'ListFunctions', {
            region: 'eu-west-1',
            query: '[?Runtime==`nodejs20.x`].FunctionName',
          }),
        ],
      ],
      answer: `One of them: ${listed(inEurope.filter(({ runtime }) => runtime === 'nodejs20.x'))} (eu-west-1).`,
      expects: {
        facts: inEurope
          .filter(({ runtime }) => runtime === 'nodejs20.x')
          .map((one) => name(renamed(one.name))),
        only: {
          among: all(functions.map((one) => one.name)),
          belong: all(
            inEurope.filter(({ runtime }) => runtime === 'nodejs20.x').map((one) => one.name),
          ),
        },
        where: [secondRegion],
        budget: 4,
      },
    }),
    follow('state-of-those', {
      before: [
        {
          question: 'List the CloudFormation stacks in us-east-1',
          calls: [
            call('cloudformation', 'DescribeStacks', {
              region: 'us-east-1',
              query: '[].[StackName,StackStatus]',
            }),
          ],
          answer: `In us-east-1: ${listed(inMain)}.`,
        },
      ],
      phrasings: [
        'Which of them is in ROLLBACK_COMPLETE?',
        'the ones in ROLLBACK_COMPLETE?',
        'Which of these has the status ROLLBACK_COMPLETE?',
        'and which one is ROLLBACK_COMPLETE',
        'Of those, which rolled back (ROLLBACK_COMPLETE)?',
      ],
      calls: [
        [
          call('cloudformation', 'DescribeStacks', {
            region: 'us-east-1',
            query: '[?StackStatus==`ROLLBACK_COMPLETE`].StackName',
          }),
        ],
      ],
      answer: `${listed(inMain.filter(({ status }) => status === 'ROLLBACK_COMPLETE'))} (us-east-1) is in ROLLBACK_COMPLETE.`,
      expects: {
        facts: inMain
          .filter(({ status }) => status === 'ROLLBACK_COMPLETE')
          .map((one) => name(renamed(one.name))),
        only: {
          among: all(stacks.map((one) => one.name)),
          belong: all(
            inMain.filter(({ status }) => status === 'ROLLBACK_COMPLETE').map((one) => one.name),
          ),
        },
        budget: 4,
      },
    }),
  ]
}
