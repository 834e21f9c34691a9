import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo, minutesAgo } from '../clock.ts'
import { arn, mainRegion, uuid } from '../facts/company.ts'
import { functionArn, functions } from '../facts/functions.ts'
import { named } from '../facts/network.ts'
import {
  definitionOf,
  type Execution,
  executionArn,
  executionsOf,
  failure,
  type StateMachine,
  stateMachineArn,
  stateMachines,
} from '../facts/state-machines.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListStateMachines: listing({
    as: 'stateMachines',
    from: (at) => machinesIn(at).map((one) => summary(one, at)),
    paging: paging.camel,
  }),
  DescribeStateMachine: (input, at) => {
    const found = machineOf(input, 'stateMachineArn', at)
    return {
      ...summary(found, at),
      status: 'ACTIVE',
      definition: definitionOf(found),
      roleArn: arn('iam', '', `role/lambda-${found.lastStep.function}`),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      revisionId: uuid(`revision ${found.name}`),
    }
  },
  ListExecutions: listing({
    as: 'executions',
    from: (at, input) =>
      executionsOf(machineOf(input, 'stateMachineArn', at)).map((one) => shown(one, at)),
    where: ({ status }, input) => (text(input, 'statusFilter') ?? status) === status,
    paging: paging.camel,
  }),
  DescribeExecution: (input, at) => {
    const found = executionOf(input, at)
    return {
      ...shown(found, at),
      input: JSON.stringify(inputOf(found)),
      ...(found.failed ? failure : { output: JSON.stringify({ sent: true }) }),
    }
  },
  GetExecutionHistory: (input, at) => ({ events: eventsOf(executionOf(input, at), at) }),
  DescribeStateMachineForExecution: (input, at) => {
    const { machine } = executionOf(input, at)
    return {
      stateMachineArn: stateMachineArn(machine),
      name: machine.name,
      definition: definitionOf(machine),
      roleArn: arn('iam', '', `role/lambda-${machine.lastStep.function}`),
      updateDate: daysAgo(at, machine.createdDaysAgo),
    }
  },
  ListTagsForResource: (input, at) => {
    const { service, owner } = machineOf(input, 'resourceArn', at)
    const tags = { Env: 'prod', Service: service, ...(owner && { Owner: owner }) }
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }
  },
}

const machinesIn = (at: Place) => (at.region === mainRegion ? stateMachines : [])

function machineOf(input: Input, member: string, at: Place): StateMachine {
  const all = machinesIn(at).map((machine) => ({ machine, arn: stateMachineArn(machine) }))
  return find(all, text(input, member), {
    by: ['arn'],
    missing: {
      name: 'StateMachineDoesNotExist',
      message: (id) => `State Machine Does Not Exist: '${id}'`,
    },
  }).machine
}

function executionOf(input: Input, at: Place): Execution {
  const all = machinesIn(at)
    .flatMap(executionsOf)
    .map((execution) => ({ execution, arn: executionArn(execution) }))
  return find(all, text(input, 'executionArn'), {
    by: ['arn'],
    missing: {
      name: 'ExecutionDoesNotExist',
      message: (id) => `Execution Does Not Exist: '${id}'`,
    },
  }).execution
}

const summary = (one: StateMachine, at: Place) => ({
  stateMachineArn: stateMachineArn(one),
  name: one.name,
  type: 'STANDARD',
  creationDate: daysAgo(at, one.createdDaysAgo),
})

const shown = (one: Execution, at: Place) => ({
  executionArn: executionArn(one),
  stateMachineArn: stateMachineArn(one.machine),
  name: one.name,
  status: one.failed ? 'FAILED' : 'SUCCEEDED',
  startDate: minutesAgo(at, one.startedMinutesAgo),
  stopDate: stopped(one, at),
  redriveCount: 0,
})

const stopped = (one: Execution, at: Place) =>
  minutesAgo(at, one.startedMinutesAgo - one.seconds / 60)

const inputOf = ({ name, failed }: Execution) => ({
  order: name.slice(0, 8),
  ...(failed ? {} : { total: { currency: 'USD' } }),
})

function eventsOf(one: Execution, at: Place): Output[] {
  const { lastStep } = one.machine
  const start = { timestamp: minutesAgo(at, one.startedMinutesAgo) }
  const end = { timestamp: stopped(one, at) }
  const failed = { error: failure.error, cause: failure.cause }
  return [
    {
      ...start,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: JSON.stringify(inputOf(one)) },
    },
    {
      ...start,
      type: 'TaskStateEntered',
      stateEnteredEventDetails: { name: lastStep.name, input: JSON.stringify(inputOf(one)) },
    },
    {
      ...start,
      type: 'LambdaFunctionScheduled',
      lambdaFunctionScheduledEventDetails: {
        resource: functionArn(named(functions, lastStep.function)),
      },
    },
    one.failed
      ? { ...end, type: 'LambdaFunctionFailed', lambdaFunctionFailedEventDetails: failed }
      : { ...end, type: 'LambdaFunctionSucceeded' },
    one.failed
      ? { ...end, type: 'ExecutionFailed', executionFailedEventDetails: failed }
      : { ...end, type: 'ExecutionSucceeded' },
  ].map((event, index) => ({ ...event, id: index + 1, previousEventId: index }))
}
