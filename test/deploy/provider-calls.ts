import type { Planned } from '../../deploy/deployer/planned-resources.ts'

/*
 * The calls that Pulumi's providers make to AWS for a step of the engine, resource by resource, from
 * their sources: terraform-provider-aws 6.x, internal/service/{lambda,iam,ecr,logs,dynamodb,cloudwatch,
 * bedrockagentcore,budgets}, read in November 2026; `docker push` as ECR's user guide, "Pushing an image",
 * asks; what a service does in its caller's name as the guides of Lambda ("Required permissions"), ECR,
 * DynamoDB and AgentCore ("Encryption") say.
 */

export type Step = 'create' | 'read' | 'update' | 'delete'

export interface Call {
  action: string
  resource: string
  context: Record<string, string>
}

/** Of the account 123456789012, in us-east-1. */
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`
const ofAccount = (service: string, rest: string) => `arn:aws:${service}::123456789012:${rest}`

interface Asked {
  inputs: Planned['inputs']
  /** Of the role that a policy is of, and all of the program. */
  boundary: string | undefined
  /** With its path. */
  role: (name: unknown) => string
}

type Calls = Record<Step, Call[]>

const call = (
  resource: string,
  context: Record<string, string | undefined>,
  ...actions: string[]
) =>
  actions.map(
    (action): Call => ({
      action,
      resource,
      context: Object.fromEntries(
        Object.entries(context).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    }),
  )

const kinds: Record<string, (step: Asked) => Calls> = {
  'aws:iam/role:Role'({ inputs, role, boundary }) {
    const it = role(inputs.name)
    const read = call(it, {}, ...roleReads)
    return {
      create: [
        ...call(it, { 'iam:PermissionsBoundary': boundary }, 'iam:CreateRole'),
        ...call(it, {}, 'iam:TagRole'),
        ...read,
      ],
      read,
      update: [
        ...call(
          it,
          {},
          'iam:UpdateAssumeRolePolicy',
          'iam:UpdateRoleDescription',
          'iam:UpdateRole',
        ),
        ...call(it, {}, 'iam:TagRole', 'iam:UntagRole'),
        ...(boundary === undefined
          ? []
          : call(it, { 'iam:PermissionsBoundary': boundary }, 'iam:PutRolePermissionsBoundary')),
        ...read,
      ],
      delete: call(
        it,
        {},
        'iam:ListInstanceProfilesForRole',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:DeleteRole',
      ),
    }
  },
  'aws:iam/rolePolicy:RolePolicy'({ inputs, role, boundary }) {
    const it = role(inputs.role)
    const read = call(it, {}, 'iam:GetRolePolicy')
    const put = [...call(it, { 'iam:PermissionsBoundary': boundary }, 'iam:PutRolePolicy'), ...read]
    return { create: put, read, update: put, delete: call(it, {}, 'iam:DeleteRolePolicy') }
  },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment'({ inputs, role, boundary }) {
    const it = role(inputs.role)
    const policy = { 'iam:PolicyARN': String(inputs.policyArn) }
    const read = call(it, {}, 'iam:ListAttachedRolePolicies')
    return {
      create: [
        ...call(it, { ...policy, 'iam:PermissionsBoundary': boundary }, 'iam:AttachRolePolicy'),
        ...read,
      ],
      read,
      update: read,
      delete: call(it, policy, 'iam:DetachRolePolicy'),
    }
  },
  'aws:iam/policy:Policy'({ inputs }) {
    const it = ofAccount('iam', `policy${inputs.path ?? '/'}${inputs.name}`)
    const read = call(it, {}, 'iam:GetPolicy', 'iam:GetPolicyVersion')
    return {
      create: [...call(it, {}, 'iam:CreatePolicy', 'iam:TagPolicy'), ...read],
      read,
      update: [
        ...call(it, {}, 'iam:ListPolicyVersions', 'iam:DeletePolicyVersion'),
        ...call(it, {}, 'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'),
        ...call(it, {}, 'iam:TagPolicy', 'iam:UntagPolicy'),
        ...read,
      ],
      delete: call(it, {}, 'iam:ListPolicyVersions', 'iam:DeletePolicyVersion', 'iam:DeletePolicy'),
    }
  },
  'aws:lambda/function:Function'({ inputs }) {
    const it = arn('lambda', `function:${inputs.name}`)
    const read = call(it, {}, 'lambda:GetFunction', 'lambda:ListVersionsByFunction')
    const repository = arn('ecr', `repository/${inputs.name}`)
    const lets = [
      ...call(
        String(inputs.role),
        { 'iam:PassedToService': 'lambda.amazonaws.com' },
        'iam:PassRole',
      ),
      ...call(
        repository,
        {},
        'ecr:GetRepositoryPolicy',
        'ecr:SetRepositoryPolicy',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ),
      ...(inputs.vpcConfig === undefined
        ? []
        : call('*', {}, 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs')),
      ...keyCalls(inputs.kmsKeyArn, 'lambda', 'CreateGrant', 'Encrypt', 'Decrypt'),
    ]
    const reserved =
      inputs.reservedConcurrentExecutions === undefined
        ? []
        : call(it, {}, 'lambda:PutFunctionConcurrency')
    return {
      create: [
        ...call(it, {}, 'lambda:CreateFunction', 'lambda:TagResource'),
        ...lets,
        ...reserved,
        ...read,
      ],
      read,
      update: [
        ...call(it, {}, 'lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionCode'),
        ...call(it, {}, 'lambda:PublishVersion', 'lambda:DeleteFunctionConcurrency'),
        ...call(`${it}:8`, {}, 'lambda:GetFunctionConfiguration'),
        ...call(it, {}, 'lambda:TagResource', 'lambda:UntagResource', 'lambda:ListTags'),
        ...lets,
        ...reserved,
        ...read,
      ],
      delete: call(it, {}, 'lambda:DeleteFunction', 'lambda:GetFunction'),
    }
  },
  'aws:lambda/alias:Alias'({ inputs }) {
    const it = arn('lambda', `function:${inputs.functionName}`)
    const read = call(it, {}, 'lambda:GetAlias')
    return {
      create: [...call(it, {}, 'lambda:CreateAlias'), ...read],
      read,
      update: [...call(it, {}, 'lambda:UpdateAlias'), ...read],
      delete: call(it, {}, 'lambda:DeleteAlias'),
    }
  },
  'aws:lambda/permission:Permission'({ inputs }) {
    const it = arn('lambda', `function:${inputs.function}:${inputs.qualifier}`)
    const context = {
      'lambda:Principal': String(inputs.principal),
      'lambda:FunctionUrlAuthType':
        inputs.functionUrlAuthType === undefined ? undefined : String(inputs.functionUrlAuthType),
    }
    const read = call(it, {}, 'lambda:GetPolicy')
    const remove = call(it, context, 'lambda:RemovePermission')
    return {
      create: [...call(it, context, 'lambda:AddPermission'), ...read],
      read,
      update: read,
      delete: [...remove, ...read],
    }
  },
  'aws:lambda/functionUrl:FunctionUrl'({ inputs }) {
    const it = arn('lambda', `function:${inputs.functionName}:${inputs.qualifier}`)
    const context = { 'lambda:FunctionUrlAuthType': String(inputs.authorizationType) }
    const read = call(it, {}, 'lambda:GetFunctionUrlConfig')
    return {
      create: [...call(it, context, 'lambda:CreateFunctionUrlConfig'), ...read],
      read,
      // What has not changed is left out.
      update: [...call(it, {}, 'lambda:UpdateFunctionUrlConfig'), ...read],
      delete: call(it, context, 'lambda:DeleteFunctionUrlConfig'),
    }
  },
  'aws:cloudwatch/logGroup:LogGroup'({ inputs }) {
    const it = arn('logs', `log-group:${inputs.name}`)
    const read = [
      ...call('*', {}, 'logs:DescribeLogGroups'),
      ...call(it, {}, 'logs:ListTagsForResource'),
    ]
    return {
      create: [
        ...call(it, {}, 'logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:TagResource'),
        ...read,
      ],
      read,
      update: [
        ...call(it, {}, 'logs:PutRetentionPolicy', 'logs:TagResource', 'logs:UntagResource'),
        ...call(it, {}, 'logs:AssociateKmsKey', 'logs:DisassociateKmsKey'),
        ...read,
      ],
      delete: call(it, {}, 'logs:DeleteLogGroup'),
    }
  },
  'aws:dynamodb/table:Table'({ inputs }) {
    const it = arn('dynamodb', `table/${inputs.name}`)
    const { kmsKeyArn } = Object(inputs.serverSideEncryption)
    const key = keyCalls(
      kmsKeyArn,
      'dynamodb',
      'CreateGrant',
      'DescribeKey',
      'Encrypt',
      'Decrypt',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
    )
    const read = [
      ...call(it, {}, 'dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'),
      ...call(it, {}, 'dynamodb:DescribeTimeToLive', 'dynamodb:ListTagsOfResource'),
    ]
    const set = call(it, {}, 'dynamodb:UpdateTimeToLive', 'dynamodb:UpdateContinuousBackups')
    return {
      create: [
        ...call(it, {}, 'dynamodb:CreateTable', 'dynamodb:TagResource'),
        ...key,
        ...set,
        ...read,
      ],
      read,
      update: [
        ...call(it, {}, 'dynamodb:UpdateTable', 'dynamodb:TagResource', 'dynamodb:UntagResource'),
        ...key,
        ...set,
        ...read,
      ],
      delete: call(it, {}, 'dynamodb:DeleteTable', 'dynamodb:DescribeTable'),
    }
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm'({ inputs }) {
    const it = arn('cloudwatch', `alarm:${inputs.name}`)
    const read = call(it, {}, 'cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource')
    const put = call(it, {}, 'cloudwatch:PutMetricAlarm', 'cloudwatch:TagResource')
    return {
      create: [...put, ...read],
      read,
      update: [...put, ...call(it, {}, 'cloudwatch:UntagResource'), ...read],
      delete: call(it, {}, 'cloudwatch:DeleteAlarms', 'cloudwatch:DescribeAlarms'),
    }
  },
  'aws:cloudwatch/dashboard:Dashboard'({ inputs }) {
    const it = ofAccount('cloudwatch', `dashboard/${inputs.dashboardName}`)
    const read = call(it, {}, 'cloudwatch:GetDashboard')
    const put = [...call(it, {}, 'cloudwatch:PutDashboard'), ...read]
    return { create: put, read, update: put, delete: call(it, {}, 'cloudwatch:DeleteDashboards') }
  },
  'aws:bedrock/agentcoreGateway:AgentcoreGateway'({ inputs }) {
    const it = arn('bedrock-agentcore', `gateway/${inputs.name}-abcdefghij`)
    const identity = arn(
      'bedrock-agentcore',
      `workload-identity-directory/default/workload-identity/${inputs.name}-abcdefghij`,
    )
    const read = call(
      it,
      {},
      'bedrock-agentcore:GetGateway',
      'bedrock-agentcore:ListTagsForResource',
    )
    const lets = [
      ...call(
        String(inputs.roleArn),
        { 'iam:PassedToService': 'bedrock-agentcore.amazonaws.com' },
        'iam:PassRole',
      ),
      ...keyCalls(
        inputs.kmsKeyArn,
        'bedrock-agentcore',
        'CreateGrant',
        'Decrypt',
        'DescribeKey',
        'GenerateDataKey',
      ),
    ]
    return {
      create: [
        ...call('*', {}, 'bedrock-agentcore:CreateGateway'),
        ...call(it, {}, 'bedrock-agentcore:TagResource'),
        ...call(identity, {}, 'bedrock-agentcore:CreateWorkloadIdentity'),
        ...lets,
        ...read,
      ],
      read,
      update: [
        ...call(it, {}, 'bedrock-agentcore:UpdateGateway'),
        ...call(it, {}, 'bedrock-agentcore:TagResource', 'bedrock-agentcore:UntagResource'),
        ...lets,
        ...read,
      ],
      delete: [
        ...call(it, {}, 'bedrock-agentcore:DeleteGateway', 'bedrock-agentcore:GetGateway'),
        ...call(identity, {}, 'bedrock-agentcore:DeleteWorkloadIdentity'),
      ],
    }
  },
  'aws:bedrock/agentcoreGatewayTarget:AgentcoreGatewayTarget'({ inputs }) {
    const id = String(inputs.gatewayIdentifier)
    const it = arn('bedrock-agentcore', `gateway/${id}`)
    const read = call(it, {}, 'bedrock-agentcore:GetGatewayTarget')
    const target = (verb: string) => call(it, {}, `bedrock-agentcore:${verb}GatewayTarget`)
    const sync = call(it, {}, 'bedrock-agentcore:SynchronizeGatewayTargets')
    return {
      create: [...target('Create'), ...sync, ...read],
      read,
      update: [...target('Update'), ...sync, ...read],
      delete: [...target('Delete'), ...read],
    }
  },
  'aws:budgets/budget:Budget'({ inputs }) {
    const it = ofAccount('budgets', `budget/${inputs.name}`)
    const read = [
      ...call(it, {}, 'budgets:ViewBudget', 'budgets:ListTagsForResource'),
      ...call(ofAccount('billing', 'billingview/primary'), {}, 'billing:GetBillingViewData'),
    ]
    const set = call(it, {}, 'budgets:ModifyBudget', 'budgets:TagResource')
    return {
      create: [...set, ...read],
      read,
      update: [...set, ...call(it, {}, 'budgets:UntagResource'), ...read],
      delete: call(it, {}, 'budgets:ModifyBudget'),
    }
  },
  'awsx:ecr:Repository': ofRepository,
  'aws:ecr/repository:Repository': ofRepository,
  'aws:ecr/lifecyclePolicy:LifecyclePolicy'({ inputs }) {
    const it = arn('ecr', `repository/${inputs.repository}`)
    const read = call(it, {}, 'ecr:GetLifecyclePolicy')
    const put = [...call(it, {}, 'ecr:PutLifecyclePolicy'), ...read]
    return { create: put, read, update: put, delete: call(it, {}, 'ecr:DeleteLifecyclePolicy') }
  },
  'docker:index/image:Image'({ inputs }) {
    const name = /^[^/]+\/([^:@]+)/.exec(String(inputs.imageName))?.[1]
    const it = arn('ecr', `repository/${name}`)
    const push = [
      ...call('*', {}, 'ecr:GetAuthorizationToken'),
      ...call(it, {}, 'ecr:BatchCheckLayerAvailability', 'ecr:InitiateLayerUpload'),
      ...call(it, {}, 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'),
      ...call(it, {}, 'ecr:BatchGetImage'),
    ]
    // It stays where it was pushed to.
    return { create: push, read: [], update: push, delete: [] }
  },
}

function ofRepository({ inputs }: Asked): Calls {
  const it = arn('ecr', `repository/${inputs.name}`)
  const [{ kmsKey = undefined } = {}] = Array.isArray(inputs.encryptionConfigurations)
    ? inputs.encryptionConfigurations
    : []
  const key = keyCalls(kmsKey, 'ecr', 'CreateGrant', 'DescribeKey')
  const read = call(it, {}, 'ecr:DescribeRepositories', 'ecr:ListTagsForResource')
  return {
    create: [...call(it, {}, 'ecr:CreateRepository', 'ecr:TagResource'), ...key, ...read],
    read,
    update: [
      ...call(it, {}, 'ecr:PutImageTagMutability', 'ecr:PutImageScanningConfiguration'),
      ...call(it, {}, 'ecr:TagResource', 'ecr:UntagResource'),
      ...read,
    ],
    delete: [
      ...call(it, {}, 'ecr:DeleteRepository', 'ecr:DescribeRepositories'),
      ...keyCalls(kmsKey, 'ecr', 'RetireGrant'),
    ],
  }
}

const roleReads = [
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
]

function keyCalls(key: unknown, service: string, ...actions: string[]): Call[] {
  if (key === undefined) return []
  const context = { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` }
  return call(String(key), context, ...actions.map((action) => `kms:${action}`))
}

