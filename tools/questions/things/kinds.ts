/** A kind of thing as people speak of it, and how AWS lists it. */
export interface Kind {
  /** In the singular, as answers call it. */
  readonly noun: string
  readonly plural?: string
  /** What people say for it: singulars, an `s` is understood; a trailing `!` keeps a word as it is. */
  readonly said: readonly string[]
  /** What its people call a member of it: the version of a service is its image's. */
  readonly means?: Readonly<Record<string, string>>
  /** The kinds that speak of it where it is used. */
  readonly usedBy?: readonly string[]
  /** Attributes that describe one of them, where its list tells little. */
  readonly about?: readonly string[]
  /** Operations on one of them that say what it is connected with, where no list does. */
  readonly relates?: readonly string[]
  /** It stands between others: through an event source mapping a function reads a queue. */
  readonly links?: true
  /** Parameters under which what AWS owns, and the account uses, is listed too. */
  readonly wider?: readonly Readonly<Record<string, unknown>>[]
  /** `ec2:DescribeInstances`. */
  readonly list: string
  readonly parameters?: Readonly<Record<string, unknown>>
  /** What is read of each entry where the list has names alone. */
  readonly each?: Each
  /** Whose list gives a parameter that `list` needs: services of ECS are listed cluster by cluster. */
  readonly within?: Within
}

interface Each {
  readonly operation: string
  /** The parameter that takes the entry (or entries, where `most` is more than one). */
  readonly parameter: string
  readonly most?: number
  readonly parameters?: Readonly<Record<string, unknown>>
}

interface Within {
  /** An operation that lists the parents, or a kind that is within something itself. */
  readonly list: string
  readonly parameter: string
  /** The member of a parent that goes into the parameter; the entry itself where it is text. */
  readonly member?: string
}

const ecsClusters: Within = { list: 'ecs:ListClusters', parameter: 'cluster' }
const eksClusters: Within = { list: 'eks:ListClusters', parameter: 'clusterName' }

/**
 * The kinds that are asked for most. Others are found by the names of operations: this list holds
 * what those do not say, that a server is an instance and that a service belongs to a cluster.
 */
