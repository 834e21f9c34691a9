/** In what the three environments differ; everything else is the same but for the name in it. */
export const environments = {
  dev: {
    ttlDays: '30',
    deletionProtection: false,
    logLevel: 'debug',
    retentionDays: 14,
    alarms: false,
    modelId: 'global.anthropic.claude-sonnet-4-6',
    cors: {
      allowOrigins: ['*'],
      allowMethods: ['*'],
      allowHeaders: ['*'],
      allowCredentials: true,
      maxAge: 86_400,
    },
  },
  gamma: {
    ttlDays: '30',
    deletionProtection: false,
    logLevel: 'info',
    retentionDays: 30,
    alarms: true,
    modelId: 'global.anthropic.claude-sonnet-4-6',
    cors: {
      allowOrigins: ['*'],
      allowMethods: ['*'],
      allowHeaders: ['*'],
      allowCredentials: true,
      maxAge: 86_400,
    },
  },
  prod: {
    ttlDays: '90',
    deletionProtection: true,
    logLevel: 'info',
    retentionDays: 365,
    alarms: true,
    modelId: 'us.anthropic.claude-sonnet-4-6',
    cors: {
      allowOrigins: ['https://portal.acme.com'],
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: [
        'authorization',
        'content-type',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-security-token',
        'x-okta-token',
        'x-time-zone',
      ],
      allowCredentials: true,
      maxAge: 3600,
    },
  },
} as const

export type Environment = keyof typeof environments
export const environmentNames = ['dev', 'gamma', 'prod'] as const
