/** The names that Cost Explorer has for a service, by what people call it; else by any part of the name. */
export function servicesNamed(said: string, known: readonly string[]): string[] {
  const word = said
    .toLowerCase()
    .replace(/^(?:amazon|aws) /, '')
    .trim()
  const pattern = short[word.replace(/[\s-]/g, '')]
  if (pattern !== undefined) return known.filter((name) => pattern.test(name))
  const whole = known.filter((name) => name.toLowerCase() === said.toLowerCase())
  return whole.length > 0 ? whole : known.filter((name) => name.toLowerCase().includes(word))
}

const short: Readonly<Record<string, RegExp>> = {
  alb: /Load Balancing/,
  apigateway: /API Gateway/,
  bedrock: /Bedrock/,
  cloudfront: /CloudFront/,
  cloudwatch: /CloudWatch/,
  compute: /Elastic Compute Cloud - Compute|Lambda|Fargate|Elastic Container Service/,
  containers: /Elastic Container|Elastic Kubernetes|Fargate/,
  database: /Relational Database|DynamoDB|Aurora|ElastiCache|Redshift|DocumentDB|Neptune/,
  databases: /Relational Database|DynamoDB|Aurora|ElastiCache|Redshift|DocumentDB|Neptune/,
  dynamo: /DynamoDB/,
  ec2: /Elastic Compute Cloud|^EC2 - Other$/,
  ecr: /Container Registry/,
  ecs: /Elastic Container Service/,
  efs: /Elastic File System/,
  eks: /Elastic (?:Container Service for )?Kubernetes|Elastic Kubernetes/,
  elb: /Load Balancing/,
  kms: /Key Management/,
  networking:
    /Virtual Private Cloud|Load Balancing|Route 53|CloudFront|Direct Connect|Data Transfer/,
  nlb: /Load Balancing/,
  opensearch: /OpenSearch/,
  rds: /Relational Database/,
  route53: /Route 53/,
  s3: /Simple Storage Service/,
  ses: /Simple Email/,
  sns: /Simple Notification/,
  sqs: /Simple Queue/,
  storage: /Simple Storage Service|Elastic Block Store|Elastic File System|Glacier|FSx|Backup/,
  tax: /^Tax$/,
  vpc: /Virtual Private Cloud/,
}
