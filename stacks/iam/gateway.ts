import type { DeploymentConfig } from '../config.ts'
import type { Names } from '../names.ts'
import { arnIn, globalArn, type Place } from '../place.ts'
import { policyDocument, type Statement } from './document.ts'

export function gatewayTrust(config: DeploymentConfig, names: Names, place: Place): string {
  return policyDocument([ownGatewayTrust(names, place), ...serviceAccountTrust(config, place)])
}

/** AgentCore, when it acts for this gateway of this account. */
export function ownGatewayTrust(names: Names, place: Place): Statement {
  // A gateway's id is its name and ten characters that AgentCore chooses when it makes it.
  const gateway = arnIn(place, 'bedrock-agentcore', `gateway/${names.gateway}-*`)
  return {
    Sid: 'AgentCoreForOwnGateway',
    Effect: 'Allow',
    Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': place.accountId },
      ArnLike: { 'aws:SourceArn': gateway },
    },
  }
}

/** The tool function, as it is live: no other function, and no other version of this one. */
export function gatewayPermissions(
  { gateway }: Pick<DeploymentConfig, 'gateway'>,
  names: Names,
  place: Place,
): string {
  return policyDocument([
    {
      Sid: 'InvokeLiveToolHandler',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: arnIn(place, 'lambda', `function:${names.toolHandler}:live`),
    },
    ...(gateway.kmsKeyArn === undefined ? [] : gatewayKey(gateway.kmsKeyArn, place)),
  ])
}

/** As AgentCore's documentation asks; the key's own policy has to allow the same. */
function gatewayKey(keyArn: string, place: Place): Statement[] {
  const through = { 'kms:ViaService': `bedrock-agentcore.${place.region}.amazonaws.com` }
  return [
    {
      Sid: 'GatewayKeyThroughAgentCore',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
      Resource: keyArn,
      Condition: { StringEquals: through },
    },
    {
      Sid: 'GrantGatewayKeyToAgentCore',
      Effect: 'Allow',
      Action: 'kms:CreateGrant',
      Resource: keyArn,
      Condition: { StringEquals: through, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ]
}

/**
 * AgentCore's own account. A principal of another account brings no aws:SourceAccount or
 * aws:SourceArn, so no condition can hold this to our gateway: whoever acts as that account may
 * take the role, and then call the tool handler, which only reads. It is an account of the
 * partition `aws`; IAM refuses a principal that another partition does not know.
 */
function serviceAccountTrust(config: DeploymentConfig, place: Place): Statement[] {
  const { agentCoreServiceAccount: account } = config
  if (account === false || place.partition !== 'aws') return []
  return [
    {
      Sid: 'AgentCoreServiceAccount',
      Effect: 'Allow',
      Principal: { AWS: globalArn(place, `iam::${account}:root`) },
      Action: 'sts:AssumeRole',
    },
  ]
}
