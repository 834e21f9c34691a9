import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { resources } from '../resource.ts'

export const lambdaImageDigest: ResourceValidationPolicy = {
  name: 'lambda-image-digest',
  description:
    'A function runs an image by digest: what was reviewed, whatever happens to its tag.',
  severity: 'high',
  validateResource: resources(
    ['aws:lambda/function:Function'],
    z.object({ imageUri: z.string().optional() }),
    ({ imageUri }) =>
      imageUri === undefined || /@sha256:[0-9a-f]{64}$/.test(imageUri)
        ? []
        : [`imageUri ${imageUri} is no digest. Deploy <repository>@sha256:….`],
  ),
}
