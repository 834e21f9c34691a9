import { globalArn, type Place } from '../../stacks/place.ts'
import type { KeptList } from '../../tools/kept-list.ts'
import type { Asked, Need } from './need.ts'
import { ofAlias, ofFunction, ofFunctionUrl, ofPermission } from './needs-of-functions.ts'
import { ofGateway, ofGatewayTarget } from './needs-of-gateways.ts'
import { ofImage, ofRepository } from './needs-of-images.ts'
import { ofPolicy, ofRole, ofRolePolicy, ofRolePolicyAttachment } from './needs-of-roles.ts'
import { ofAlarm, ofBudget, ofDashboard, ofLogGroup, ofTable } from './needs-of-the-rest.ts'
import type { Planned } from './planned-resources.ts'

/** Of each kind of resource of the program, what whoever deploys it has to be allowed. */
const kinds: Record<string, (asked: Asked, name: string) => Need[]> = {
  'aws:bedrock/agentcoreGateway:AgentcoreGateway': ofGateway,
  'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget': ofGatewayTarget,
  'aws:budgets/budget:Budget': ofBudget,
  'aws:cloudwatch/dashboard:Dashboard': ofDashboard,
  'aws:cloudwatch/logGroup:LogGroup': ofLogGroup,
  'aws:cloudwatch/metricAlarm:MetricAlarm': ofAlarm,
  'aws:dynamodb/table:Table': ofTable,
  'aws:iam/policy:Policy': ofPolicy,
  'aws:iam/role:Role': ofRole,
  'aws:iam/rolePolicy:RolePolicy': ofRolePolicy,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ofRolePolicyAttachment,
  'aws:lambda/alias:Alias': ofAlias,
  'aws:lambda/function:Function': ofFunction,
  'aws:lambda/functionUrl:FunctionUrl': ofFunctionUrl,
  'aws:lambda/permission:Permission': ofPermission,
  'awsx:ecr:Repository': ofRepository,
  'docker:index/image:Image': ofImage,
}

export const deployerNeeds: KeptList = {
  what: 'what whoever deploys has to be allowed (deploy/deployer/needs-of-*.ts)',
  source:
    'the calls in terraform-provider-aws, internal/service/*, and `handlers.permissions` of CloudFormation’s resource schemas, in cfn-lint of PyPI (schemas of 2026-10-20)',
  comparedOn: '2026-11-28',
  goodForDays: 180,
}

/** One of each name, of all the resources that it is for. */
export function needsOf(resources: readonly Planned[], place: Place): Need[] {
  const roles = resources.filter(({ type }) => type === 'aws:iam/role:Role')
  const boundary = roles.map(({ inputs }) => inputs.permissionsBoundary).find(Boolean)
  const asked = {
    place,
    boundary: boundary === undefined ? undefined : String(boundary),
    roleArn: (name: unknown) => {
      const path = roles.find(({ inputs }) => inputs.name === name)?.inputs.path ?? '/'
      return globalArn(place, `iam::${place.accountId}:role${path}${name}`)
    },
  }
  const needs = new Map<string, Need>()
  for (const { type, name, inputs } of resources) {
    const kind = kinds[type]
    if (kind === undefined) {
      throw new Error(
        `What making a ${type} needs is not known: add it to deploy/deployer/needs.ts`,
      )
    }
    for (const need of kind({ inputs, ...asked }, name)) {
      needs.set(need.sid, together(needs.get(need.sid), need))
    }
  }
  return [...needs.values()]
}

function together(former: Need | undefined, need: Need): Need {
  if (former === undefined) return need
  const on = [...new Set([...former.on, ...need.on])].toSorted()
  const policies = [former, need].flatMap(({ when }) => when?.ArnLike?.['iam:PolicyARN'] ?? [])
  const when =
    policies.length === 0
      ? need.when
      : { ...need.when, ArnLike: { 'iam:PolicyARN': [...new Set(policies)].toSorted() } }
  return { ...need, on, ...(when !== undefined && { when }) }
}
