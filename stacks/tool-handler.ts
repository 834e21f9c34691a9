import type { lambda } from '@pulumi/aws'
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi'
import type { ExecutionPolicy } from '../tools/iam/execution-policies.ts'
import type { DeploymentConfig } from './config.ts'
import { toolHandlerPermissions, toolHandlerTrust } from './iam/tool-handler.ts'
import { LiveFunction } from './live-function.ts'
import type { Names } from './names.ts'
import { globalArn, type Place } from './place.ts'
import { Role } from './role.ts'

interface ToolHandlerArgs {
  imageUri: Input<string>
  /** What the tools may read: managed policies from the catalogue of operations. */
  policies: readonly ExecutionPolicy[]
  config: DeploymentConfig
  names: Names
  place: Place
}

/** The function behind the gateway, which runs the tools with a role that can only read. */
export class ToolHandler extends ComponentResource {
  readonly functionName: string
  readonly alias: lambda.Alias

  constructor(name: string, args: ToolHandlerArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:ToolHandler', name, {}, options)
    const { config, names, place } = args
    const { role, ready } = new Role(
      name,
      {
        roleName: names.toolHandlerRole,
        description: 'What the tools of the AWS Operations Agent may read',
        trust: toolHandlerTrust(names, place),
        permissions: toolHandlerPermissions(config, names, place),
        policies: config.toolRole.modelAccess ? withModels(args.policies) : args.policies,
        attachedArns: config.toolRole.readOnlyAccess
          ? [globalArn(place, 'iam::aws:policy/ReadOnlyAccess')]
          : [],
        config,
      },
      { parent: this },
    )
    const { alias, functionName } = new LiveFunction(
      name,
      {
        functionName: names.toolHandler,
        description: 'AWS Operations Agent: runs the tools, which read and never change',
        imageUri: args.imageUri,
        roleArn: role.arn,
        memoryMb: 3008,
        timeoutS: 900,
        environment: {
          DATA_ACCESS: config.dataAccess.join(','),
          ...(config.services === 'core' ? {} : { SERVICES: [config.services].flat().join(',') }),
          ...(config.toolRole.readableAccounts === undefined
            ? {}
            : { READABLE_ACCOUNTS: config.toolRole.readableAccounts.join(',') }),
          ENVIRONMENT: config.environment,
          LOG_LEVEL: config.logs.level,
        },
        reservedConcurrency: config.reservedConcurrency.toolHandler,
        config,
        after: ready,
      },
      { parent: this },
    )
    this.alias = alias
    this.functionName = functionName
    this.registerOutputs({ aliasArn: alias.arn })
  }
}

/** The catalogue's deny names invoking a model, and a deny would outdo what configuration allows. */
function withModels(policies: readonly ExecutionPolicy[]): ExecutionPolicy[] {
  return policies.map(({ name, document }) => ({
    name,
    document: {
      ...document,
      Statement: document.Statement.map((statement) =>
        statement.Effect === 'Allow'
          ? statement
          : { ...statement, Action: statement.Action.filter((action) => !isInvoke(action)) },
      ),
    },
  }))
}

const isInvoke = (action: string) =>
  action === 'bedrock:InvokeModel' || action === 'bedrock:InvokeModelWithResponseStream'
