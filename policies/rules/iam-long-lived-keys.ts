import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

export const iamLongLivedKeys: ResourceValidationPolicy = {
  name: 'iam-long-lived-keys',
  description: 'Credentials are those of roles, and run out: no IAM users, no access keys.',
  severity: 'high',
  validateResource: resources(
    [
      'aws:iam/user:User',
      'aws:iam/accessKey:AccessKey',
      'aws:iam/userLoginProfile:UserLoginProfile',
    ],
    z.unknown(),
    () => ['Its credentials last until somebody takes them away. Use a role.'],
  ),
}
