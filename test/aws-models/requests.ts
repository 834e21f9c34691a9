import type { Planned } from '../../deploy/deployer/planned-resources.ts'

/** A request to AWS that a provider makes of a resource's inputs, as AWS's own models describe it. */
export interface AwsRequest {
  service: string
  operation: string
  params: object
  /** Of the same, a resource as CloudFormation takes it. */
  resource?: { Type: string; Properties: object }
}

type Inputs = Planned['inputs']

/** The requests that make a resource. Kinds that nobody has mapped are refused. */
export function requestsFor({ type, inputs }: Pick<Planned, 'type' | 'inputs'>): AwsRequest[] {
  const kind = kinds[type]
  if (kind === undefined) throw new Error(`The requests for a ${type} are not known: add them here`)
  // Without what is not set.
  return JSON.parse(JSON.stringify(kind(inputs)))
}

const tagList = (tags: unknown) =>
  Object.entries(Object(tags)).map(([Key, Value]) => ({ Key, Value }))

const kinds: Record<string, (inputs: Inputs) => AwsRequest[]> = {
  'aws:iam/role:Role'({ name, path, description, assumeRolePolicy, permissionsBoundary, tags }) {
    const params = {
      ...{ RoleName: name, Path: path, Description: description },
      ...{ PermissionsBoundary: permissionsBoundary, Tags: tagList(tags) },
    }
    return [
      {
        ...iam('CreateRole', { ...params, AssumeRolePolicyDocument: assumeRolePolicy }),
        resource: {
          Type: 'AWS::IAM::Role',
          Properties: { ...params, AssumeRolePolicyDocument: JSON.parse(String(assumeRolePolicy)) },
        },
      },
    ]
  },
  'aws:iam/rolePolicy:RolePolicy'({ name, role, policy }) {
    const params = { RoleName: role, PolicyName: name }
    return [
      {
        ...iam('PutRolePolicy', { ...params, PolicyDocument: policy }),
        resource: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: { ...params, PolicyDocument: JSON.parse(String(policy)) },
        },
      },
    ]
  },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ({ role, policyArn }) => [
    iam('AttachRolePolicy', { RoleName: role, PolicyArn: policyArn }),
  ],
  'aws:iam/policy:Policy'({ name, path, policy, tags }) {
    return [
      iam('CreatePolicy', {
        ...{ PolicyName: name, Path: path, PolicyDocument: policy, Tags: tagList(tags) },
      }),
      {
        ...iam('CreatePolicyVersion', {
          PolicyArn: `arn:aws:iam::123456789012:policy/${name}`,
          PolicyDocument: policy,
        }),
        resource: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: {
            ...{ ManagedPolicyName: name, Path: path },
            PolicyDocument: JSON.parse(String(policy)),
          },
        },
      },
    ]
  },
  'aws:lambda/function:Function'(inputs) {
    const params = {
      ...{ FunctionName: inputs.name, Description: inputs.description, Role: inputs.role },
      ...{ PackageType: inputs.packageType, Code: { ImageUri: inputs.imageUri } },
      ...{ Architectures: inputs.architectures, MemorySize: inputs.memorySize },
      ...{ Timeout: inputs.timeout, KMSKeyArn: inputs.kmsKeyArn },
      ...{
        VpcConfig: inputs.vpcConfig && pascal(inputs.vpcConfig),
        LoggingConfig: pascal(inputs.loggingConfig),
      },
      Environment: { Variables: Object(inputs.environment).variables },
    }
    const reserved = inputs.reservedConcurrentExecutions
    const Properties = {
      ...{ ...params, KmsKeyArn: params.KMSKeyArn, KMSKeyArn: undefined },
      ...{ Tags: tagList(inputs.tags), ReservedConcurrentExecutions: reserved },
    }
    return [
      {
        ...lambda('CreateFunction', { ...params, Publish: inputs.publish, Tags: inputs.tags }),
        resource: { Type: 'AWS::Lambda::Function', Properties },
      },
      ...(reserved === undefined
        ? []
        : [
            lambda('PutFunctionConcurrency', {
              FunctionName: inputs.name,
              ReservedConcurrentExecutions: reserved,
            }),
          ]),
    ]
  },
  'aws:lambda/alias:Alias': (inputs) => [
    both('lambda', 'CreateAlias', 'AWS::Lambda::Alias', pascal(inputs)),
  ],
  'aws:lambda/permission:Permission'({ function: FunctionName, ...inputs }) {
    const { PrincipalOrgId: PrincipalOrgID, ...params } = pascal(inputs)
    const { StatementId: _, Qualifier, ...rest } = params
    return [
      {
        ...lambda('AddPermission', { FunctionName, ...params, PrincipalOrgID }),
        resource: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            ...{ ...rest, PrincipalOrgID },
            FunctionName: `arn:aws:lambda:us-east-1:123456789012:function:${FunctionName}:${Qualifier}`,
          },
        },
      },
    ]
  },
  'aws:lambda/functionUrl:FunctionUrl'({
    functionName,
    qualifier,
    authorizationType,
    invokeMode,
    cors,
  }) {
    const params = { AuthType: authorizationType, InvokeMode: invokeMode, Cors: pascal(cors) }
    const of = { FunctionName: functionName, Qualifier: qualifier }
    return [
      {
        ...lambda('CreateFunctionUrlConfig', { ...of, ...params }),
        resource: {
          Type: 'AWS::Lambda::Url',
          Properties: { TargetFunctionArn: functionName, Qualifier: qualifier, ...params },
        },
      },
    ]
  },
  'aws:cloudwatch/logGroup:LogGroup'({ name, retentionInDays, kmsKeyId, tags }) {
    const group = { logGroupName: name }
    return [
      {
        ...request('logs', 'CreateLogGroup', { ...group, kmsKeyId, tags }),
        resource: {
          Type: 'AWS::Logs::LogGroup',
          Properties: {
            ...{ LogGroupName: name, RetentionInDays: retentionInDays, KmsKeyId: kmsKeyId },
            Tags: tagList(tags),
          },
        },
      },
      request('logs', 'PutRetentionPolicy', { ...group, retentionInDays }),
    ]
  },
  'aws:dynamodb/table:Table'(inputs) {
    const keys = (hash: unknown, range: unknown) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ]
    const indexes = listOf(inputs.globalSecondaryIndexes).map((index) => ({
      IndexName: index.name,
      KeySchema: listOf(index.keySchemas).map(pascal),
      Projection: { ProjectionType: index.projectionType },
    }))
    const encryption = Object(inputs.serverSideEncryption)
    const params = {
      ...{ TableName: inputs.name, BillingMode: inputs.billingMode },
      KeySchema: keys(inputs.hashKey, inputs.rangeKey),
      AttributeDefinitions: listOf(inputs.attributes).map(({ name, type }) => ({
        AttributeName: name,
        AttributeType: type,
      })),
      GlobalSecondaryIndexes: indexes,
      DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
      Tags: tagList(inputs.tags),
    }
    const stream = { StreamViewType: inputs.streamViewType }
    const ttl = {
      Enabled: Object(inputs.ttl).enabled,
      AttributeName: Object(inputs.ttl).attributeName,
    }
    const recovery = { PointInTimeRecoveryEnabled: Object(inputs.pointInTimeRecovery).enabled }
    const sse =
      encryption.enabled === undefined
        ? undefined
        : { SSEType: 'KMS', KMSMasterKeyId: encryption.kmsKeyArn }
    const table = { TableName: inputs.name }
    return [
      {
        ...request('dynamodb', 'CreateTable', {
          ...params,
          StreamSpecification: { StreamEnabled: inputs.streamEnabled, ...stream },
          ...(sse && { SSESpecification: { Enabled: true, ...sse } }),
        }),
        resource: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            ...{ ...params, StreamSpecification: stream, TimeToLiveSpecification: ttl },
            ...(sse && { SSESpecification: { SSEEnabled: true, ...sse } }),
            PointInTimeRecoverySpecification: recovery,
          },
        },
      },
      request('dynamodb', 'UpdateTimeToLive', { ...table, TimeToLiveSpecification: ttl }),
      request('dynamodb', 'UpdateContinuousBackups', {
        ...table,
        PointInTimeRecoverySpecification: recovery,
      }),
    ]
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm'(inputs) {
    const { name, alarmActions, okActions, dimensions, metricQueries, tags, ...rest } = inputs
    const dimensionList = (of: unknown) =>
      of === undefined
        ? undefined
        : Object.entries(Object(of)).map(([Name, Value]) => ({ Name, Value }))
    const stat = (metric: Inputs) => ({
      ...{ Stat: metric.stat, Period: metric.period },
      Metric: {
        ...{ Namespace: metric.namespace, MetricName: metric.metricName },
        Dimensions: dimensionList(metric.dimensions),
      },
    })
    const params = {
      ...{ ...pascal(rest), AlarmName: name, Dimensions: dimensionList(dimensions) },
      ...{ AlarmActions: alarmActions, OKActions: okActions, Tags: tagList(tags) },
      Metrics:
        metricQueries === undefined
          ? undefined
          : listOf(metricQueries).map(({ metric, ...query }) => ({
              ...pascal(query),
              ...(metric !== undefined && { MetricStat: stat(Object(metric)) }),
            })),
    }
    return [both('cloudwatch', 'PutMetricAlarm', 'AWS::CloudWatch::Alarm', params)]
  },
  'aws:cloudwatch/dashboard:Dashboard': (inputs) => [
    both('cloudwatch', 'PutDashboard', 'AWS::CloudWatch::Dashboard', pascal(inputs)),
  ],
  'aws:bedrock/agentcoreGateway:AgentcoreGateway'({ tags, ...inputs }) {
    const { allowedAudiences: allowedAudience, ...jwt } = Object(
      Object(inputs.authorizerConfiguration).customJwtAuthorizer,
    )
    const authorizerConfiguration = { customJWTAuthorizer: { ...jwt, allowedAudience } }
    const params = { ...inputs, authorizerConfiguration }
    return [
      {
        ...request(agentCore, 'CreateGateway', { ...params, tags }),
        resource: {
          Type: 'AWS::BedrockAgentCore::Gateway',
          Properties: { ...deep(params), Tags: tags },
        },
      },
    ]
  },
  'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget'(inputs) {
    const { lambdaArn, toolSchema } = Object(Object(inputs.targetConfiguration).mcp).lambda
    const inlinePayload = listOf(Object(toolSchema).inlinePayloads).map(
      ({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema: schemaOf(inputSchema),
      }),
    )
    const of = { gatewayIdentifier: inputs.gatewayIdentifier, name: inputs.name }
    const headers = { ...Object(inputs.metadataConfiguration) }
    const params = {
      ...{ ...of, description: inputs.description, metadataConfiguration: headers },
      credentialProviderConfigurations: [{ credentialProviderType: 'GATEWAY_IAM_ROLE' }],
      targetConfiguration: { mcp: { lambda: { lambdaArn, toolSchema: { inlinePayload } } } },
    }
    return [
      {
        ...request(agentCore, 'CreateGatewayTarget', params),
        resource: {
          Type: 'AWS::BedrockAgentCore::GatewayTarget',
          Properties: deep(params),
        },
      },
    ]
  },
  'aws:budgets/budget:Budget'(inputs) {
    const filters = listOf(inputs.costFilters).map(({ name, values }) => [name, values])
    const Budget = {
      ...{ BudgetName: inputs.name, BudgetType: inputs.budgetType, TimeUnit: inputs.timeUnit },
      BudgetLimit: { Amount: inputs.limitAmount, Unit: inputs.limitUnit },
      ...(filters.length > 0 && { CostFilters: Object.fromEntries(filters) }),
    }
    const subscribers = (type: string, addresses: unknown) =>
      (Array.isArray(addresses) ? addresses : []).map((Address) => ({
        SubscriptionType: type,
        Address,
      }))
    const NotificationsWithSubscribers = listOf(inputs.notifications).map((one) => ({
      Notification: {
        ...{ NotificationType: one.notificationType, Threshold: one.threshold },
        ...{ ComparisonOperator: one.comparisonOperator, ThresholdType: one.thresholdType },
      },
      Subscribers: [
        ...subscribers('EMAIL', one.subscriberEmailAddresses),
        ...subscribers('SNS', one.subscriberSnsTopicArns),
      ],
    }))
    return [
      {
        ...request('budgets', 'CreateBudget', {
          ...{ AccountId: '123456789012', Budget, NotificationsWithSubscribers },
          ResourceTags: tagList(inputs.tags),
        }),
        resource: {
          Type: 'AWS::Budgets::Budget',
          Properties: {
            Budget: {
              ...Budget,
              BudgetLimit: { ...Budget.BudgetLimit, Amount: Number(inputs.limitAmount) },
            },
            NotificationsWithSubscribers,
          },
        },
      },
    ]
  },
  'awsx:ecr:Repository'(inputs) {
    const [encryption] = listOf(inputs.encryptionConfigurations)
    const params = {
      ...{ RepositoryName: inputs.name, ImageTagMutability: inputs.imageTagMutability },
      ImageScanningConfiguration: pascal(inputs.imageScanningConfiguration),
      ...(encryption && { EncryptionConfiguration: pascal(encryption) }),
      Tags: tagList(inputs.tags),
    }
    const policy = JSON.stringify({
      rules: listOf(Object(inputs.lifecyclePolicy).rules).map(ruleOf),
    })
    return [
      {
        ...request('ecr', 'CreateRepository', lowerFirst(params)),
        resource: {
          Type: 'AWS::ECR::Repository',
          Properties: { ...params, LifecyclePolicy: { LifecyclePolicyText: policy } },
        },
      },
      request('ecr', 'PutLifecyclePolicy', {
        repositoryName: inputs.name,
        lifecyclePolicyText: policy,
      }),
    ]
  },
  // Docker's, and of no model of AWS's.
  'docker:index/image:Image': () => [],
}

