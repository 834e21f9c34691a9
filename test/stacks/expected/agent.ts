import { ownRevision } from '../../../images/revision.ts'
import { account } from '../run-program.ts'
import { type Environment, environments } from './environments.ts'
import { imageResources, lambdaTrust, tagsOf } from './shared.ts'

/** The agent, its address and its table. */
export function expectedAgent(environment: Environment): Record<string, unknown> {
  const { ttlDays, deletionProtection, logLevel, retentionDays, modelId, cors } =
    environments[environment]
  const name = `aws-operations-agent-${environment}`
  const table = `aws-operations-agent-conversations-${environment}`
  const tableArn = `arn:aws:dynamodb:us-east-1:${account}:table/${table}`
  const tags = tagsOf(environment)
  const live = { function: name, qualifier: 'live', principal: `arn:aws:iam::${account}:root` }
  return {
    ...imageResources('agent', name, tags),
    'aws:iam/role:Role agent': {
      name: `${name}-us-east-1`,
      description: 'What the AWS Operations Agent itself may do: its conversations and its model',
      assumeRolePolicy: { Version: '2012-10-17', Statement: [lambdaTrust] },
      tags,
    },
    'aws:iam/rolePolicy:RolePolicy agent': {
      name: 'own',
      role: `${name}-us-east-1`,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OwnConversations',
            Effect: 'Allow',
            Action: [
              'dynamodb:BatchGetItem',
              'dynamodb:DeleteItem',
              'dynamodb:GetItem',
              'dynamodb:PutItem',
              'dynamodb:Query',
              'dynamodb:UpdateItem',
            ],
            Resource: tableArn,
          },
          {
            Sid: 'ConversationsByUser',
            Effect: 'Allow',
            Action: 'dynamodb:Query',
            Resource: `${tableArn}/index/by_user`,
          },
          ...modelStatements(modelId),
          {
            Sid: 'WriteOwnLogs',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/${name}:log-stream:*`,
          },
        ],
      },
    },
    'aws:cloudwatch/logGroup:LogGroup agent': {
      name: `/aws/lambda/${name}`,
      retentionInDays: retentionDays,
      tags,
    },
    'aws:lambda/function:Function agent': {
      name,
      description: 'AWS Operations Agent: answers questions about an AWS estate',
      packageType: 'Image',
      imageUri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${name}@sha256:${'0'.repeat(64)}`,
      architectures: ['x86_64'],
      role: `arn:aws:iam::${account}:role/${name}-us-east-1`,
      memorySize: 1536,
      timeout: 300,
      environment: {
        variables: {
          ENVIRONMENT: environment,
          LOG_LEVEL: logLevel,
          CONVERSATIONS_TABLE: table,
          CONVERSATION_TTL_DAYS: ttlDays,
          GATEWAY_URL: `https://${name}-abcdefghij.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp`,
          TOOL_LIST: 'shared',
          OKTA_ISSUER: 'https://acme.okta.com/oauth2/default',
          OKTA_AUDIENCE: 'api://aws-operations-agent',
          OKTA_CLIENT_ID: '0oa0000000acme',
          MODEL_PROVIDER: 'bedrock',
          MODEL_ID: modelId,
          REVISION: ownRevision(),
        },
      },
      loggingConfig: { logFormat: 'Text', logGroup: `/aws/lambda/${name}` },
      publish: true,
      tags,
    },
    'aws:lambda/alias:Alias agent': {
      name: 'live',
      description: 'The version that callers get',
      functionName: name,
      functionVersion: '7',
    },
    'aws:lambda/functionUrl:FunctionUrl agent': {
      functionName: name,
      qualifier: 'live',
      authorizationType: 'AWS_IAM',
      invokeMode: 'RESPONSE_STREAM',
      cors,
    },
    'aws:lambda/permission:Permission agent-account-url': {
      ...live,
      statementId: 'account-url',
      action: 'lambda:InvokeFunctionUrl',
      functionUrlAuthType: 'AWS_IAM',
    },
    'aws:lambda/permission:Permission agent-account-function': {
      ...live,
      statementId: 'account-function',
      action: 'lambda:InvokeFunction',
      invokedViaFunctionUrl: true,
    },
    'aws:dynamodb/table:Table conversations': {
      name: table,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'conversation_id',
      rangeKey: 'item',
      attributes: [
        { name: 'conversation_id', type: 'S' },
        { name: 'item', type: 'S' },
        { name: 'user_id', type: 'S' },
        { name: 'updated_at', type: 'S' },
      ],
      globalSecondaryIndexes: [
        {
          name: 'by_user',
          keySchemas: [
            { attributeName: 'user_id', keyType: 'HASH' },
            { attributeName: 'updated_at', keyType: 'RANGE' },
          ],
          projectionType: 'ALL',
        },
      ],
      ttl: { enabled: true, attributeName: 'ttl' },
      pointInTimeRecovery: { enabled: true },
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      deletionProtectionEnabled: deletionProtection,
      tags,
    },
  }
}

function modelStatements(modelId: string): unknown[] {
  const profile = `arn:aws:bedrock:us-east-1:${account}:inference-profile/${modelId}`
  const invoke = {
    Effect: 'Allow',
    Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
  }
  const model = (region: string) =>
    `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-4-6`
  return [
    { Sid: 'OwnInferenceProfile', ...invoke, Resource: profile },
    {
      Sid: 'ModelsBehindTheProfile',
      ...invoke,
      Resource: modelId.startsWith('global.') ? [model('us-east-1'), model('')] : [model('us-*')],
      Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
    },
  ]
}
