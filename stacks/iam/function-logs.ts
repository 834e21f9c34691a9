import { arnIn, type Place } from '../place.ts'
import type { Statement } from './document.ts'

/** Its own log group, whose streams Lambda names. The group is the stack's to create, not the role's. */
export function functionLogs(functionName: string, place: Place): Statement {
  return {
    Sid: 'WriteOwnLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: arnIn(place, 'logs', `log-group:/aws/lambda/${functionName}:log-stream:*`),
  }
}
