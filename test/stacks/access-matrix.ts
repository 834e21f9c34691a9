import type { Request } from './deployed-access.ts'
import { account } from './run-program.ts'

export const other = '210987654321'
const agent = `arn:aws:iam::${account}:role/aws-operations-agent-dev-us-east-1`
export const gateway = `arn:aws:iam::${account}:role/BedrockAgentCoreGatewayExecutionRole-dev-us-east-1`
export const tool = `arn:aws:iam::${account}:role/dev-bedrock-agentcore-mcp-tool-us-east-1`
export const operator = `arn:aws:iam::${account}:role/operator`
export const stranger = `arn:aws:iam::${other}:role/stranger`

const table = `arn:aws:dynamodb:us-east-1:${account}:table/aws-operations-agent-conversations-dev`
export const toolFunction = `arn:aws:lambda:us-east-1:${account}:function:dev-bedrock-agentcore-mcp-tool`
export const agentFunction = `arn:aws:lambda:us-east-1:${account}:function:aws-operations-agent-dev`
const model = 'anthropic.claude-sonnet-4-6'
const profile = `arn:aws:bedrock:us-east-1:${account}:inference-profile/global.${model}`
const throughProfile = { 'bedrock:InferenceProfileArn': profile }
const log = (name: string) =>
  `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/${name}:log-stream:1`

type Row = [what: string, request: Request]

function by(principal: string, action: string, resource: string, context = {}): Request {
  return { principal, action, resource, context }
}

