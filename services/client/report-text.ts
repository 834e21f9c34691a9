import type { ConversationPage } from '../agent/api.ts'
import type { Session } from './session.ts'

/** A conversation with its calls as a report. What makes reports is loaded where one is made. */
export async function reportText(
  conversation: ConversationPage,
  output: 'markdown' | 'html',
  { environment, account }: Pick<Session, 'environment' | 'account'>,
): Promise<string> {
  const { reportOf } = await import('../report/report.ts')
  const own = /^\d{12}$/.test(account) ? { account } : {}
  const report = reportOf(conversation, { madeAt: new Date(), environment, ...own })
  if (output === 'html') return (await import('../report/html.ts')).reportHtml(report)
  return (await import('../report/markdown.ts')).reportMarkdown(report)
}
