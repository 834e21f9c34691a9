import { isService, type Service } from '../catalogue/services.ts'
import type { Row } from './exception.ts'
import { accessanalyzer } from './exceptions/accessanalyzer.ts'
import { acm } from './exceptions/acm.ts'
import { apiGateway } from './exceptions/api-gateway.ts'
import { apigatewayv2 } from './exceptions/apigatewayv2.ts'
import { appconfig } from './exceptions/appconfig.ts'
import { athena } from './exceptions/athena.ts'
import { bedrock } from './exceptions/bedrock.ts'
import { bedrockAgentcoreControl } from './exceptions/bedrock-agentcore-control.ts'
import { cloudformation } from './exceptions/cloudformation.ts'
import { cloudfront } from './exceptions/cloudfront.ts'
import { cloudtrail } from './exceptions/cloudtrail.ts'
import { cloudwatch } from './exceptions/cloudwatch.ts'
import { cloudwatchLogs } from './exceptions/cloudwatch-logs.ts'
import { codebuild } from './exceptions/codebuild.ts'
import { codecommit } from './exceptions/codecommit.ts'
import { codepipeline } from './exceptions/codepipeline.ts'
import { cognitoIdentityProvider } from './exceptions/cognito-identity-provider.ts'
import { configService } from './exceptions/config-service.ts'
import { directConnect } from './exceptions/direct-connect.ts'
import { dynamodb } from './exceptions/dynamodb.ts'
import { ec2 } from './exceptions/ec2.ts'
import { ecr } from './exceptions/ecr.ts'
import { ecs } from './exceptions/ecs.ts'
import { eks } from './exceptions/eks.ts'
import { elasticBeanstalk } from './exceptions/elastic-beanstalk.ts'
import { elasticLoadBalancingV2 } from './exceptions/elastic-load-balancing-v2.ts'
import { glue } from './exceptions/glue.ts'
import { guardduty } from './exceptions/guardduty.ts'
import { iam } from './exceptions/iam.ts'
import { inspector2 } from './exceptions/inspector2.ts'
import { kinesis } from './exceptions/kinesis.ts'
import { kms } from './exceptions/kms.ts'
import { lakeformation } from './exceptions/lakeformation.ts'
import { lambda } from './exceptions/lambda.ts'
import { mq } from './exceptions/mq.ts'
import { networkFirewall } from './exceptions/network-firewall.ts'
import { rds } from './exceptions/rds.ts'
import { redshift } from './exceptions/redshift.ts'
import { redshiftServerless } from './exceptions/redshift-serverless.ts'
import { resourceExplorer2 } from './exceptions/resource-explorer-2.ts'
import { route53 } from './exceptions/route-53.ts'
import { route53Domains } from './exceptions/route-53-domains.ts'
import { s3 } from './exceptions/s3.ts'
import { s3Control } from './exceptions/s3-control.ts'
import { s3vectors } from './exceptions/s3vectors.ts'
import { sagemaker } from './exceptions/sagemaker.ts'
import { secretsManager } from './exceptions/secrets-manager.ts'
import { serviceQuotas } from './exceptions/service-quotas.ts'
import { ses } from './exceptions/ses.ts'
import { sesv2 } from './exceptions/sesv2.ts'
import { sfn } from './exceptions/sfn.ts'
import { sns } from './exceptions/sns.ts'
import { sqs } from './exceptions/sqs.ts'
import { ssm } from './exceptions/ssm.ts'
import { sts } from './exceptions/sts.ts'
import { support } from './exceptions/support.ts'
import { transfer } from './exceptions/transfer.ts'
import { wafv2 } from './exceptions/wafv2.ts'
import { xray } from './exceptions/xray.ts'

/** What is no plain metadata, though it looks it. Kept by hand, a file a service. */
const rows: Readonly<Partial<Record<Service, readonly Row[]>>> = {
  accessanalyzer,
  acm,
  'api-gateway': apiGateway,
  apigatewayv2,
  appconfig,
  athena,
  bedrock,
  'bedrock-agentcore-control': bedrockAgentcoreControl,
  cloudformation,
  cloudfront,
  cloudtrail,
  cloudwatch,
  'cloudwatch-logs': cloudwatchLogs,
  codebuild,
  codecommit,
  codepipeline,
  'cognito-identity-provider': cognitoIdentityProvider,
  'config-service': configService,
  'direct-connect': directConnect,
  dynamodb,
  ec2,
  ecr,
  ecs,
  eks,
  'elastic-beanstalk': elasticBeanstalk,
  'elastic-load-balancing-v2': elasticLoadBalancingV2,
  glue,
  guardduty,
  iam,
  inspector2,
  kinesis,
  kms,
  lakeformation,
  lambda,
  mq,
  'network-firewall': networkFirewall,
  rds,
  redshift,
  'redshift-serverless': redshiftServerless,
  'resource-explorer-2': resourceExplorer2,
  'route-53': route53,
  s3,
  'route-53-domains': route53Domains,
  's3-control': s3Control,
  s3vectors,
  sagemaker,
  'secrets-manager': secretsManager,
  'service-quotas': serviceQuotas,
  ses,
  sesv2,
  sfn,
  sns,
  sqs,
  ssm,
  sts,
  support,
  transfer,
  wafv2,
  xray,
}

export type Exception = Row & { service: Service }

export const exceptions: readonly Exception[] = Object.entries(rows).flatMap(([service, own]) =>
  isService(service) ? own.map((row) => ({ ...row, service })) : [],
)

export const exceptionOf = (service: Service, operation: string): Exception | undefined =>
  byOperation.get(`${service}:${operation}`)

/** Why an operation is an exception; undefined for the others. */
export const exceptionReason = (service: Service, operation: string): string | undefined =>
  exceptionOf(service, operation)?.reason

const byOperation = new Map(
  exceptions.flatMap((exception) =>
    exception.operations.map((operation) => [`${exception.service}:${operation}`, exception]),
  ),
)
