import type { Answers, Input, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { SampleAccountError } from '../error.ts'
import { arn, uuid } from '../facts/company.ts'
import { type Stack, stacks } from '../facts/stacks.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListStacks: listing({
    as: 'StackSummaries',
    from: (at) => stacksIn(at).map((one) => summary(one, at)),
    where: ({ StackStatus }, input) => {
      const wanted = texts(input, 'StackStatusFilter')
      return wanted.length === 0 || wanted.some((one) => one === StackStatus)
    },
    paging: paging.nextTokenOnly,
  }),
  DescribeStacks: listing({
    as: 'Stacks',
    from: (at, input) =>
      (text(input, 'StackName') ? [stackOf(input, at)] : stacksIn(at)).map((one) =>
        describe(one, at),
      ),
    paging: paging.nextTokenOnly,
  }),
  DescribeStackEvents: listing({
    as: 'StackEvents',
    from: (at, input) => events(stackOf(input, at), at),
    paging: paging.nextTokenOnly,
  }),
  ListStackResources: listing({
    as: 'StackResourceSummaries',
    from: (at, input) => resources(stackOf(input, at), at),
    paging: paging.nextTokenOnly,
  }),
  DescribeStackResources: (input, at) => {
    const stack = stackOf(input, at)
    return {
      StackResources: resources(stack, at).map(({ LastUpdatedTimestamp, ...shown }) => ({
        ...shown,
        StackName: stack.name,
        StackId: stackId(stack),
        Timestamp: LastUpdatedTimestamp,
      })),
    }
  },
  DescribeStackResource: (input, at) => {
    const stack = stackOf(input, at)
    const found = find(resources(stack, at), text(input, 'LogicalResourceId'), {
      by: ['LogicalResourceId'],
      missing: {
        name: 'ValidationError',
        message: (id) => `Resource ${id} does not exist for stack ${stack.name}`,
      },
    })
    return { StackResourceDetail: { ...found, StackName: stack.name, StackId: stackId(stack) } }
  },
  ListExports: () => ({ Exports: [] }),
}

function stacksIn(at: Place) {
  return stacks.filter(({ region }) => region === at.region)
}

function stackOf(input: Input, at: Place): Stack {
  const asked = text(input, 'StackName') ?? ''
  const found = stacksIn(at).find((one) => one.name === asked || stackId(one) === asked)
  if (found) return found
  throw new SampleAccountError('ValidationError', {
    message: `Stack with id ${asked} does not exist`,
  })
}

const stackId = ({ name, region }: Stack) =>
  arn('cloudformation', region, `stack/${name}/${uuid(`stack ${name}`)}`)

const isFailed = ({ status }: Stack) => status.startsWith('ROLLBACK')

function summary(stack: Stack, at: Place) {
  const { name, status, description, createdDaysAgo, updatedDaysAgo } = stack
  return {
    StackId: stackId(stack),
    StackName: name,
    TemplateDescription: description,
    CreationTime: daysAgo(at, createdDaysAgo),
    ...(updatedDaysAgo && { LastUpdatedTime: daysAgo(at, updatedDaysAgo) }),
    StackStatus: status,
    ...(isFailed(stack) && { StackStatusReason: failedReason(stack) }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  }
}

function failedReason({ resources: all }: Stack): string {
  const failed = all.filter((one) => one.failed).map(({ id }) => id)
  return `The following resource(s) failed to create: [${failed.join(', ')}]. Rollback requested by user.`
}

function describe(stack: Stack, at: Place): Output {
  const { TemplateDescription, ...shown } = summary(stack, at)
  return {
    ...shown,
    Description: TemplateDescription,
    DisableRollback: false,
    EnableTerminationProtection: false,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    NotificationARNs: [],
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({
      OutputKey,
      OutputValue,
    })),
    Tags: [{ Key: 'Env', Value: 'prod' }],
  }
}

function resources(stack: Stack, at: Place) {
  const { createdDaysAgo, updatedDaysAgo = createdDaysAgo } = stack
  const undone = isFailed(stack)
  return stack.resources.map(({ id, type, physical }) => ({
    LogicalResourceId: id,
    PhysicalResourceId: physical,
    ResourceType: type,
    LastUpdatedTimestamp: daysAgo(at, updatedDaysAgo),
    ResourceStatus: undone ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE',
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  }))
}

// Newest first; a minute a step, so that the order can be read.
function events(stack: Stack, at: Place): Output[] {
  const steps = [
    step(stack.name, stackType, 'CREATE_IN_PROGRESS'),
    ...stack.resources.map(({ id, type, failed }) =>
      step(id, type, failed ? 'CREATE_FAILED' : 'CREATE_COMPLETE', failed),
    ),
    ...(isFailed(stack)
      ? [step(stack.name, stackType, 'ROLLBACK_IN_PROGRESS', failedReason(stack))]
      : []),
    step(stack.name, stackType, isFailed(stack) ? stack.status : 'CREATE_COMPLETE'),
  ]
  const minute = 1 / (24 * 60)
  return steps
    .map((one, index) => ({
      ...one,
      EventId: uuid(`${stack.name} event ${index}`),
      StackId: stackId(stack),
      StackName: stack.name,
      Timestamp: daysAgo(at, stack.createdDaysAgo - index * minute),
    }))
    .reverse()
}

const stackType = 'AWS::CloudFormation::Stack'

function step(id: string, ResourceType: string, ResourceStatus: string, why?: string): Output {
  return {
    LogicalResourceId: id,
    ResourceType,
    ResourceStatus,
    ...(why && { ResourceStatusReason: why }),
  }
}
