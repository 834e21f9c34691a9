const account = '123456789012'
export const key = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`
const okta = { clientId: 'ops', audience: 'api://ops' }

/** Configurations as companies have them, by what is asked for: each with keys that others lack. */
export const companies: Record<string, Record<string, unknown>> = {
  'Entra ID, and two apps of it': {
    identityProvider: 'entra',
    okta: {
      issuer: 'https://login.microsoftonline.com/11111111-1111-4222-8333-444455556666/v2.0',
      audience: '22222222-1111-4222-8333-444455556666',
      clientId: ['newer', 'former'],
      requiredGroup: 'operators',
    },
  },
  'Auth0, by audience and scope': {
    identityProvider: 'auth0',
    okta: {
      issuer: 'https://acme.eu.auth0.com/',
      clientId: 'ops',
      audience: 'https://ops.acme.com',
      requiredScope: 'ops:read',
    },
  },
  'another issuer of any kind': {
    identityProvider: 'oidc',
    okta: { ...okta, issuer: 'https://login.acme.com/adfs', clientClaim: 'acme:app' },
  },
  'Google, by its id tokens': {
    identityProvider: 'google',
    okta: {
      issuer: 'https://accounts.google.com',
      clientId: ['1-a.apps.googleusercontent.com', '2-b.apps.googleusercontent.com'],
      requiredGroup: 'acme.com',
      clientSecret: 'GOCSPX-installed',
    },
  },
  'a VPC that another account shares, and a proxy': {
    network: {
      subnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'],
      securityGroupIds: ['sg-0a1b2c3d'],
      proxy: 'http://proxy.acme.internal:3128',
      noProxy: ['.amazonaws.com'],
      caFile: '/opt/ca.pem',
    },
  },
  'keys of one’s own for all': {
    conversations: { kmsKeyArn: key },
    logs: { kmsKeyArn: key },
    images: { kmsKeyArn: key },
    gateway: { kmsKeyArn: key },
    functions: { kmsKeyArn: key },
  },
  'a guardrail that is asked in several regions': {
    guardrail: { id: 'abcd1234', version: 3, profile: 'us.guardrail.v1:0' },
  },
  'a path and a boundary for roles': {
    iamPath: '/teams/operations/',
    permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
  },
  'an environment by another name': { environment: 'live-eu2', kind: 'production' },
  'a budget': {
    budget: { dollarsPerMonth: 500, emails: ['ops@acme.com'] },
    alarms: { enabled: true, usdPerDay: 25, topicArn: `arn:aws:sns:us-east-1:${account}:ops` },
  },
  'further services, opened data, and limits of what is spent': {
    services: ['ssm', 'kms', 'sfn'],
    dataAccess: ['environment', 'code'],
    limits: { personTokensPerDay: 200_000, usdPerMonth: 900 },
    model: { provider: 'bedrock', promptCache: '5m', conversationCache: 'off' },
    cors: { allowOrigins: ['https://portal.acme.com'] },
    logs: { retentionDays: 3653 },
  },
}
