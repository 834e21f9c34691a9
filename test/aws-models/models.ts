import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import type { Planned } from '../../deploy/deployer/planned-resources.ts'
import { type AwsRequest, requestsFor } from './requests.ts'

const said = z.strictObject({
  findings: z.array(z.string()),
  requests: z.number(),
  resources: z.number(),
  patterns: z.number(),
})

/** A Python that has botocore and cfn-lint, of the path. */
export const modelsAreThere = () =>
  spawnSync('python3', ['-c', 'import botocore, cfnlint.api, regex']).status === 0

/** What AWS's models find wrong with the resources of each program, each like resource asked once. */
export function askModels(programs: Record<string, readonly Planned[]>) {
  const seen = new Set<string>()
  const requests: (Omit<AwsRequest, 'resource'> & { where: string })[] = []
  const templates = Object.entries(programs).map(([where, resources]) => {
    const Resources: Record<string, object> = {}
    for (const planned of resources) {
      for (const { resource, ...request } of requestsFor(planned)) {
        const key = JSON.stringify(request)
        if (seen.has(key)) continue
        seen.add(key)
        requests.push({ where: `${where}: ${planned.name}`, ...request })
        const id = `${planned.type.split(':').at(-1)}${planned.name}`.replace(/\W/g, '')
        if (resource !== undefined) Resources[id] = resource
      }
    }
    return { where, template: { AWSTemplateFormatVersion: '2010-09-09', Resources } }
  })
  const asked = {
    requests,
    templates: templates.filter(({ template }) => Object.keys(template.Resources).length > 0),
  }
  const { stdout, stderr, status } = spawnSync('python3', ['test/aws-models/check.py'], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`check.py: ${stderr}`)
  return said.parse(JSON.parse(stdout))
}