/** AgentCore takes a role in the name of a gateway. */
export function agentCore(role: string, account: string, gatewayName: string): Request {
  return by('bedrock-agentcore.amazonaws.com', 'sts:AssumeRole', role, {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:bedrock-agentcore:us-east-1:${account}:gateway/${gatewayName}-abcdefghij`,
  })
}

/** What people's own account may let them do. */
export const allows = (...Action: string[]) => [
  {
    name: 'own',
    policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  },
]
export const mayCall = allows('lambda:InvokeFunctionUrl', 'lambda:InvokeFunction')
const mayAll = allows('*')

/** A signed call of the Function URL. */
export function url(
  principal: string,
  identityPolicies: Request['identityPolicies'] = [],
): Request {
  const context = { 'lambda:FunctionUrlAuthType': 'AWS_IAM' }
  return {
    ...by(principal, 'lambda:InvokeFunctionUrl', `${agentFunction}:live`, context),
    identityPolicies,
  }
}

/** The call of the function that comes of one of its URL. */
export function behindUrl(
  principal: string,
  identityPolicies: Request['identityPolicies'] = [],
): Request {
  const context = { 'lambda:InvokedViaFunctionUrl': 'true' }
  return {
    ...by(principal, 'lambda:InvokeFunction', `${agentFunction}:live`, context),
    identityPolicies,
  }
}

/** In dev as it is configured. By who asks: what is allowed, and what is not. */
export const accessMatrix: Record<string, { allowed: Row[]; denied: Row[] }> = {
  'the agent': {
    allowed: [
      ...['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'].map(
        (name): Row => [`${name} of its table`, by(agent, `dynamodb:${name}`, table)],
      ),
      ['Query of its index', by(agent, 'dynamodb:Query', `${table}/index/by_user`)],
      ['its profile', by(agent, 'bedrock:InvokeModelWithResponseStream', profile)],
      [
        'the model behind it, through the profile',
        by(
          agent,
          'bedrock:InvokeModelWithResponseStream',
          `arn:aws:bedrock:us-east-1::foundation-model/${model}`,
          throughProfile,
        ),
      ],
      [
        'the model behind it in whatever region, through the profile',
        {
          unknownForm: true,
          ...by(
            agent,
            'bedrock:InvokeModelWithResponseStream',
            `arn:aws:bedrock:::foundation-model/${model}`,
            throughProfile,
          ),
        },
      ],
      ['writing its log', by(agent, 'logs:PutLogEvents', log('aws-operations-agent-dev'))],
    ],
    denied: [
      [
        'another table',
        by(agent, 'dynamodb:GetItem', `arn:aws:dynamodb:us-east-1:${account}:table/orders`),
      ],
      [
        'the table of another environment',
        by(agent, 'dynamodb:Query', table.replace(/dev$/, 'prod')),
      ],
      [
        'the same table in another region',
        by(agent, 'dynamodb:Query', table.replace('us-east-1', 'eu-west-1')),
      ],
      ['writing to its table unseen', by(agent, 'dynamodb:BatchWriteItem', table)],
      ['a scan of its table', by(agent, 'dynamodb:Scan', table)],
      ['another index', by(agent, 'dynamodb:Query', `${table}/index/other`)],
      ['writing through an index', by(agent, 'dynamodb:PutItem', `${table}/index/by_user`)],
      ['deleting its table', by(agent, 'dynamodb:DeleteTable', table)],
      [
        'the stream of its table',
        by(agent, 'dynamodb:GetRecords', `${table}/stream/2026-01-01T00:00:00.000`),
      ],
      [
        'the model without the profile',
        by(agent, 'bedrock:InvokeModel', `arn:aws:bedrock:us-east-1::foundation-model/${model}`),
      ],
      [
        'another model through the profile',
        by(
          agent,
          'bedrock:InvokeModel',
          'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-6',
          throughProfile,
        ),
      ],
      ['another profile', by(agent, 'bedrock:InvokeModel', profile.replace('global', 'eu'))],
      [
        'calling the tool handler itself',
        by(agent, 'lambda:InvokeFunction', `${toolFunction}:live`),
      ],
      ['reading the estate', by(agent, 'ec2:DescribeInstances', '*')],
      ['reading its logs', by(agent, 'logs:GetLogEvents', log('aws-operations-agent-dev'))],
      [
        'the log of the tool handler',
        by(agent, 'logs:PutLogEvents', log('dev-bedrock-agentcore-mcp-tool')),
      ],
      ['taking the role of the tools', by(agent, 'sts:AssumeRole', tool)],
      ['taking the role of the gateway', by(agent, 'sts:AssumeRole', gateway)],
    ],
  },
  'the gateway': {
    allowed: [
      [
        'the tool handler as it is live',
        by(gateway, 'lambda:InvokeFunction', `${toolFunction}:live`),
      ],
    ],
    denied: [
      ['the tool handler without the alias', by(gateway, 'lambda:InvokeFunction', toolFunction)],
      ['an older version', by(gateway, 'lambda:InvokeFunction', `${toolFunction}:6`)],
      [
        'the latest, unpublished one',
        by(gateway, 'lambda:InvokeFunction', `${toolFunction}:$LATEST`),
      ],
      ['the agent', by(gateway, 'lambda:InvokeFunction', `${agentFunction}:live`)],
      [
        'another function',
        by(
          gateway,
          'lambda:InvokeFunction',
          `arn:aws:lambda:us-east-1:${account}:function:payroll:live`,
        ),
      ],
      [
        'the tool handler of another environment',
        by(gateway, 'lambda:InvokeFunction', `${toolFunction.replace('dev', 'prod')}:live`),
      ],
      ['changing the tool handler', by(gateway, 'lambda:UpdateFunctionCode', toolFunction)],
      ['moving the alias', by(gateway, 'lambda:UpdateAlias', toolFunction)],
      ['the conversations', by(gateway, 'dynamodb:GetItem', table)],
      ['reading the estate', by(gateway, 'ec2:DescribeInstances', '*')],
      ['taking the role of the tools', by(gateway, 'sts:AssumeRole', tool)],
    ],
  },
  'the tool handler': {
    allowed: [
      ['listing instances', by(tool, 'ec2:DescribeInstances', '*')],
      ['listing buckets', by(tool, 's3:ListAllMyBuckets', '*')],
      ['listing what is in a bucket', by(tool, 's3:ListBucket', 'arn:aws:s3:::photos')],
      ['describing a function', by(tool, 'lambda:GetFunctionConfiguration', `${toolFunction}`)],
      ['costs', by(tool, 'ce:GetCostAndUsage', '*')],
      ['writing its log', by(tool, 'logs:PutLogEvents', log('dev-bedrock-agentcore-mcp-tool'))],
    ],
    denied: [
      ...[
        ['ec2:TerminateInstances', `arn:aws:ec2:us-east-1:${account}:instance/i-1`],
        ['ec2:RunInstances', `arn:aws:ec2:us-east-1:${account}:instance/i-1`],
        ['ec2:CreateTags', `arn:aws:ec2:us-east-1:${account}:instance/i-1`],
        ['s3:PutObject', 'arn:aws:s3:::photos/1'],
        ['s3:DeleteObject', 'arn:aws:s3:::photos/1'],
        ['s3:PutBucketPolicy', 'arn:aws:s3:::photos'],
        ['lambda:InvokeFunction', `${agentFunction}:live`],
        ['lambda:UpdateFunctionCode', agentFunction],
        ['cloudformation:DeleteStack', `arn:aws:cloudformation:us-east-1:${account}:stack/a/1`],
        ['iam:CreateUser', `arn:aws:iam::${account}:user/eve`],
        ['iam:CreateAccessKey', `arn:aws:iam::${account}:user/eve`],
        ['iam:PassRole', operator],
        ['sts:AssumeRole', agent],
        ['rds:DeleteDBInstance', `arn:aws:rds:us-east-1:${account}:db:orders`],
        ['cloudwatch:PutMetricAlarm', `arn:aws:cloudwatch:us-east-1:${account}:alarm:a`],
        ['logs:DeleteLogGroup', `arn:aws:logs:us-east-1:${account}:log-group:a`],
        ['logs:CreateLogGroup', `arn:aws:logs:us-east-1:${account}:log-group:a`],
        ['ecs:RunTask', `arn:aws:ecs:us-east-1:${account}:task-definition/a:1`],
        ['eks:DeleteCluster', `arn:aws:eks:us-east-1:${account}:cluster/a`],
        ['sns:Publish', `arn:aws:sns:us-east-1:${account}:a`],
        ['sqs:SendMessage', `arn:aws:sqs:us-east-1:${account}:a`],
        ['sqs:ReceiveMessage', `arn:aws:sqs:us-east-1:${account}:a`],
        ['dynamodb:PutItem', table],
        ['dynamodb:DeleteTable', table],
        ['route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z1'],
        ['apigateway:POST', 'arn:aws:apigateway:us-east-1::/restapis'],
        ['ses:SendEmail', `arn:aws:ses:us-east-1:${account}:identity/acme.test`],
        ['bedrock:InvokeModel', `arn:aws:bedrock:us-east-1::foundation-model/${model}`],
        [
          'sagemaker:CreateNotebookInstance',
          `arn:aws:sagemaker:us-east-1:${account}:notebook-instance/a`,
        ],
      ].map(
        ([action = '', resource = '']): Row => [`the change ${action}`, by(tool, action, resource)],
      ),
      ['what users asked', by(tool, 'dynamodb:GetItem', table)],
      ['what is in an object', by(tool, 's3:GetObject', 'arn:aws:s3:::photos/1')],
      ['what is in a log', by(tool, 'logs:GetLogEvents', log('payroll'))],
      [
        'a secret',
        by(
          tool,
          'secretsmanager:GetSecretValue',
          `arn:aws:secretsmanager:us-east-1:${account}:secret:a`,
        ),
      ],
      ['API keys', by(tool, 'apigateway:GET', 'arn:aws:apigateway:us-east-1::/apikeys')],
      ['code of a function', by(tool, 'lambda:GetFunction', agentFunction)],
    ],
  },
  AgentCore: {
    allowed: [
      [
        'the gateway’s role, for the own gateway',
        agentCore(gateway, account, 'aws-operations-agent-dev'),
      ],
      [
        'the tools’ role, for the own gateway',
        agentCore(tool, account, 'aws-operations-agent-dev'),
      ],
    ],
    denied: [
      [
        'the gateway’s role, for another account’s gateway',
        agentCore(gateway, other, 'aws-operations-agent-dev'),
      ],
      [
        'the gateway’s role, for another gateway of the account',
        agentCore(gateway, account, 'payroll'),
      ],
      [
        'the tools’ role, for another account’s gateway',
        agentCore(tool, other, 'aws-operations-agent-dev'),
      ],
      [
        'the gateway’s role, for nobody',
        by('bedrock-agentcore.amazonaws.com', 'sts:AssumeRole', gateway),
      ],
      ['the agent’s role', agentCore(agent, account, 'aws-operations-agent-dev')],
    ],
  },
  Lambda: {
    allowed: [
      ['the agent’s role', by('lambda.amazonaws.com', 'sts:AssumeRole', agent)],
      ['the tools’ role', by('lambda.amazonaws.com', 'sts:AssumeRole', tool)],
    ],
    denied: [['the gateway’s role', by('lambda.amazonaws.com', 'sts:AssumeRole', gateway)]],
  },
  people: {
    allowed: [
      ['the Function URL, where their account lets them', url(operator, mayCall)],
      ['the function behind the URL, likewise', behindUrl(operator, mayCall)],
    ],
    denied: [
      ['the Function URL, where their account says nothing', url(operator)],
      ['the agent without the URL', by(operator, 'lambda:InvokeFunction', `${agentFunction}:live`)],
      ['the Function URL from another account', url(stranger, mayCall)],
      [
        'the tool handler from another account',
        {
          ...by(stranger, 'lambda:InvokeFunction', `${toolFunction}:live`),
          identityPolicies: mayCall,
        },
      ],
      [
        'the conversations from another account',
        { ...by(stranger, 'dynamodb:Query', table), identityPolicies: mayAll },
      ],
      [
        'the gateway’s role from another account',
        { ...by(stranger, 'sts:AssumeRole', gateway), identityPolicies: mayAll },
      ],
      [
        'the tools’ role from another account',
        { ...by(stranger, 'sts:AssumeRole', tool), identityPolicies: mayAll },
      ],
    ],
  },
}
