import { usageLabelIn } from '../../recipes/money/bill/usage-named.ts'
import { environment } from '../intents/intent.ts'
import type { Plan } from '../plan.ts'
import { soMuchEarlier } from '../time/earlier.ts'

/** Words of a question about money that neither say how it is to be shown nor are a service's: what it may be about. */
export function wordsAbout(plan: Plan, taken: readonly string[]): string | undefined {
  const earlier = soMuchEarlier(plan.question)?.said ?? ''
  const usage = usageLabelIn(plan.question)?.said.toLowerCase() ?? ''
  const known = new Set(
    [...taken, usage, earlier].flatMap((one) => one.toLowerCase().split(/[\s=]+/)),
  )
  const kinds = plan.kinds.flatMap(({ said, at }) => said.split(' ').map((word) => ({ word, at })))
  const words = [...plan.words, ...kinds]
    .toSorted((a, b) => a.at - b.at)
    .map(({ word }) => word.replace(/'s$/, ''))
    .filter(
      (word) =>
        !known.has(word.toLowerCase()) &&
        !isOfMoney(word) &&
        !serviceWord.test(word) &&
        !environment.test(word),
    )
  const all = [...plan.names, ...plan.ids].filter(
    (name) => !/^\d{12}$/.test(name) && !known.has(name.toLowerCase()),
  )
  return [...all, ...words].join(' ').slice(0, 300) || undefined
}

/** Words that say how it is to be shown, or when it was. */
export const isOfMoney = (word: string): boolean => ofMoney.test(word) || ofTime.test(word)

const ofMoney =
  /^(?:according|says?|values?|idle|costs?|costing|spend(?:s|ing)?|spent|bills?|billed|billing|pay(?:s|ing)?|paid|charge[sd]?|charges|expens\w*|invoices?|money|price[sd]?|pric(?:ier|iest|y)|cheap\w*|dear\w*|burn(?:s|t|ed|ing)?|rate|eat(?:s|en|ing)?|drain(?:s|ed|ing)?|cash|budget|line|items?|dollars?|usd|bucks|amount|sum|figures?|fees?|overview|breakdown|br[eo]a?k(?:en)?|rest|remain\w*|credits?|refunds?|discounts?|remainder|allocation|split|group\w*|divid\w*|sort\w*|order|rank\w*|top|most|least|biggest|large(?:r|st)?|high(?:er|est)?|low(?:er|est)?|small(?:er|est)?|average|avg|mean|trend|cours\w*|graph|chart|develop\w*|histor\w*|forecast\w*|predict\w*|project(?:ed|ion)|estimat\w*|expect\w*|compar\w*|versus|vs|against|than|differ\w*|chang\w*|ris(?:e|es|en|ing)|rose|increas\w*|decreas\w*|drop(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?|grow(?:s|n|ing|th)?|grew|jump(?:s|ed|ing)?|spik\w*|doubl\w*|up|down|go(?:ne|es|ing)?|went|get(?:s|ting)?|got|become|became|aws|amazon|cloud|account\w*|overall|all|together|combined|whole|entire|complete|stuff|things?|everything|resources?|infrastructure|estate|services?|regions?|records?|tag(?:s|ged|ging)?|untagged|unowned|unallocated|owners?|owned|owns?|belong\w*|usage|types?|use[sd]?|using|nobody|without|unblended|blended|amortized|net|linked|approx\w*|roughly|about|probably|likely|track|pace|exceed\w*|surpass\w*|overshoot|beat|currently|far|so|actual\w*|please|us|our|we|dail\w*|monthly|weekly|weeks?|yearly|annual\w*|run|running|half|quarter|share|percent\w*|part|portion|goes|due|caus\w*|happen\w*|explain\w*|environments?|envs?|teams?|squads?|projects?|apps?|applications?|departments?|cent(?:er|re)s?|cost-?cent(?:er|re)s?|products?|contribut\w*|dr[io]v(?:e|es|en|er|ers|ing)|behind|reasons?|main(?:ly)?|came|comes?|coming|wise|percentage|proportion|fraction|european|american|ignor\w*|exclud\w*|leav\w*|opposed|least|forgotten|smallest|responsible|worth|value|need|want|end|start|begin(?:s|ning)?|since|until|between|per|each|every|by|in|for|of|on|at|is|are|any|some|made|make|makes|look(?:s|ed|ing)?|like|now|today|lately|recent\w*|bigger|nobody|nothing|else|if|whether|period|span|last|this|next|previous|before|after|earlier|prior|same|ago|yet|already|still|over|more|less|much|many|how|come|why|what|which|who|whose|where|when|one|ones|kind|sort|ce|explorer)$/i

const ofTime =
  /^(?:days?|weeks?|weekends?|months?|quarters?|years?|hours?|mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?$|^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$|^q[1-4]$|^year-end$|^\d[\d,.:/-]*(?:st|nd|rd|th|d|h|w|m|k|usd)?$|^\$/i

/** Services and kinds of things that are told by a service of the bill. */
const serviceWord =
  /^(?:ec2|s3|rds|lambdas?|ecs|eks|dynamo(?:db)?|sqs|sns|cloudfront|cloudwatch|cloudtrail|vpcs?|efs|fsx|elb|alb|nlb|route ?53|kms|bedrock|sagemaker|ses|ecr|api ?gateways?|opensearch|elasticache|redshift|glue|athena|kinesis|compute|storage|networking|containers?|databases?|load[ -]balanc\w+|instances?|servers?|machines?|vms?|buckets?|functions?|queues?|topics?|tables?|tax|support)$/i
