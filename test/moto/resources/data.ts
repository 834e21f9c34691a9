import type { Resource } from './resource.ts'

/** What holds data, carries it, or says where it is. */
export const dataResources: readonly Resource[] = [
  {
    tool: 's3',
    operation: 'ListBuckets',
    parameters: { Prefix: 'files-' },
    query: '[].Name',
    global: true,
    make: async (aws) => {
      await aws('s3:CreateBucket', { Bucket: 'files-a' })
      await aws('s3:CreateBucket', { Bucket: 'files-b' })
      return ['files-a', 'files-b']
    },
  },
  {
    tool: 'rds',
    operation: 'DescribeDBInstances',
    query: '[].DBInstanceIdentifier',
    make: async (aws, name) => {
      await aws('rds:CreateDBInstance', {
        DBInstanceIdentifier: name,
        Engine: 'postgres',
        DBInstanceClass: 'db.t3.micro',
        MasterUsername: 'owner',
        MasterUserPassword: 'correct-horse',
        AllocatedStorage: 20,
      })
      return [name]
    },
  },
  {
    tool: 'dynamodb',
    operation: 'ListTables',
    query: '[]',
    make: async (aws, name) => {
      await aws('dynamodb:CreateTable', {
        TableName: name,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      })
      return [name]
    },
  },
  {
    tool: 'sns',
    operation: 'ListTopics',
    query: '[].TopicArn',
    make: (aws, name) => aws('sns:CreateTopic', { Name: name }, '[TopicArn]'),
  },
  {
    tool: 'sqs',
    operation: 'ListQueues',
    query: '[]',
    make: (aws, name) => aws('sqs:CreateQueue', { QueueName: name }, '[QueueUrl]'),
  },
  {
    tool: 'route53',
    operation: 'ListHostedZones',
    query: '[].Id',
    global: true,
    make: (aws, name) => {
      const input = { Name: 'shop.example', CallerReference: name }
      return aws('route-53:CreateHostedZone', input, '[HostedZone.Id]')
    },
  },
  {
    tool: 'apigateway',
    operation: 'GetRestApis',
    query: '[].id',
    make: (aws, name) => aws('api-gateway:CreateRestApi', { name }, '[id]'),
  },
  {
    tool: 'apigateway',
    operation: 'GetApis',
    query: '[].ApiId',
    make: (aws, name) =>
      aws('apigatewayv2:CreateApi', { Name: name, ProtocolType: 'HTTP' }, '[ApiId]'),
  },
  {
    tool: 'apigateway',
    operation: 'ListCertificates',
    query: '[].CertificateArn',
    make: (aws) =>
      aws('acm:RequestCertificate', { DomainName: 'shop.example' }, '[CertificateArn]'),
  },
  {
    tool: 'ses',
    operation: 'ListIdentities',
    query: '[]',
    make: async (aws, name) => {
      await aws('ses:VerifyDomainIdentity', { Domain: `${name}.example` })
      return [`${name}.example`]
    },
  },
  {
    tool: 'ses',
    operation: 'sesv2:GetConfigurationSet',
    parameters: { ConfigurationSetName: 'orders' },
    query: '[ConfigurationSetName]',
    make: async (aws) => {
      await aws('sesv2:CreateConfigurationSet', { ConfigurationSetName: 'orders' })
      return ['orders']
    },
  },
]
