import { coreServices } from '../../../tools/catalogue/services.ts'
import { executionPolicies } from '../../../tools/iam/execution-policies.ts'
import { account } from '../run-program.ts'
import { type Environment, environments } from './environments.ts'
import { imageResources, lambdaTrust, ownGatewayTrust, tagsOf } from './shared.ts'

/** The tool handler and the gateway before it, but for the tools' schemas. */
export async function expectedTools(environment: Environment): Promise<Record<string, unknown>> {
  return {
    ...(await toolHandler(environment)),
    ...gateway(environment),
  }
}

async function toolHandler(environment: Environment): Promise<Record<string, unknown>> {
  const { logLevel, retentionDays } = environments[environment]
  const name = `${environment}-bedrock-agentcore-mcp-tool`
  const role = `${name}-us-east-1`
  const tags = tagsOf(environment)
  return {
    ...imageResources('tool-handler', name, tags),
    'aws:iam/role:Role tool-handler': {
      name: role,
      description: 'What the tools of the AWS Operations Agent may read',
      assumeRolePolicy: {
        Version: '2012-10-17',
        Statement: [lambdaTrust, ownGatewayTrust(`aws-operations-agent-${environment}`)],
      },
      tags,
    },
    'aws:iam/rolePolicy:RolePolicy tool-handler': {
      name: 'own',
      role,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'WriteOwnLogs',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/${name}:log-stream:*`,
          },
        ],
      },
    },
    ...(await managedPolicies(role, tags)),
    'aws:cloudwatch/logGroup:LogGroup tool-handler': {
      name: `/aws/lambda/${name}`,
      retentionInDays: retentionDays,
      tags,
    },
    'aws:lambda/function:Function tool-handler': {
      name,
      description: 'AWS Operations Agent: runs the tools, which read and never change',
      packageType: 'Image',
      imageUri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${name}@sha256:${'0'.repeat(64)}`,
      architectures: ['x86_64'],
      role: `arn:aws:iam::${account}:role/${role}`,
      memorySize: 3008,
      timeout: 900,
      environment: {
        variables: { DATA_ACCESS: '', ENVIRONMENT: environment, LOG_LEVEL: logLevel },
      },
      loggingConfig: { logFormat: 'Text', logGroup: `/aws/lambda/${name}` },
      publish: true,
      tags,
    },
    'aws:lambda/alias:Alias tool-handler': {
      name: 'live',
      description: 'The version that callers get',
      functionName: name,
      functionVersion: '7',
    },
  }
}

async function managedPolicies(role: string, tags: object): Promise<Record<string, unknown>> {
  const policies = await executionPolicies({
    services: coreServices,
    dataAccess: new Set(),
    partition: 'aws',
  })
  return Object.fromEntries(
    policies.flatMap(({ name, document }) => [
      [
        `aws:iam/policy:Policy tool-handler-${name}`,
        { name: `${role}-${name}`, policy: document, tags },
      ],
      [
        `aws:iam/rolePolicyAttachment:RolePolicyAttachment tool-handler-${name}`,
        { role, policyArn: `arn:aws:iam::${account}:policy/${role}-${name}` },
      ],
    ]),
  )
}

function gateway(environment: Environment): Record<string, unknown> {
  const name = `aws-operations-agent-${environment}`
  const role = `BedrockAgentCoreGatewayExecutionRole-${environment}-us-east-1`
  const toolFunction = `${environment}-bedrock-agentcore-mcp-tool`
  const liveArn = `arn:aws:lambda:us-east-1:${account}:function:${toolFunction}:live`
  const tags = tagsOf(environment)
  return {
    'aws:iam/role:Role gateway': {
      name: role,
      description: 'With which the AgentCore gateway calls the tool handler',
      assumeRolePolicy: {
        Version: '2012-10-17',
        Statement: [
          ownGatewayTrust(name),
          {
            Sid: 'AgentCoreServiceAccount',
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::996756280381:root' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      tags,
    },
    'aws:iam/rolePolicy:RolePolicy gateway': {
      name: 'own',
      role,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'InvokeLiveToolHandler',
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: liveArn,
          },
        ],
      },
    },
    'aws:lambda/permission:Permission gateway': {
      statementId: 'gateway',
      action: 'lambda:InvokeFunction',
      function: toolFunction,
      qualifier: 'live',
      principal: `arn:aws:iam::${account}:role/${role}`,
    },
    'aws:bedrock/agentcoreGateway:AgentcoreGateway gateway': {
      name,
      description: 'The tools of the AWS Operations Agent',
      roleArn: `arn:aws:iam::${account}:role/${role}`,
      protocolType: 'MCP',
      protocolConfiguration: {
        mcp: {
          searchType: 'SEMANTIC',
          supportedVersions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'],
        },
      },
      authorizerType: 'CUSTOM_JWT',
      authorizerConfiguration: {
        customJwtAuthorizer: {
          discoveryUrl: 'https://acme.okta.com/oauth2/default/.well-known/openid-configuration',
          allowedAudiences: ['api://aws-operations-agent'],
          customClaims: [
            {
              inboundTokenClaimName: 'cid',
              inboundTokenClaimValueType: 'STRING',
              authorizingClaimMatchValue: {
                claimMatchOperator: 'EQUALS',
                claimMatchValue: { matchValueString: '0oa0000000acme' },
              },
            },
          ],
        },
      },
      tags,
    },
    'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget gateway': {
      name: 'docker-strands-target',
      description: 'Reads AWS, and never changes it',
      gatewayIdentifier: `${name}-abcdefghij`,
      credentialProviderConfiguration: { gatewayIamRole: {} },
      targetConfiguration: {
        mcp: { lambda: { lambdaArn: liveArn, toolSchema: 'see tool-schema.test.ts' } },
      },
      metadataConfiguration: {
        allowedRequestHeaders: [
          'x-agent-request-id',
          'x-agent-conversation-id',
          'x-agent-budget-usd',
          'x-agent-time-zone',
        ],
      },
    },
  }
}
