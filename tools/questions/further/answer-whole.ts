import type { ToolContext, ToolResult } from '../../tool.ts'
import { complaintOf } from '../complaint.ts'
import { readPlan } from '../plan.ts'
import { revisionsCompared } from '../revisions-compared.ts'
import { deployed } from './deployed.ts'
import { ifGone } from './if-gone.ts'
import { mailSent } from './mail-sent.ts'
import { supportOfVersion } from './to-come.ts'
import { toldByTopic } from './told-by-topic.ts'

/** What is asked in two parts that one answer holds, before a question is taken apart. */
export async function answerWhole(
  question: string,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  return (
    (await ifGone(question, context)) ??
    (await complaintOf(question, context)) ??
    (await revisionsCompared(question, context)) ??
    (await supportOfVersion(question, context)) ??
    (await deployed(question, context)) ??
    (await mailSent(readPlan(question, context.now()), context)) ??
    toldByTopic(question, context)
  )
}
