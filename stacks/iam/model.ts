import type { KeptList } from '../../tools/kept-list.ts'
import { arnIn, globalArn, type Place } from '../place.ts'
import type { Statement } from './document.ts'

/**
 * One Bedrock model, by its id, its inference profile's id (`global.…`, `us.…`), or an ARN.
 * A profile needs the models behind it too: they are allowed through that profile alone.
 */
export function modelAccess(id: string, place: Place): Statement[] {
  if (id.startsWith('arn:'))
    return throughProfile(id, globalArn(place, 'bedrock:*::foundation-model/*'))
  const [, geography, model] = profileId.exec(id) ?? []
  if (geography === undefined || model === undefined) {
    return [invoke('OwnModel', globalArn(place, `bedrock:${place.region}::foundation-model/${id}`))]
  }
  const profile = arnIn(place, 'bedrock', `inference-profile/${id}`)
  const regions = geography === 'global' ? [place.region, ''] : [regionsOf[geography] ?? '*']
  const models = regions.map((region) =>
    globalArn(place, `bedrock:${region}::foundation-model/${model}`),
  )
  return throughProfile(profile, models)
}

/** `global`, or a geography in two letters or four, before the id of a model. */
const profileId = /^(global|apac|[a-z]{2}(?:-gov)?)\.(.+)$/

export const geographies: KeptList = {
  what: 'geographies of Bedrock’s inference profiles',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html',
  comparedOn: '2026-11-22',
  goodForDays: 365,
}

/**
 * The regions to which a geographic profile sends requests; its list differs by model. Of one that is
 * not here: any region, through that profile alone.
 */
const regionsOf: Readonly<Record<string, string>> = {
  us: 'us-*',
  'us-gov': 'us-gov-*',
  eu: 'eu-*',
  apac: 'ap-*',
  jp: 'ap-northeast-*',
  au: 'ap-southeast-*',
}

function throughProfile(profile: string, models: string | readonly string[]): Statement[] {
  return [
    invoke('OwnInferenceProfile', profile),
    {
      ...invoke('ModelsBehindTheProfile', models),
      Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
    },
  ]
}

/** Answers are streamed; Bedrock checks the same actions for Converse as for InvokeModel. */
function invoke(Sid: string, Resource: string | readonly string[]): Statement {
  return {
    Sid,
    Effect: 'Allow',
    Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
    Resource,
  }
}
