import type { Output, Place } from '../../answer.ts'
import { daysAgo, minutesAgo } from '../../clock.ts'
import { uuid } from '../../facts/company.ts'
import { type EcsService, isBroken, tasksOf } from '../../facts/containers.ts'
import { badDeploy } from '../../facts/incidents.ts'
import { targetGroupArn } from '../../facts/load-balancing.ts'

/** What ECS says of a service, newest first. */
export function serviceEvents(service: EcsService, at: Place): Output[] {
  const steady = `(service ${service.name}) has reached a steady state.`
  if (isBroken(service)) return [...brokenEvents(service, at), event(steady, daysAgo(at, 8.3))]
  const hours = [1, 7, 13].filter((hour) => hour / 24 < service.deployedDaysAgo)
  return hours.map((hour) => event(steady, daysAgo(at, hour / 24)))
}

function brokenEvents(service: EcsService, at: Place): Output[] {
  const named = `(service ${service.name})`
  const group = targetGroupArn(service.targetGroup ?? '', at.region)
  const failing = tasksOf(service).filter(({ healthy }) => !healthy)
  const unhealthy = [2, 6, 11, 17, 24, 31, 37].flatMap((minutes, index) => {
    const task = failing[index % failing.length]?.id ?? ''
    return [
      event(`${named} has stopped 1 running tasks: (task ${task}).`, minutesAgo(at, minutes - 0.2)),
      event(
        `${named} (port 8080) is unhealthy in (target-group ${group}) due to ` +
          '(reason Health checks failed with these codes: [503]).',
        minutesAgo(at, minutes),
      ),
    ]
  })
  const started = event(
    `${named} has begun draining connections on ${badDeploy.tasks.desired - badDeploy.tasks.old} tasks.`,
    minutesAgo(at, badDeploy.deployedMinutesAgo),
  )
  return [...unhealthy, started]
}

const event = (message: string, createdAt: Date): Output => ({
  id: uuid(message),
  createdAt,
  message,
})
