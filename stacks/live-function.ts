import { cloudwatch, lambda } from '@pulumi/aws'
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from '@pulumi/pulumi'
import type { DeploymentConfig } from './config.ts'

interface LiveFunctionArgs {
  functionName: string
  description: string
  /** By digest. */
  imageUri: Input<string>
  roleArn: Input<string>
  memoryMb: number
  timeoutS: number
  environment: Record<string, Input<string>>
  reservedConcurrency: number | undefined
  config: Pick<DeploymentConfig, 'logs' | 'tags' | 'network' | 'functions'>
  /** What a call needs to be there, the role's policies for one. */
  after: Resource[]
}

/**
 * A Lambda from an image, with its log group. Each change publishes a version, and the alias `live`,
 * the only name that callers know, moves to it when it is ready: calls under way end on the old one.
 */
export class LiveFunction extends ComponentResource {
  readonly functionName: string
  readonly alias: lambda.Alias

  constructor(name: string, args: LiveFunctionArgs, options?: ComponentResourceOptions) {
    super('aws-operations-agent:index:LiveFunction', name, {}, options)
    const { functionName } = args
    const { logs, tags, network, functions } = args.config
    this.functionName = functionName
    const logGroup = new cloudwatch.LogGroup(
      name,
      {
        name: `/aws/lambda/${functionName}`,
        retentionInDays: logs.retentionDays,
        ...(logs.kmsKeyArn === undefined ? {} : { kmsKeyId: logs.kmsKeyArn }),
        tags,
      },
      { parent: this },
    )
    const published = new lambda.Function(
      name,
      {
        name: functionName,
        description: args.description,
        packageType: 'Image',
        imageUri: args.imageUri,
        architectures: ['x86_64'],
        role: args.roleArn,
        memorySize: args.memoryMb,
        timeout: args.timeoutS,
        environment: { variables: { ...args.environment, ...wayOut(network) } },
        ...(functions.kmsKeyArn === undefined ? {} : { kmsKeyArn: functions.kmsKeyArn }),
        ...(network === undefined
          ? {}
          : {
              vpcConfig: {
                subnetIds: network.subnetIds,
                securityGroupIds: network.securityGroupIds,
              },
            }),
        loggingConfig: { logFormat: 'Text', logGroup: logGroup.name },
        publish: true,
        ...(args.reservedConcurrency === undefined
          ? {}
          : { reservedConcurrentExecutions: args.reservedConcurrency }),
        tags,
      },
      { parent: this, dependsOn: args.after },
    )
    this.alias = new lambda.Alias(
      name,
      {
        name: 'live',
        description: 'The version that callers get',
        functionName: published.name,
        functionVersion: published.version,
      },
      { parent: this },
    )
    this.registerOutputs({ aliasArn: this.alias.arn })
  }
}

/** What `outbound/` goes by. */
function wayOut(network: DeploymentConfig['network']): Record<string, string> {
  const { proxy, noProxy = [], caFile } = network ?? {}
  return {
    ...(proxy === undefined
      ? {}
      : {
          HTTPS_PROXY: proxy,
          NO_PROXY: noProxy.join(','),
        }),
    ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile }),
  }
}
