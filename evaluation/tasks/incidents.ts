import { minutesAgo } from '../../local/sample-account/clock.ts'
import { alarms } from '../../local/sample-account/facts/alarms.ts'
import { mainRegion } from '../../local/sample-account/facts/company.ts'
import { instances } from '../../local/sample-account/facts/compute.ts'
import { ecsServices } from '../../local/sample-account/facts/containers.ts'
import { certificates } from '../../local/sample-account/facts/edge.ts'
import {
  badDeploy,
  deadLetters,
  expiringCertificate,
  forgottenFleet,
  openToTheWorld,
} from '../../local/sample-account/facts/incidents.ts'
import { queues } from '../../local/sample-account/facts/messaging.ts'
import { securityGroups } from '../../local/sample-account/facts/network.ts'
import { people } from '../../local/sample-account/facts/people.ts'
import { stacks } from '../../local/sample-account/facts/stacks.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { amount, count, moment, name, words } from '../grade/facts.ts'
import { all } from './facts-of.ts'
import { call, inNames, type Task } from './task.ts'

/** What is wrong, since when, and by whom: an answer is put together from several reads. */
export function incidents(now: Date): Task[] {
  const at = { now, region: mainRegion }
  const people_ = all(people.map((one) => one.name))
  const others = (who: string) => people_.filter((one) => one !== renamed(who))
  const service = renamed(badDeploy.service)
  const deployed = minutesAgo(at, badDeploy.deployedMinutesAgo)
  const firing = alarms.filter(({ state }) => state === 'ALARM')
  const oldest = firing.toSorted((one, other) => other.sinceMinutesAgo - one.sinceMinutesAgo)[0]
  const failed = stacks.find(({ status }) => status === 'ROLLBACK_COMPLETE')
  const cause = failed?.resources.find((one) => one.failed !== undefined)
  const wanted = badDeploy.tasks.desired
  const up = badDeploy.tasks.old + badDeploy.tasks.unhealthy
  const hhmm = (date: Date) => `${date.toISOString().slice(11, 16)} UTC`
  const incident = (id: string, rest: Omit<Task, 'id' | 'kind'>): Task => ({
    id: `incident-${id}`,
    kind: 'incident',
    ...rest,
  })
  return [
    incident('server-errors', {
      phrasings: [
        'Why is {checkout-api} returning 5xx?',
        '{checkout-api} answers with 5xx, what is the cause?',
        'What makes the ECS service {checkout-api} fail?',
        'Customers get errors from {checkout-api}: why?',
        'root cause of the 5xx errors of {checkout-api}?',
      ].map(inNames),
      calls: [[call('ecs', 'recipe:service_errors', { parameters: { name: service } })]],
      answer:
        `**${service}** (prod, us-east-1) fails since the deployment of version ${badDeploy.version.after} at ${hhmm(deployed)}: ` +
        `no connection is free in its pool to ${renamed('orders-db')}, which now has at most ${badDeploy.poolSize.after}.`,
      expects: {
        facts: [
          words('\\bpool\\b|connection'),
          words(
            `${badDeploy.version.after.replaceAll('.', '\\.')}|${badDeploy.revision.after}\\b|deploy`,
          ),
          moment(deployed, 4),
        ],
        only: { among: others(badDeploy.by), belong: [] },
        never: `\\bat (?:most|least) (?!(?:${badDeploy.poolSize.after}|${badDeploy.poolSize.before})\\b)\\d`,
        budget: 12,
      },
    }),
    incident('who-deployed', {
      phrasings: [
        'Who deployed {checkout-api} in prod last, and when?',
        'last deployment of {checkout-api} in prod: by whom, when?',
        'When was {checkout-api} last deployed to prod, and who did it?',
        'Find out who changed the ECS service {checkout-api} in the last two hours and at what time',
        'who updated {checkout-api} today and when',
      ].map(inNames),
      calls: [
        [
          call('cloudwatch', 'LookupEvents', {
            region: mainRegion,
            parameters: {
              LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }],
            },
          }),
        ],
      ],
      answer: `${renamed(badDeploy.by)} deployed ${service} at ${hhmm(deployed)} (us-east-1).`,
      expects: {
        facts: [name(renamed(badDeploy.by)), moment(deployed, 3)],
        only: { among: others(badDeploy.by), belong: [] },
        budget: 10,
      },
    }),
    incident('open-ports', {
      phrasings: [
        'Who opened the security group {ops-bastion} to the internet, and which ports?',
        'who opened {ops-bastion} to 0.0.0.0/0, and what ports?',
        'Which ports of the security group {ops-bastion} are open to the world, and who opened them?',
        'Security group {ops-bastion}: what is open to everybody and who did that?',
        'find the person who opened {ops-bastion} to the internet, with the ports',
      ].map(inNames),
      calls: [[call('ec2', 'recipe:open_to_internet')]],
      answer: `${renamed(openToTheWorld.by)} opened ports ${openToTheWorld.ports.join(' and ')} of ${renamed(openToTheWorld.group)} (us-east-1) to 0.0.0.0/0.`,
      expects: {
        facts: [
          name(renamed(openToTheWorld.by)),
          ...openToTheWorld.ports.map((port) => amount(port)),
        ],
        only: { among: others(openToTheWorld.by), belong: [] },
        budget: 10,
      },
    }),
    incident('world-open-groups', {
      phrasings: [
        'Which security groups in us-east-1 let anybody on the internet reach port 22?',
        'security groups with port 22 open to 0.0.0.0/0 in us-east-1',
        'us-east-1: where is SSH open to the world?',
        'Which security group of us-east-1 allows SSH from everywhere?',
        'ssh open to the internet in us-east-1, which group?',
      ],
      calls: [
        [
          call('ec2', 'DescribeSecurityGroups', {
            region: mainRegion,
            query:
              "[?IpPermissions[?FromPort==`22` && IpRanges[?CidrIp=='0.0.0.0/0']]].[GroupName,GroupId]",
          }),
        ],
      ],
      answer: `One group in us-east-1 has port 22 open to 0.0.0.0/0: ${renamed(openToTheWorld.group)}.`,
      expects: {
        facts: [name(renamed(openToTheWorld.group))],
        only: {
          among: all(securityGroups.map((one) => one.name)),
          belong: [renamed(openToTheWorld.group)],
        },
        regions: [mainRegion],
        budget: 6,
      },
    }),
    incident('dead-letters', {
      phrasings: [
        'Why do messages end up in {order-events-dlq}?',
        '{order-events-dlq} fills up, why?',
        'What error does the consumer of {order-events-dlq} have?',
        'Which error makes messages land in the dead-letter queue {order-events-dlq}?',
        'orders are stuck in {order-events-dlq}: what is the error?',
      ].map(inNames),
      calls: [
        [
          call('cloudwatch', 'recipe:log_errors', {
            parameters: { name: renamed(deadLetters.consumer) },
          }),
        ],
      ],
      answer:
        `The function **${renamed(deadLetters.consumer)}** (us-east-1) fails with “TypeError: Cannot read properties of undefined (reading 'currency')” ` +
        `in parseOrderEvent: ${renamed('order')}.total is missing from the events.`,
      expects: {
        facts: [
          name(renamed(deadLetters.consumer)),
          words('TypeError|currency|parseOrderEvent|\\.total\\b'),
        ],
        only: {
          among: all(
            queues.filter((one) => !one.name.startsWith('order-events')).map((one) => one.name),
          ),
          belong: [],
        },
        budget: 12,
      },
    }),
    incident('gpu-fleet', {
      phrasings: [
        'Who started the g5.12xlarge instances in eu-west-1, how many are there?',
        'g5.12xlarge in eu-west-1: how many instances, started by whom?',
        'How many g5.12xlarge instances run in eu-west-1 and who launched them?',
        'Find out who launched the g5.12xlarge instances of eu-west-1 and count them',
        'the g5.12xlarge instances in eu-west-1: number and who started them',
      ],
      calls: [
        [
          call('ec2', 'DescribeInstances', {
            region: 'eu-west-1',
            parameters: { Filters: [{ Name: 'instance-type', Values: ['g5.12xlarge'] }] },
          }),
          call('cloudwatch', 'LookupEvents', {
            region: 'eu-west-1',
            parameters: {
              LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'RunInstances' }],
            },
          }),
        ],
      ],
      answer: `${renamed(forgottenFleet.by)} started ${forgottenFleet.count} g5.12xlarge instances in eu-west-1.`,
      expects: {
        facts: [
          name(renamed(forgottenFleet.by)),
          count(forgottenFleet.count, '(?:g5\\.12xlarge )?(?:EC2 )?instances|g5\\.12xlarge'),
        ],
        only: {
          among: [
            ...others(forgottenFleet.by),
            ...all(
              instances.filter((one) => one.service !== forgottenFleet.name).map((one) => one.name),
            ),
          ],
          belong: [],
        },
        regions: ['eu-west-1'],
        budget: 10,
      },
    }),
    incident('expiring-certificate', {
      phrasings: [
        'Which certificate expires within 30 days, and when?',
        'certificates that expire within 30 days',
        'Does a TLS certificate run out in the next 30 days? Which, and on what day?',
        'ACM: what expires within the next 30 days and on which date?',
        'which of our certificates will expire soonest, within 30 days, and when',
      ],
      calls: [
        [call('lambda', 'recipe:breaking_soon', { parameters: { kind: 'certificate', days: 30 } })],
      ],
      answer: `The certificate of **${renamed(expiringCertificate.domain)}** (us-east-1) expires in ${expiringCertificate.expiresInDays} days, on ${minutesAgo(
        at,
        -expiringCertificate.expiresInDays * 1440,
      )
        .toISOString()
        .slice(0, 10)}.`,
      expects: {
        facts: [
          name(renamed(expiringCertificate.domain)),
          moment(minutesAgo(at, -expiringCertificate.expiresInDays * 1440), 24 * 60),
        ],
        only: {
          among: all(
            certificates
              .map(({ domain }) => domain)
              .filter(
                (domain) => domain !== expiringCertificate.domain && domain.split('.').length > 2,
              ),
          ),
          belong: [],
        },
        budget: 8,
      },
    }),
    incident('failed-stack', {
      phrasings: [
        'Which CloudFormation stack failed, and why?',
        'failed stacks and the reason',
        'Why was a CloudFormation stack rolled back? Which one?',
        'What failed in CloudFormation, and which resource is to blame?',
        'which stack is in ROLLBACK_COMPLETE and what is the cause',
      ],
      calls: [[call('cloudformation', 'recipe:failed_stacks')]],
      answer: `**${renamed(failed?.name ?? '')}** (us-east-1) was rolled back: ${cause?.id} failed, since the bucket ${renamed(cause?.physical ?? '')} already exists.`,
      expects: {
        facts: [
          name(renamed(failed?.name ?? '')),
          words('already exists'),
          name(renamed(cause?.physical ?? '')),
        ],
        only: { among: all(stacks.map((one) => one.name)), belong: [renamed(failed?.name ?? '')] },
        never: `\\b${cause?.id} (?:succeeded|was created)`,
        budget: 8,
      },
    }),
    incident('oldest-alarm', {
      phrasings: [
        'Which firing alarm has been firing longest, and since when?',
        'the alarm that fires longest: which, since when?',
        'Of the alarms in ALARM state, which is the oldest and since what time?',
        'Since when does the oldest firing alarm fire, and what is its name?',
        'name the alarm that has been in ALARM for the longest time, with the time it started',
      ],
      calls: [
        [
          call('cloudwatch', 'DescribeAlarms', {
            region: 'all',
            parameters: { StateValue: 'ALARM' },
          }),
        ],
      ],
      answer: `**${renamed(oldest?.name ?? '')}** (us-east-1), since ${hhmm(minutesAgo(at, oldest?.sinceMinutesAgo ?? 0))}.`,
      expects: {
        facts: [
          name(renamed(oldest?.name ?? '')),
          moment(minutesAgo(at, oldest?.sinceMinutesAgo ?? 0), 3),
        ],
        only: { among: all(alarms.map((one) => one.name)), belong: [renamed(oldest?.name ?? '')] },
        budget: 6,
      },
    }),
    incident('short-of-tasks', {
      phrasings: [
        'Which ECS service runs fewer tasks than desired, and how many of how many?',
        'ecs services below their desired count, with the counts',
        'Is an ECS service short of tasks? Which, how many run and how many should?',
        'Which ECS services have fewer running tasks than desired? Give both counts.',
        'desired vs running: which ecs service is short of tasks?',
      ],
      calls: [[call('ecs', 'recipe:services_short_of_tasks')]],
      answer: `**${service}** (prod, us-east-1) runs ${up} tasks of ${wanted} desired.`,
      expects: {
        facts: [name(service), amount(wanted), amount(up)],
        only: { among: all(ecsServices.map((one) => one.name)), belong: [service] },
        never: `\\b${wanted}(?: running)?(?: tasks)? ?(?:of|out of|/) ?(?:the )?${up}\\b|\\b${wanted} (?:are )?running(?!:? \\d)|\\b${up} (?:are )?desired(?!:? \\d)`,
        budget: 8,
      },
    }),
  ]
}
