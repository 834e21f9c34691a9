import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { repositories } from '../repositories.ts'
import { resources } from '../resource.ts'

export const imageTagsImmutable: ResourceValidationPolicy = {
  name: 'image-tags-immutable',
  description: 'What an image tag names cannot be replaced.',
  severity: 'high',
  validateResource: resources(
    repositories,
    z.object({ imageTagMutability: z.string().optional() }),
    ({ imageTagMutability = 'MUTABLE' }) =>
      imageTagMutability === 'IMMUTABLE'
        ? []
        : [`imageTagMutability is ${imageTagMutability}. Use IMMUTABLE.`],
  ),
}