export const kinds: readonly Kind[] = [
  {
    noun: 'instance',
    said: [
      'ec2 instance',
      'instance',
      'ec2 server',
      'ec2 machine',
      'server',
      'vm',
      'virtual machine',
      'machine',
      'box',
      'host',
      'ec2 box',
      'ec2 node',
      'ec2',
    ],
    list: 'ec2:DescribeInstances',
  },
  {
    noun: 'volume',
    said: ['ebs volume', 'volume', 'disk', 'ebs disk', 'ebs'],
    list: 'ec2:DescribeVolumes',
  },
  {
    noun: 'snapshot',
    said: ['ebs snapshot', 'snapshot', 'volume snapshot', 'disk snapshot'],
    list: 'ec2:DescribeSnapshots',
    parameters: { OwnerIds: ['self'] },
  },
  {
    noun: 'image',
    usedBy: ['instance', 'launch template'],
    said: ['ami', 'machine image', 'ec2 image', 'image'],
    list: 'ec2:DescribeImages',
    parameters: { Owners: ['self'] },
  },
  {
    noun: 'security group',
    means: { rule: 'ip permissions' },
    usedBy: ['network interface', 'instance', 'load balancer', 'database', 'function', 'service'],
    said: ['security group', 'ec2 security group', 'firewall'],
    list: 'ec2:DescribeSecurityGroups',
  },
  {
    noun: 'security group rule',
    said: ['security group rule', 'firewall rule', 'inbound rule', 'ingress rule', 'egress rule'],
    list: 'ec2:DescribeSecurityGroupRules',
  },
  { noun: 'VPC', said: ['vpc', 'virtual private cloud'], list: 'ec2:DescribeVpcs' },
  {
    noun: 'subnet',
    said: ['vpc subnet', 'subnet'],
    usedBy: [
      'network interface',
      'instance',
      'NAT gateway',
      'load balancer',
      'function',
      'service',
    ],
    list: 'ec2:DescribeSubnets',
  },
  { noun: 'route table', said: ['route table', 'routing table'], list: 'ec2:DescribeRouteTables' },
  {
    noun: 'internet gateway',
    said: ['internet gateway', 'igw'],
    list: 'ec2:DescribeInternetGateways',
  },
  { noun: 'NAT gateway', said: ['nat gateway', 'nat', 'natgw'], list: 'ec2:DescribeNatGateways' },
  {
    noun: 'Elastic IP',
    said: ['elastic ip address', 'elastic ip', 'eip', 'static ip'],
    list: 'ec2:DescribeAddresses',
  },
  {
    noun: 'network interface',
    said: ['network interface', 'eni'],
    list: 'ec2:DescribeNetworkInterfaces',
  },
  { noun: 'network ACL', said: ['network acl', 'nacl'], list: 'ec2:DescribeNetworkAcls' },
  { noun: 'flow log', said: ['flow log', 'vpc flow log'], list: 'ec2:DescribeFlowLogs' },
  {
    noun: 'key pair',
    said: ['key pair', 'keypair', 'ssh key'],
    usedBy: ['instance'],
    list: 'ec2:DescribeKeyPairs',
  },
  { noun: 'launch template', said: ['launch template'], list: 'ec2:DescribeLaunchTemplates' },
  { noun: 'VPC endpoint', said: ['vpc endpoint'], list: 'ec2:DescribeVpcEndpoints' },
  {
    noun: 'VPC peering connection',
    said: ['peering connection', 'vpc peering connection', 'vpc peering'],
    list: 'ec2:DescribeVpcPeeringConnections',
  },
  {
    noun: 'reserved instance',
    said: ['reserved instance', 'reservation'],
    list: 'ec2:DescribeReservedInstances',
  },
  { noun: 'region', said: ['aws region', 'enabled region'], list: 'ec2:DescribeRegions' },
  { noun: 'availability zone', said: ['availability zone'], list: 'ec2:DescribeAvailabilityZones' },
  {
    noun: 'load balancer',
    said: [
      'load balancer',
      'alb',
      'nlb',
      'elb',
      'lb',
      'application load balancer',
      'network load balancer',
      'loadbalancer',
    ],
    list: 'elbv2:DescribeLoadBalancers',
  },
  { noun: 'target group', links: true, said: ['target group'], list: 'elbv2:DescribeTargetGroups' },
  {
    noun: 'target',
    links: true,
    said: [
      'target health',
      'target',
      'unhealthy target',
      'healthy target',
      'unhealthy target group',
      'unhealthy host',
      'healthy host',
      'host behind load balancers!',
      'hosts behind load balancers!',
    ],
    list: 'elbv2:DescribeTargetHealth',
    within: {
      list: 'elbv2:DescribeTargetGroups',
      parameter: 'TargetGroupArn',
      member: 'TargetGroupArn',
    },
  },
  {
    noun: 'listener',
    links: true,
    said: ['listener', 'load balancer listener'],
    list: 'elbv2:DescribeListeners',
    within: {
      list: 'elbv2:DescribeLoadBalancers',
      parameter: 'LoadBalancerArn',
      member: 'LoadBalancerArn',
    },
  },
  {
    noun: 'auto scaling group',
    said: ['auto scaling group', 'autoscaling group', 'asg', 'scaling group'],
    list: 'autoscaling:DescribeAutoScalingGroups',
  },
  {
    noun: 'scaling activity',
    plural: 'scaling activities',
    said: ['scaling activity', 'scaling activities!'],
    list: 'autoscaling:DescribeScalingActivities',
  },
  {
    noun: 'bucket',
    relates: [
      'GetBucketNotificationConfiguration',
      'GetBucketLogging',
      'GetBucketEncryption',
      'GetBucketReplication',
    ],
    said: ['s3 bucket', 'bucket', 's3'],
    about: [
      'GetBucketEncryption',
      'GetBucketVersioning',
      'GetBucketPolicyStatus',
      'GetPublicAccessBlock',
      'GetBucketLifecycleConfiguration',
    ],
    list: 's3:ListBuckets',
  },
  {
    noun: 'object',
    said: ['object', 's3 object', 'file'],
    list: 's3:ListObjectsV2',
    within: { list: 's3:ListBuckets', parameter: 'Bucket', member: 'Name' },
  },
  {
    noun: 'function',
    said: ['lambda function', 'lambda', 'function', 'serverless function'],
    list: 'lambda:ListFunctions',
  },
  { noun: 'layer', said: ['lambda layer', 'layer'], list: 'lambda:ListLayers' },
  {
    noun: 'event source mapping',
    links: true,
    said: ['event source mapping', 'lambda trigger', 'event source', 'trigger'],
    list: 'lambda:ListEventSourceMappings',
  },
  {
    noun: 'stack',
    said: ['cloudformation stack', 'stack', 'cloudformation', 'cfn stack'],
    list: 'cloudformation:DescribeStacks',
  },
  {
    noun: 'stack resource',
    said: [
      'stack resource',
      'cloudformation resource',
      'resources of the stack!',
      'resources in the stack!',
    ],
    list: 'cloudformation:DescribeStackResources',
    within: { list: 'cloudformation:DescribeStacks', parameter: 'StackName', member: 'StackName' },
  },
  {
    noun: 'stack event',
    said: ['stack event'],
    list: 'cloudformation:DescribeStackEvents',
    within: { list: 'cloudformation:DescribeStacks', parameter: 'StackName', member: 'StackName' },
  },
  {
    noun: 'user',
    relates: ['ListGroupsForUser', 'ListAttachedUserPolicies'],
    means: { password: 'login profile', passwords: 'login profile' },
    said: ['iam user', 'user', 'iam', 'people!', 'person', 'human'],
    about: ['ListGroupsForUser', 'ListAttachedUserPolicies', 'ListMFADevices', 'ListAccessKeys'],
    list: 'iam:ListUsers',
  },
  {
    noun: 'role',
    relates: ['ListAttachedRolePolicies'],
    said: ['iam role', 'role'],
    list: 'iam:ListRoles',
  },
  {
    noun: 'group',
    links: true,
    relates: ['GetGroup', 'ListAttachedGroupPolicies'],
    said: ['iam group', 'user group'],
    list: 'iam:ListGroups',
  },
  {
    noun: 'policy',
    relates: ['ListEntitiesForPolicy'],
    wider: [{ Scope: 'AWS', OnlyAttached: true }],
    plural: 'policies',
    said: [
      'iam policy',
      'iam policies!',
      'managed policy',
      'managed policies!',
      'customer managed policy',
      'customer managed policies!',
      'customer policies!',
    ],
    list: 'iam:ListPolicies',
    parameters: { Scope: 'Local' },
  },
  {
    noun: 'access key',
    said: ['access key', 'iam key', 'api key of users!'],
    list: 'iam:ListAccessKeys',
    within: { list: 'iam:ListUsers', parameter: 'UserName', member: 'UserName' },
  },
  {
    noun: 'MFA device',
    said: ['mfa device'],
    list: 'iam:ListMFADevices',
    within: { list: 'iam:ListUsers', parameter: 'UserName', member: 'UserName' },
  },
  {
    noun: 'instance profile',
    links: true,
    said: ['instance profile'],
    list: 'iam:ListInstanceProfiles',
  },
  {
    noun: 'database',
    said: [
      'rds database',
      'database',
      'db instance',
      'rds instance',
      'rds db instance',
      'database instance',
      'db',
      'rds db',
      'rds',
      'sql server',
      'postgres database',
      'mysql database',
    ],
    list: 'rds:DescribeDBInstances',
  },
  {
    noun: 'database cluster',
    said: ['db cluster', 'database cluster', 'aurora cluster', 'rds cluster', 'aurora'],
    list: 'rds:DescribeDBClusters',
  },
  {
    noun: 'database snapshot',
    said: [
      'db snapshot',
      'rds snapshot',
      'database snapshot',
      'database backup',
      'rds backup',
      'db backup',
    ],
    list: 'rds:DescribeDBSnapshots',
  },
  {
    noun: 'maintenance action',
    said: ['maintenance action', 'pending maintenance', 'maintenance'],
    list: 'rds:DescribePendingMaintenanceActions',
  },
  {
    noun: 'alarm',
    said: [
      'cloudwatch alarm',
      'alarm',
      'alert',
      'metric alarm',
      'monitored service',
      'services being monitored!',
      'services are being monitored!',
      'services are monitored!',
    ],
    list: 'cloudwatch:DescribeAlarms',
  },
  {
    noun: 'dashboard',
    said: ['cloudwatch dashboard', 'dashboard'],
    list: 'cloudwatch:ListDashboards',
  },
  {
    noun: 'log group',
    said: ['log group', 'cloudwatch log group', 'loggroup'],
    list: 'logs:DescribeLogGroups',
  },
  {
    noun: 'log stream',
    said: ['log stream'],
    list: 'logs:DescribeLogStreams',
    within: { list: 'logs:DescribeLogGroups', parameter: 'logGroupName', member: 'logGroupName' },
  },
  { noun: 'metric filter', said: ['metric filter'], list: 'logs:DescribeMetricFilters' },
  { noun: 'trail', said: ['cloudtrail trail', 'trail'], list: 'cloudtrail:DescribeTrails' },
  {
    noun: 'ECS cluster',
    said: ['ecs cluster', 'container cluster'],
    list: 'ecs:ListClusters',
    each: { operation: 'ecs:DescribeClusters', parameter: 'clusters', most: 100 },
  },
  {
    noun: 'service',
    said: ['ecs service', 'ecs', 'fargate service', 'container service', 'service'],
    means: {
      version: 'image',
      release: 'image',
      tag: 'image',
      task: 'running count',
      container: 'running count',
    },
    list: 'ecs:ListServices',
    within: ecsClusters,
    each: { operation: 'ecs:DescribeServices', parameter: 'services', most: 10 },
  },
  {
    noun: 'task',
    said: ['ecs task', 'fargate task', 'task', 'container'],
    list: 'ecs:ListTasks',
    within: ecsClusters,
    each: { operation: 'ecs:DescribeTasks', parameter: 'tasks', most: 100 },
  },
  {
    noun: 'task definition',
    said: ['task definition', 'ecs task definition', 'taskdef'],
    list: 'ecs:ListTaskDefinitions',
  },
  {
    noun: 'EKS cluster',
    said: [
      'eks cluster',
      'kubernetes cluster',
      'k8s cluster',
      'control plane',
      'eks',
      'kubernetes',
      'k8s',
    ],
    list: 'eks:ListClusters',
    each: { operation: 'eks:DescribeCluster', parameter: 'name' },
  },
  {
    noun: 'node group',
    means: { node: 'desired size', machine: 'desired size', instance: 'desired size' },
    said: [
      'node group',
      'nodegroup',
      'eks node group',
      'eks nodegroup',
      'eks node',
      'k8s node',
      'kubernetes node',
    ],
    list: 'eks:ListNodegroups',
    within: eksClusters,
    each: { operation: 'eks:DescribeNodegroup', parameter: 'nodegroupName' },
  },
  {
    noun: 'add-on',
    said: ['add-on', 'addon', 'eks addon', 'eks add-on'],
    list: 'eks:ListAddons',
    within: eksClusters,
    each: { operation: 'eks:DescribeAddon', parameter: 'addonName' },
  },
  {
    noun: 'topic',
    usedBy: ['subscription', 'alarm'],
    said: ['sns topic', 'topic', 'sns'],
    list: 'sns:ListTopics',
    each: { operation: 'sns:GetTopicAttributes', parameter: 'TopicArn' },
  },
  {
    noun: 'subscription',
    links: true,
    said: ['sns subscription', 'subscription', 'subscriber', 'subscribed endpoint'],
    list: 'sns:ListSubscriptions',
  },
  {
    noun: 'queue',
    said: [
      'sqs queue',
      'queue',
      'sqs',
      'message queue',
      'dead letter queue',
      'dead-letter queue',
      'dlq',
    ],
    list: 'sqs:ListQueues',
    each: {
      operation: 'sqs:GetQueueAttributes',
      parameter: 'QueueUrl',
      parameters: { AttributeNames: ['All'] },
    },
  },
  {
    noun: 'table',
    said: ['dynamodb table', 'dynamo table', 'ddb table', 'table', 'dynamodb', 'dynamo'],
    list: 'dynamodb:ListTables',
    each: { operation: 'dynamodb:DescribeTable', parameter: 'TableName' },
  },
  { noun: 'table backup', said: ['dynamodb backup', 'table backup'], list: 'dynamodb:ListBackups' },
  {
    noun: 'hosted zone',
    said: [
      'hosted zone',
      'route53 zone',
      'route 53 zone',
      'dns zone',
      'zone',
      'route53',
      'route 53',
    ],
    list: 'route53:ListHostedZones',
  },
  {
    noun: 'record',
    said: [
      'dns record',
      'dns record set',
      'record set',
      'resource record set',
      'dns entry',
      'dns entries!',
      'record',
      'route53 record',
      'route 53 record',
    ],
    list: 'route53:ListResourceRecordSets',
    within: { list: 'route53:ListHostedZones', parameter: 'HostedZoneId', member: 'Id' },
  },
  {
    noun: 'health check',
    said: ['route53 health check', 'route 53 health check', 'dns health check'],
    list: 'route53:ListHealthChecks',
  },
  {
    noun: 'REST API',
    said: ['rest api', 'api gateway api', 'api gateway rest api', 'api gateway'],
    list: 'apigateway:GetRestApis',
  },
  { noun: 'HTTP API', said: ['http api', 'websocket api'], list: 'apigatewayv2:GetApis' },
  {
    noun: 'API domain name',
    said: ['custom domain', 'api domain', 'api gateway domain'],
    list: 'apigateway:GetDomainNames',
  },
  {
    noun: 'certificate',
    said: ['acm certificate', 'certificate', 'tls certificate', 'ssl certificate', 'cert', 'acm'],
    list: 'acm:ListCertificates',
    each: { operation: 'acm:DescribeCertificate', parameter: 'CertificateArn' },
  },
  {
    noun: 'email identity',
    plural: 'email identities',
    said: [
      'email identity',
      'email identities!',
      'ses identity',
      'ses identities!',
      'verified domain',
      'sender',
    ],
    list: 'sesv2:ListEmailIdentities',
  },
  {
    noun: 'foundation model',
    said: ['foundation model', 'bedrock model', 'bedrock'],
    list: 'bedrock:ListFoundationModels',
  },
  { noun: 'guardrail', said: ['guardrail', 'bedrock guardrail'], list: 'bedrock:ListGuardrails' },
  {
    noun: 'SageMaker endpoint',
    said: ['sagemaker endpoint', 'model endpoint', 'inference endpoint', 'sagemaker'],
    list: 'sagemaker:ListEndpoints',
  },
  {
    noun: 'training job',
    said: ['training job', 'sagemaker training job', 'training run'],
    list: 'sagemaker:ListTrainingJobs',
  },
  { noun: 'SageMaker model', said: ['sagemaker model'], list: 'sagemaker:ListModels' },
  {
    noun: 'notebook instance',
    said: ['notebook instance', 'notebook', 'sagemaker notebook', 'jupyter notebook'],
    list: 'sagemaker:ListNotebookInstances',
  },
]