const agentCore = 'bedrock-agentcore-control'
const request = (service: string, operation: string, params: object): AwsRequest => ({
  service,
  operation,
  params,
})
const iam = (operation: string, params: object) => request('iam', operation, params)
const lambda = (operation: string, params: object) => request('lambda', operation, params)
const both = (service: string, operation: string, Type: string, params: object): AwsRequest => ({
  ...request(service, operation, params),
  resource: { Type, Properties: params },
})

const listOf = (value: unknown): Inputs[] => (Array.isArray(value) ? value : [])
const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
/** Keys as CloudFormation has them, one level deep. */
const pascal = (value: unknown): Inputs =>
  Object.fromEntries(Object.entries(Object(value)).map(([key, one]) => [capital(key), one]))

/** The same at every depth, but for names that are data. */
function deep(value: unknown): object {
  if (Array.isArray(value)) return value.map((one) => (one instanceof Object ? deep(one) : one))
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, one]) => [
      capital(key),
      one instanceof Object ? (key === 'properties' ? named(one) : deep(one)) : one,
    ]),
  )
}

const named = (properties: object) =>
  Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, deep(one)]))

/** ECR's own requests begin small. */
function lowerFirst(value: unknown): object {
  if (Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, one]) => [
      `${key.slice(0, 1).toLowerCase()}${key.slice(1)}`,
      one instanceof Object ? lowerFirst(one) : one,
    ]),
  )
}

/** As the provider puts a schema together again: what a list of properties says, by name. */
function schemaOf(schema: unknown): object {
  const { type, description, items, properties } = Object(schema)
  const members = listOf(properties)
  const required = members.flatMap(({ name, required }) => (required ? [name] : []))
  return {
    ...{ type, description },
    ...(items !== undefined && { items: schemaOf(items) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(members.map((one) => [one.name, schemaOf(one)])),
      ...(required.length > 0 && { required }),
    }),
  }
}

/** As awsx writes it. */
const ruleOf = ({ description, tagStatus, maximumNumberOfImages }: Inputs, at: number) => ({
  rulePriority: at + 1,
  description,
  selection: { tagStatus, countType: 'imageCountMoreThan', countNumber: maximumNumberOfImages },
  action: { type: 'expire' },
})
