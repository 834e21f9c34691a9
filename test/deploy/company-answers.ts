import type { IncomingHttpHeaders } from 'node:http'

export const account = '123456789012'
export const region = 'eu-west-1'
export const key = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`
export const role = `arn:aws:iam::${account}:role/deployer`
export const model = 'anthropic.claude-sonnet-4-6'

export interface Request {
  path: string
  host: string
  form: URLSearchParams
  headers: IncomingHttpHeaders
  isWell: boolean
}

/** What AWS, registries and an issuer answer to preflight where all is well, and where nothing is. */
export function answer(request: Request): unknown {
  const { host, isWell } = request
  if (host === 'issuer.acme.test') return issuer(request)
  if (host === 'registry.acme.test' || host === 'public.ecr.aws') {
    if (!isWell) return new Response('{"errors":[]}', { status: 404 })
    const isBlob = request.path.includes('/blobs/')
    return isBlob ? { architecture: 'amd64' } : { config: { digest: 'sha256:0' } }
  }
  switch (host.split('.amazonaws.com')[0]?.replace(`.${region}`, '')) {
    case 'sts':
      return xml(
        'GetCallerIdentity',
        `<Account>${account}</Account><Arn>arn:aws:sts::${account}:assumed-role/deployer/ana</Arn>`,
      )
    case 'iam':
      return iam(request)
    case 'ec2':
      return ec2(request)
    case 'bedrock':
      return request.path.startsWith('/inference-profiles/')
        ? { models: [{ modelArn: `arn:aws:bedrock:${region}::foundation-model/${model}` }] }
        : {
            modelId: model,
            authorizationStatus: isWell ? 'AUTHORIZED' : 'NOT_AUTHORIZED',
            entitlementAvailability: 'AVAILABLE',
            regionAvailability: 'AVAILABLE',
          }
    case 'servicequotas': {
      const QuotaName =
        'Cross-region model inference tokens per minute for Anthropic Claude Sonnet 4.6'
      return { Quotas: [{ QuotaName, Value: isWell ? 400_000 : 400 }] }
    }
    case 'lambda': {
      const ConcurrentExecutions = isWell ? 1000 : 10
      return { AccountLimit: { ConcurrentExecutions } }
    }
    case 'kms':
      return kms(request)
    case 'api.ecr': {
      const encryptionConfiguration = isWell ? { kmsKey: key } : {}
      return { repositories: [{ encryptionConfiguration }] }
    }
    default:
      return {}
  }
}

const issuer = ({ path, isWell }: Request) =>
  path === '/keys'
    ? { keys: [{}] }
    : {
        issuer: 'https://issuer.acme.test',
        jwks_uri: 'https://issuer.acme.test/keys',
        device_authorization_endpoint: 'https://issuer.acme.test/device',
        code_challenge_methods_supported: isWell ? ['S256'] : ['plain'],
        scopes_supported: ['openid', 'profile', 'offline_access'],
      }

function kms({ headers, isWell }: Request) {
  if (String(headers['x-amz-target']).endsWith('.GetKeyPolicy')) {
    const Principal = { AWS: `arn:aws:iam::${account}:root` }
    return { Policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal }] }) }
  }
  const KeyState = isWell ? 'Enabled' : 'PendingDeletion'
  return { KeyMetadata: { KeyState, KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' } }
}

function iam({ form, isWell }: Request) {
  if (form.get('Action') === 'GetRole') return xml('GetRole', `<Role><Arn>${role}</Arn></Role>`)
  const decision = isWell ? 'allowed' : 'implicitDeny'
  const results = [...form]
    .filter(([name]) => name.startsWith('ActionNames.'))
    .map(
      ([, action]) =>
        `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`,
    )
  return xml(
    'SimulatePrincipalPolicy',
    `<IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults>`,
  )
}

function ec2({ form, isWell }: Request) {
  const action = form.get('Action') ?? ''
  const out = '<item><ipProtocol>-1</ipProtocol></item>'
  const nat =
    '<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><natGatewayId>nat-1</natGatewayId><state>active</state></item>'
  const answers: Record<string, string> = {
    DescribeSubnets: `<subnetSet><item><subnetId>subnet-0a1b2c3d</subnetId><vpcId>vpc-1</vpcId><ownerId>${account}</ownerId></item></subnetSet>`,
    DescribeSecurityGroups: `<securityGroupInfo><item><groupId>sg-0a1b2c3d</groupId><vpcId>vpc-1</vpcId><ipPermissionsEgress>${out}</ipPermissionsEgress></item></securityGroupInfo>`,
    DescribeRouteTables: `<routeTableSet><item><routeTableId>rtb-1</routeTableId><associationSet><item><main>true</main></item></associationSet><routeSet>${isWell ? nat : ''}</routeSet></item></routeTableSet>`,
    DescribeVpcEndpoints: '<vpcEndpointSet/>',
  }
  return `<${action}Response>${answers[action]}</${action}Response>`
}

const xml = (action: string, result: string) =>
  `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`
