import { bedrock, lambda } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi'
import type { Tool } from '../tools/tool.ts'
import { traceHeaders } from '../tools/trace-headers.ts'
import type { DeploymentConfig } from './config.ts'
import { gatewayPermissions, gatewayTrust } from './iam/gateway.ts'
import { jwtAuthorizer } from './jwt-authorizer.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'
import { Role } from './role.ts'
import { toolSchema } from './tool-schema.ts'

interface GatewayArgs {
  tools: readonly Tool[]
  toolHandler: lambda.Alias
  config: DeploymentConfig
  names: Names
  place: Place
}

/** The MCP server that AgentCore runs: it checks each caller's token, and calls the tool handler. */
export class Gateway extends ComponentResource {
  readonly gatewayId: Output<string>
  readonly gatewayArn: Output<string>
  readonly gatewayUrl: Output<string>
  readonly targetId: Output<string>
  readonly roleArn: Output<string>

  constructor(name: string, args: GatewayArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Gateway', name, {}, options)
    const { tools, toolHandler, config, names, place } = args
    const { role, ready } = new Role(
      name,
      {
        roleName: names.gatewayRole,
        description: 'With which the AgentCore gateway calls the tool handler',
        trust: gatewayTrust(config, names, place),
        permissions: gatewayPermissions(config, names, place),
        config,
      },
      { parent: this },
    )
    const permission = new lambda.Permission(
      name,
      {
        statementId: 'gateway',
        action: 'lambda:InvokeFunction',
        function: toolHandler.functionName,
        qualifier: toolHandler.name,
        principal: role.arn,
      },
      { parent: this },
    )
    const gateway = new bedrock.AgentcoreGateway(
      name,
      {
        name: names.gateway,
        description: 'The tools of the AWS Operations Agent',
        roleArn: role.arn,
        protocolType: 'MCP',
        protocolConfiguration: {
          mcp: { searchType: 'SEMANTIC', supportedVersions: mcpVersions },
        },
        authorizerType: 'CUSTOM_JWT',
        authorizerConfiguration: { customJwtAuthorizer: jwtAuthorizer(config) },
        ...(config.gateway.kmsKeyArn === undefined ? {} : { kmsKeyArn: config.gateway.kmsKeyArn }),
        tags: config.tags,
      },
      // Another would have another address, which every client has to be told.
      {
        parent: this,
        protect: config.conversations.deletionProtection,
        dependsOn: config.gateway.kmsKeyArn === undefined ? [] : ready,
      },
    )
    const target = new bedrock.AgentcoreGatewayTarget(
      name,
      {
        name: names.gatewayTarget,
        description: 'Reads AWS, and never changes it',
        gatewayIdentifier: gateway.gatewayId,
        credentialProviderConfiguration: { gatewayIamRole: {} },
        targetConfiguration: {
          mcp: {
            lambda: {
              lambdaArn: toolHandler.arn,
              toolSchema: { inlinePayloads: tools.map(toolSchema) },
            },
          },
        },
        metadataConfiguration: { allowedRequestHeaders: [...traceHeaders] },
      },
      // AgentCore tries the function when it makes the target.
      { parent: this, dependsOn: [permission, ...ready] },
    )
    this.gatewayId = gateway.gatewayId
    this.gatewayArn = gateway.gatewayArn
    this.gatewayUrl = gateway.gatewayUrl
    this.targetId = target.targetId
    this.roleArn = role.arn
    this.registerOutputs({ gatewayUrl: gateway.gatewayUrl })
  }
}

/** All that AgentCore has: clients of any age connect. */
const mcpVersions = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']
