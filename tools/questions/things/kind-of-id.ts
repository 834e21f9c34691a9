import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'

/** The kind of thing that the form of an id or ARN tells; undefined where it tells none. */
export function kindOfId(id: string): Kind | undefined {
  const [, service = '', resource = ''] =
    /^arn:aws[\w-]*:([\w-]+):[^:]*:[^:]*:([\w-]*)/.exec(id) ?? []
  const prefix = /^([a-z]+)-[\da-f]{8,17}$/.exec(id)?.[1] ?? ''
  const noun = service === '' ? prefixes[prefix] : (arns[`${service}:${resource}`] ?? arns[service])
  return kinds.find((kind) => kind.noun === noun)
}

const prefixes: Readonly<Record<string, string>> = {
  i: 'instance',
  vol: 'volume',
  snap: 'snapshot',
  ami: 'image',
  sg: 'security group',
  vpc: 'VPC',
  subnet: 'subnet',
  rtb: 'route table',
  igw: 'internet gateway',
  nat: 'NAT gateway',
  eni: 'network interface',
  eipalloc: 'Elastic IP',
  acl: 'network ACL',
  lt: 'launch template',
  vpce: 'VPC endpoint',
  sgr: 'security group rule',
}

const arns: Readonly<Record<string, string>> = {
  s3: 'bucket',
  lambda: 'function',
  sqs: 'queue',
  sns: 'topic',
  dynamodb: 'table',
  'rds:db': 'database',
  'rds:cluster': 'database cluster',
  'iam:user': 'user',
  'iam:role': 'role',
  'iam:policy': 'policy',
  'ecs:service': 'service',
  'ecs:cluster': 'ECS cluster',
  'ecs:task': 'task',
  'ecs:task-definition': 'task definition',
  'eks:cluster': 'EKS cluster',
  acm: 'certificate',
  cloudformation: 'stack',
  'elasticloadbalancing:loadbalancer': 'load balancer',
  'elasticloadbalancing:targetgroup': 'target group',
  'cloudwatch:alarm': 'alarm',
  logs: 'log group',
  'ec2:instance': 'instance',
  'ec2:volume': 'volume',
}
