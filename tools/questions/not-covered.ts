import { serviceCalled } from '../catalogue/chosen-services.ts'
import { moreServices, type Service, serviceNames } from '../catalogue/services.ts'
import { listed } from '../recipes/evidence/wording.ts'
import type { Recipe } from '../recipes/recipe.ts'
import { declaresWords } from './lens/absent.ts'
import type { Plan } from './plan.ts'
import { type ServiceSaid, servicesSaid, serviceTitle } from './services-said.ts'
import { isOn, switchedOff } from './switched-off.ts'
import { describedBy } from './things/kind.ts'
import { kinds as allKinds } from './things/kinds.ts'

/** Why a question about a service gets no answer: nothing here reads it, or this deployment has it switched off. */
export function notCovered(plan: Plan, on: readonly Service[] | undefined): string | undefined {
  const said = servicesSaid(plan.question).find(
    (one) => !isOfOurs(one, plan) && !isOfMember(one, plan),
  )
  if (said !== undefined && said.read.length === 0) return notRead(said.name, on)
  const [main] = plan.kinds
  const own = main === undefined ? undefined : serviceCalled(main.kind.list.split(':')[0] ?? '')
  const asked = own ?? said?.read[0]
  return asked === undefined || isOn(asked, on) ? undefined : switchedOff(asked)
}

/** The service without which a recipe answers nothing, where it is off, said as such. */
export const offOf = (
  { services: [first], parts }: Pick<Recipe, 'services' | 'parts'>,
  on: readonly Service[] | undefined,
): string | undefined => (parts === true || isOn(first, on) ? undefined : switchedOff(first))

/** `Amazon Macie is not among the services that are read here; …` */
const notRead = (name: string, on: readonly Service[] = serviceNames): string => {
  const further = on.filter((service) => moreServices.includes(service))
  const more =
    further.length === 0
      ? ''
      : `, and ${further.length} further ones, as ${listed(further.slice(0, 6).map(serviceTitle))}`
  return `${name} is not among the services that are read here, so nothing is known of what it has. These are: ${covered}${more}.`
}

const covered =
  'EC2 with load balancers and auto scaling, S3, Lambda, CloudFormation, IAM, RDS, CloudWatch with logs and CloudTrail, ' +
  'costs, ECS, EKS, SNS, SQS, DynamoDB, Route 53, API Gateway, certificates, SES, Bedrock and SageMaker'

/** What a service does for a thing may be a setting of the thing, be it only called by its name: a database with Performance Insights. */
const isOfMember = ({ name }: ServiceSaid, { kinds, names, ids }: Plan): boolean => {
  const words = name
    .replace(/^(?:Amazon|AWS) /, '')
    .toLowerCase()
    .split(' ')
  const meant =
    kinds.length === 0 && names.length + ids.length > 0 ? allKinds : kinds.map(({ kind }) => kind)
  return meant.some((kind) => declaresWords(describedBy(kind), words))
}

/** Things of ours that are spoken of first, or that it is a part of, are what a question is about. What nothing reads is said in any case. */
function isOfOurs({ at, read }: ServiceSaid, { question, kinds }: Plan): boolean {
  return (
    read.length > 0 &&
    kinds.some(
      (kind) =>
        kind.at < at ||
        /\b(?<!\b(?:front|top|ahead|instead) )(?:of|for|in|on|from)(?: the| my| our)? *$/i.test(
          question.slice(0, kind.at),
        ),
    )
  )
}
