import type { ToolContext, ToolResult } from '../tool.ts'
import { failingService } from './failing-service.ts'
import { readPlan } from './plan.ts'
import { refused } from './refusals.ts'

/**
 * `who deployed the service behind load balancer payments last?`: the question with that service's name, or a word
 * that none is known; undefined where it speaks of none.
 */
export async function withServiceBehind(
  question: string,
  context: ToolContext,
): Promise<{ question: string } | { result: ToolResult } | undefined> {
  const [said = '', noun = '', quoted, bare = ''] = behind.exec(question) ?? []
  const name = quoted ?? bare
  if (said === '' || name === '') return undefined
  const plan = { ...readPlan(`why is ${noun} ${name} failing?`, context.now()), names: [name] }
  const service = await failingService(plan, context)
  return service === undefined
    ? {
        result: refused(
          'unclear_question',
          `No ECS service is known to be behind ${noun} ${name}, so this cannot be told of it.`,
        ),
      }
    : {
        question: question
          .replace(`pipeline of ${said}`, `pipeline ${service}`)
          .replace(said, `service ${service}`),
      }
}

const behind =
  /\b(?:the )?service (?:that is )?behind (?:the )?(alarm|target group|load balancer) (?:"([^"]+)"|([\w./:-]*\w))/i
