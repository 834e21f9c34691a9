import { arnIn, type Place } from '../../stacks/place.ts'
import { type Asked, changes, looks, type Need, throughService } from './need.ts'
import { passRole } from './needs-of-roles.ts'

export function ofGateway({ inputs, place }: Asked): Need[] {
  const gateway = [gatewayArn(`${inputs.name}-`, place)]
  const directory = arnIn(place, 'bedrock-agentcore', 'workload-identity-directory/default')
  return [
    looks(
      'ReadGateway',
      ['bedrock-agentcore:GetGateway', 'bedrock-agentcore:ListTagsForResource'],
      gateway,
    ),
    // Takes no resource: the gateway has its ARN only then.
    changes('MakeGateway', ['bedrock-agentcore:CreateGateway'], ['*']),
    changes(
      'ChangeGateway',
      [
        'bedrock-agentcore:DeleteGateway',
        'bedrock-agentcore:SynchronizeGatewayTargets',
        'bedrock-agentcore:TagResource',
        'bedrock-agentcore:UntagResource',
        'bedrock-agentcore:UpdateGateway',
      ],
      gateway,
    ),
    // Which AgentCore makes with a gateway, in its name.
    changes(
      'IdentityOfGateway',
      ['bedrock-agentcore:CreateWorkloadIdentity', 'bedrock-agentcore:DeleteWorkloadIdentity'],
      [directory, `${directory}/workload-identity/${inputs.name}-${chosenId}`],
    ),
    passRole(inputs.roleArn, 'bedrock-agentcore'),
    ...throughService(
      'GatewayKey',
      'bedrock-agentcore',
      [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:GenerateDataKey',
        'kms:ListGrants',
      ],
      { inputs, place },
    ),
  ]
}

export function ofGatewayTarget({ inputs, place }: Asked): Need[] {
  const gateway = [gatewayArn(String(inputs.gatewayIdentifier).slice(0, -chosenId.length), place)]
  return [
    looks('ReadTarget', ['bedrock-agentcore:GetGatewayTarget'], gateway),
    changes(
      'ChangeTarget',
      [
        'bedrock-agentcore:CreateGatewayTarget',
        'bedrock-agentcore:DeleteGatewayTarget',
        'bedrock-agentcore:UpdateGatewayTarget',
      ],
      gateway,
    ),
  ]
}

/** AgentCore puts ten characters of its own behind a gateway's name. */
const chosenId = '?'.repeat(10)

const gatewayArn = (start: string, place: Place) =>
  arnIn(place, 'bedrock-agentcore', `gateway/${start}${chosenId}`)
