import { number, object } from '../../recipes/evidence/values.ts'
import { listed } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { Reader } from '../things/reader.ts'
import { dayMs } from '../time/period.ts'
import { told } from './told.ts'

const ofMail = /\b(?:e-?mails?|mails?|ses|simple email service|newsletters?)\b/i
const ofSending =
  /\b(?:(?:we|been|get|got|were|are) sen[dt]|sen[dt]|sending|quotas?|limits?|caps?|capped|allowance|allowed|sand ?box\w*|throttl\w*|production access|how many (?:e-?mails|mails))\b/i
const ofOther =
  /\b(?:who|alarms?|topics?|sns|functions?|lambdas?|bounc\w*|complain\w*|subscri\w*|identit\w*|domains?|verified|dkim|templates?|configuration sets?|costs?|spen[dt]\w*|bill\w*|pay|why|logs?|errors?|users?|secrets?|passwords?|receiv\w*|inbox\w*|rules?|polic\w+|roles?)\b/i

/** How many mails SES sent in the last 24 hours and may send, and whether it is in its sandbox: of each region in use. */
export async function mailSent(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const { question, names, ids, kinds, period } = plan
  const isAsked = ofMail.test(question) && ofSending.test(question) && !ofOther.test(question)
  if (!isAsked || names.length + ids.length + kinds.length > 0) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const rows = await reader.each(regions, async (region) =>
    (await reader.tryRead('sesv2:GetAccount', { region })).map((one) => {
      const account = object(one)
      const quota = object(account.SendQuota)
      return {
        region,
        sent: number(quota.SentLast24Hours),
        most: number(quota.Max24HourSend),
        rate: number(quota.MaxSendRate),
        isOpen: account.ProductionAccessEnabled === true,
        item: {
          ...quota,
          SendingEnabled: account.SendingEnabled,
          ProductionAccessEnabled: account.ProductionAccessEnabled,
        },
      }
    }),
  )
  const known = rows.toSorted((a, b) => b.sent - a.sent || b.most - a.most)
  const isLater =
    period !== undefined && Math.abs(period.end.getTime() - period.start.getTime() - dayMs) > 1000
  return told({
    operation: 'sesv2:GetAccount',
    understood: 'mails sent by SES in the last 24 hours · its quotas',
    ...(isLater
      ? {
          notice: `Not narrowed by “${period.said}”: SES tells what was sent in the last 24 hours.`,
        }
      : {}),
    summary:
      known.length === 0
        ? 'What SES sent could not be read.'
        : (/\bsand ?box|\bproduction access\b/i.test(question)
            ? known.map(sandbox)
            : known.map(line)
          ).join(' '),
    rows: known.map(({ region, item }) => ({ region, item: item as never })),
    reader,
  })
}

interface Sent {
  region: string
  sent: number
  most: number
  rate: number
  isOpen: boolean
}

function line({ region, sent, most, rate, isOpen }: Sent): string {
  const of =
    most < 0
      ? 'without a limit'
      : `of **${shown(most)}** that may be sent (${Math.round((sent / most) * 100)} %)`
  const rest = listed([
    ...(rate > 0 ? [`at most ${shown(rate)} a second`] : []),
    isOpen ? 'out of the sandbox' : 'in the sandbox, which mails verified addresses only',
  ])
  return `SES in ${region} sent **${shown(sent)}** mails in the last 24 hours ${of}: ${rest}.`
}

const sandbox = ({ region, isOpen, most }: Sent): string =>
  `SES in ${region} is **${isOpen ? 'out of the sandbox' : 'in the sandbox'}** (${isOpen ? 'it has production access' : 'it mails verified addresses only'}${most < 0 ? '' : `, at most ${shown(most)} mails in 24 hours`}).`

const shown = (value: number) => value.toLocaleString('en-US')
