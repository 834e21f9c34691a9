import type { Answers, Place } from '../../answer.ts'
import { record, text } from '../../answer.ts'
import { charges, sumUsd } from '../../bill.ts'
import { daysAgo, nextDay, startOfDay } from '../../clock.ts'
import { arn, company, uuid } from '../../facts/company.ts'
import { costLines } from '../../facts/costs.ts'
import { forgottenFleet } from '../../facts/incidents.ts'
import { listing } from '../../listing.ts'
import { paging } from '../../paging.ts'

const nextPage = { ...paging.nextToken, token: 'NextPageToken', next: 'NextPageToken' }

export const anomalyAnswers: Answers = {
  GetAnomalies: listing({
    as: 'Anomalies',
    from: (at) => [anomaly(at)],
    where: ({ AnomalyStartDate, AnomalyEndDate }, input) => {
      const { StartDate, EndDate } = record(input.DateInterval)
      const began = AnomalyStartDate.slice(0, 10)
      return (
        AnomalyEndDate.slice(0, 10) >= String(StartDate ?? '') &&
        (EndDate === undefined || began <= String(EndDate)) &&
        (text(input, 'MonitorArn') ?? monitorArn) === monitorArn
      )
    },
    paging: nextPage,
  }),
  GetAnomalyMonitors: listing({
    as: 'AnomalyMonitors',
    from: (at) => [
      {
        MonitorArn: monitorArn,
        MonitorName: 'services',
        MonitorType: 'DIMENSIONAL',
        MonitorDimension: 'SERVICE',
        CreationDate: daysAgo(at, 500).toISOString(),
        DimensionalValueCount: new Set(costLines.map(({ service }) => service)).size,
      },
    ],
    paging: nextPage,
  }),
  // A monitor without a subscription: nobody was told.
  GetAnomalySubscriptions: listing({
    as: 'AnomalySubscriptions',
    from: () => [],
    paging: nextPage,
  }),
}

const monitorArn = arn('ce', '', `anomalymonitor/${uuid('services monitor')}`)

function anomaly(at: Place) {
  const began = startOfDay(daysAgo(at, forgottenFleet.daysAgo))
  const today = startOfDay(at.now)
  const ofFleet = charges(began, nextDay(today), at).filter(
    ({ line }) => line.tagService === forgottenFleet.name,
  )
  const [dearest = 0] = ofFleet.map(({ microUsd }) => microUsd).sort((one, other) => other - one)
  const total = Number(sumUsd(ofFleet))
  const [line] = ofFleet.map((charge) => charge.line)
  return {
    AnomalyId: uuid('forgotten fleet'),
    AnomalyStartDate: began.toISOString(),
    AnomalyEndDate: today.toISOString(),
    DimensionValue: line?.service,
    MonitorArn: monitorArn,
    AnomalyScore: { MaxScore: 0.98, CurrentScore: 0.97 },
    Impact: {
      MaxImpact: dearest / 1e6,
      TotalImpact: total,
      TotalActualSpend: total,
      TotalExpectedSpend: 0,
    },
    RootCauses: [
      {
        Service: line?.service,
        Region: forgottenFleet.region,
        UsageType: line?.usageType,
        LinkedAccount: company.accountId,
        LinkedAccountName: company.alias,
      },
    ],
  }
}
