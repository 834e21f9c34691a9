import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from '@pulumi/pulumi'
import { agentEnvironment } from './agent-environment.ts'
import type { DeploymentConfig } from './config.ts'
import { FunctionUrl } from './function-url.ts'
import { agentPermissions, agentTrust } from './iam/agent.ts'
import { LiveFunction } from './live-function.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'
import { Role } from './role.ts'

interface AgentArgs {
  imageUri: Input<string>
  conversationsTable: Input<string>
  gatewayUrl: Input<string>
  revision: string | undefined
  config: DeploymentConfig
  names: Names
  place: Place
}

/** The agent: takes questions at its Function URL, and streams the answers. */
export class Agent extends ComponentResource {
  readonly functionName: string
  readonly url: Output<string>

  constructor(name: string, args: AgentArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:Agent', name, {}, options)
    const { config, names, place } = args
    const { role, ready } = new Role(
      name,
      {
        roleName: names.agentRole,
        description: 'What the AWS Operations Agent itself may do: its conversations and its model',
        trust: agentTrust,
        permissions: agentPermissions(config, names, place),
        config,
      },
      { parent: this },
    )
    const { alias, functionName } = new LiveFunction(
      name,
      {
        functionName: names.agent,
        description: 'AWS Operations Agent: answers questions about an AWS estate',
        imageUri: args.imageUri,
        roleArn: role.arn,
        memoryMb: 1536,
        timeoutS: 300,
        environment: agentEnvironment(config, args),
        reservedConcurrency: config.reservedConcurrency.agent,
        config,
        after: ready,
      },
      { parent: this },
    )
    this.functionName = functionName
    this.url = new FunctionUrl(name, { alias, config, place }, { parent: this }).url
    this.registerOutputs({ url: this.url })
  }
}
