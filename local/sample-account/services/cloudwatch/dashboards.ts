import type { Answers, Place } from '../../answer.ts'
import { text } from '../../answer.ts'
import { daysAgo } from '../../clock.ts'
import { arn } from '../../facts/company.ts'
import { balancerDimension } from '../../facts/load-balancing.ts'
import { find, listing, startsWith } from '../../listing.ts'
import { paging } from '../../paging.ts'

const missing = {
  name: 'DashboardNotFoundError',
  message: (id: string) => `Dashboard ${id} does not exist`,
  status: 404,
}

/** Dashboards are global: every region shows them. */
export const dashboardAnswers: Answers = {
  ListDashboards: listing({
    as: 'DashboardEntries',
    from: dashboards,
    where: startsWith('DashboardNamePrefix', 'DashboardName'),
    show: ({ metrics, ...entry }) => entry,
    paging: paging.nextTokenOnly,
  }),
  GetDashboard: (input, at) => {
    const { DashboardArn, DashboardName, metrics } = find(
      dashboards(at),
      text(input, 'DashboardName'),
      { by: ['DashboardName'], missing },
    )
    const widgets = [{ type: 'metric', properties: { metrics, region: 'us-east-1', period: 60 } }]
    return { DashboardArn, DashboardName, DashboardBody: JSON.stringify({ widgets }) }
  },
}

const boards = [
  {
    name: 'checkout',
    namespace: 'AWS/ApplicationELB',
    shown: ['HTTPCode_Target_5XX_Count', 'LoadBalancer', balancerDimension('payments')],
  },
  {
    name: 'orders',
    namespace: 'AWS/SQS',
    shown: ['ApproximateNumberOfMessagesVisible', 'QueueName', 'order-events-dlq'],
  },
]

function dashboards(at: Place) {
  return boards.map(({ name, namespace, shown }) => ({
    DashboardName: name,
    DashboardArn: arn('cloudwatch', '', `dashboard/${name}`),
    LastModified: daysAgo(at, 66),
    Size: 400,
    metrics: [[namespace, ...shown]],
  }))
}