/** What the program asks in every preview and update, before there is any resource. */
export function programCalls(resources: readonly Planned[]): Call[] {
  const repositories = resources.filter(({ type }) => type === 'awsx:ecr:Repository')
  return [
    ...call('*', {}, 'ecr:GetAuthorizationToken'),
    ...repositories.flatMap(({ inputs }) =>
      call(arn('ecr', `repository/${inputs.name}`), {}, 'ecr:ListImages'),
    ),
  ]
}

/** Of resources of one program; those of kinds that nobody has looked at are refused. */
export function providerCalls(resources: readonly Planned[]) {
  const roles = resources.filter(({ type }) => type === 'aws:iam/role:Role')
  const roleOf = (name: unknown) => roles.find(({ inputs }) => inputs.name === name)?.inputs
  return ({ type, inputs }: Pick<Planned, 'type' | 'inputs'>, step: Step): Call[] => {
    const kind = kinds[type]
    if (kind === undefined) throw new Error(`The calls for a ${type} are not known: add them here`)
    const boundary = roleOf(inputs.role ?? inputs.name)?.permissionsBoundary
    return kind({
      inputs,
      boundary: boundary === undefined ? undefined : String(boundary),
      role: (name) => ofAccount('iam', `role${roleOf(name)?.path ?? '/'}${name}`),
    })[step]
  }
}
