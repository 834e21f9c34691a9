import type { Answers, Output, Place } from '../../answer.ts'
import { text } from '../../answer.ts'
import { daysAgo, minutesAgo } from '../../clock.ts'
import { arn } from '../../facts/company.ts'
import {
  clusterNamed,
  type EcsService,
  ecsServices,
  familyOf,
  imageOf,
  isBroken,
  logGroupOf,
  taskDefinitionArn,
} from '../../facts/containers.ts'
import { badDeploy } from '../../facts/incidents.ts'
import { find, listing, startsWith } from '../../listing.ts'
import { paging } from '../../paging.ts'

export const taskDefinitionAnswers: Answers = {
  ListTaskDefinitionFamilies: listing({
    as: 'families',
    from: (at) => servicesIn(at).map((one) => ({ family: familyOf(one) })),
    where: startsWith('familyPrefix', 'family'),
    show: ({ family }) => family,
    paging: paging.camel,
  }),
  ListTaskDefinitions: listing({
    as: 'taskDefinitionArns',
    from: definitions,
    where: startsWith('familyPrefix', 'family'),
    show: ({ taskDefinitionArn: shown }) => shown,
    paging: paging.camel,
  }),
  DescribeTaskDefinition: (input, at) => {
    const all = definitions(at)
    const asked = text(input, 'taskDefinition')
    const newestFirst = all.toReversed().map((one) => ({ one, ...names(one) }))
    const { one } = find(newestFirst, asked, {
      by: ['arn', 'family', 'familyRevision'],
      missing: {
        name: 'ClientException',
        message: () => 'Unable to describe task definition.',
      },
    })
    return { taskDefinition: one, tags: [] }
  },
}

const servicesIn = (at: Place) =>
  ecsServices.filter(({ cluster }) => clusterNamed(cluster).region === at.region)

function names({ taskDefinitionArn: named, family, revision }: Output) {
  return { arn: named, family, familyRevision: `${family}:${revision}` }
}

// Of each family the newest two: what changed between them can be seen.
function definitions(at: Place): Output[] {
  return servicesIn(at).flatMap((one) => [
    definition(one, one.revision - 1, at),
    definition(one, one.revision, at),
  ])
}

function definition(service: EcsService, revision: number, at: Place): Output {
  const { name, cpu, memory, environment } = service
  const newest = revision === service.revision
  return {
    taskDefinitionArn: taskDefinitionArn(service, revision),
    family: familyOf(service),
    revision,
    status: 'ACTIVE',
    cpu,
    memory,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    compatibilities: ['EC2', 'FARGATE'],
    executionRoleArn: arn('iam', '', 'role/ecs-task-execution'),
    taskRoleArn: arn('iam', '', 'role/ecs-services'),
    registeredAt: registeredAt(service, newest, at),
    registeredBy: arn('iam', '', `user/${service.owner ?? 'ci-deployer'}`),
    volumes: [],
    containerDefinitions: [
      {
        name,
        image: imageOf(service, revision),
        essential: true,
        cpu: 0,
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
        environment: variables(newest ? environment : before(service)),
        secrets: [],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': logGroupOf(service),
            'awslogs-region': at.region,
            'awslogs-stream-prefix': name,
          },
        },
        healthCheck: {
          command: ['CMD-SHELL', 'curl -fs http://127.0.0.1:8080/healthz'],
          interval: 15,
          timeout: 5,
          retries: 2,
        },
      },
    ],
  }
}

function registeredAt(service: EcsService, newest: boolean, at: Place): Date {
  if (!newest) return daysAgo(at, service.deployedDaysAgo + 8.4)
  return isBroken(service)
    ? minutesAgo(at, badDeploy.registeredMinutesAgo)
    : daysAgo(at, service.deployedDaysAgo)
}

const before = (service: EcsService) =>
  isBroken(service)
    ? { ...service.environment, DB_POOL_MAX: badDeploy.poolSize.before }
    : service.environment

function variables(environment: Readonly<Record<string, string>>) {
  return Object.entries({ ...environment, LOG_LEVEL: 'info' }).map(([name, value]) => ({
    name,
    value,
  }))
}
