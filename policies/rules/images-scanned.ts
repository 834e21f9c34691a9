import type { ResourceValidationPolicy } from '@pulumi/policy'
import { z } from 'zod'
import { repositories } from '../repositories.ts'
import { resources } from '../resource.ts'

const scanning = z.object({ scanOnPush: z.boolean().optional() })

export const imagesScanned: ResourceValidationPolicy = {
  name: 'images-scanned',
  description: 'Images are scanned for known vulnerabilities when they are pushed.',
  severity: 'medium',
  validateResource: resources(
    repositories,
    z.object({ imageScanningConfiguration: scanning.optional() }),
    ({ imageScanningConfiguration }) =>
      imageScanningConfiguration?.scanOnPush === true
        ? []
        : ['imageScanningConfiguration.scanOnPush is off. Turn it on.'],
  ),
}
