import { z } from 'zod'
import { resources } from '../resource.ts'
import { ofType, type Rule, stack } from '../stack-rule.ts'

const functions = ['aws:lambda/function:Function']
const logs = z.object({
  name: z.string().optional(),
  loggingConfig: z.object({ logGroup: z.string().optional() }).optional(),
})

/** Lambda makes the group that it does not find, and keeps it for ever. */
export const functionLogs: Rule = {
  name: 'function-logs',
  description: 'A function logs to the group of its own name, which the stack makes.',
  severity: 'medium',
  validateResource: resources(functions, logs, ({ name, loggingConfig }) => {
    const group = loggingConfig?.logGroup
    if (name === undefined || group === undefined || group === ownGroup(name)) return []
    return [`It logs to ${group}, which is not its own. Use ${ownGroup(name)}.`]
  }),
  validateStack: stack((all) => {
    const made = ofType(
      all,
      ['aws:cloudwatch/logGroup:LogGroup'],
      z.object({ name: z.string().optional() }),
    )
    const names = new Set(made.map(({ name }) => name))
    return ofType(all, functions, logs).flatMap(({ urn, name, loggingConfig }) => {
      const group = loggingConfig?.logGroup ?? (name === undefined ? undefined : ownGroup(name))
      if (group === undefined || names.has(group)) return []
      return [
        { urn, fault: `It logs to ${group}, which nobody makes. Make it, with its retention.` },
      ]
    })
  }),
}

const ownGroup = (name: string) => `/aws/lambda/${name}`
