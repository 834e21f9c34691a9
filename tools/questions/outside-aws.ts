import type { ToolContext } from '../tool.ts'
import type { Plan } from './plan.ts'
import { kindsCalled } from './things/find-things.ts'
import { Reader } from './things/reader.ts'

/** A word on what no API of AWS's tells: other companies' services, what runs inside Kubernetes, who is on call. */
export async function outsideAws(plan: Plan, context: ToolContext): Promise<string | undefined> {
  const { question } = plan
  const known = inside.find(
    ({ asked, not }) => asked.test(question) && !(not?.test(question) ?? false),
  )
  if (known !== undefined) return known.told
  const product = productIn(plan)
  if (product === undefined) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { kinds } = await kindsCalled([product.toLowerCase()], { reader, regions })
  // A machine or a role may be called so.
  return kinds.length > 0
    ? undefined
    : `${product} is no service of AWS’s: nothing of what it holds is read here, and nothing in this account is called so. Ask it in its own tools.`
}

interface Inside {
  asked: RegExp
  not?: RegExp
  told: string
}

const inside: readonly Inside[] = [
  {
    asked:
      /\bweather\b|\b(?:stock|share) price\b|\bexchange rates?\b|\b(?:tell|know) (?:me |us )?(?:an? )?jokes?\b|\bfootball\b/i,
    told: 'That is nothing that AWS knows of: here is read what an AWS account holds, costs and does.',
  },
  {
    asked:
      /\b(?:pods?|kubectl|helm(?: charts?| releases?)?|daemon ?sets?|stateful ?sets?|replica ?sets?|config ?maps?|crash ?loop\w*|(?:k8s|kubernetes|eks|cluster) (?:deployments?|namespaces?|ingress(?:es)?|jobs?|secrets?|events?)|persistent volume claims?|pvcs?|(?:namespaces?|ingress(?:es)?|deployments?) (?:in|of|on|inside) (?:\S+ ){0,3}(?:k8s|kubernetes|eks))\b/i,
    not: /\bpod identit|\bcost\b|\bspen[dt]\b/i,
    told: 'What runs inside a Kubernetes cluster, as pods, deployments and ingresses, its own API alone knows, which is not read here. AWS knows clusters, their versions, node groups, add-ons and the instances that are their nodes.',
  },
  {
    asked:
      /\bon[- ]call\b(?=.*\b(?:who|whom|whose|tonight|today|now|next|schedule|rota|roster|phone|mobile|number)\b)|\b(?:who|whom|whose)\b.*\bon[- ]call\b|\bphone numbers?\b|\bmobile number\b/i,
    not: /\bsns\b|\btopics?\b|\bsubscri/i,
    told: 'Who is on call, the rota and phone numbers stand in no metadata of AWS. It knows which topics an alarm sends to, and who subscribes to them: “who is told when an alarm fires?”',
  },
  {
    asked:
      /^(?=.*\b(?:waf|web acls?|web application firewall)\b)(?=.*\b(?:block(?:ed|s)?|stop(?:ped)?|reject(?:ed)?|den(?:y|ied)|allow(?:ed)?|count(?:ed)?|let through|hits?|attacks?)\b)(?=.*\b(?:requests?|traffic|hits?|attacks?|most|top|how (?:many|often|much)|yesterday|today|last)\b)/i,
    not: /\bdefault action\b|\bin front\b/i,
    told: 'How many requests WAF blocked or let through is not read here: it counts them in CloudWatch (namespace AWS/WAFV2) and in its own logs and samples. What is read are web ACLs, and what each of them guards.',
  },
]

/** What other companies sell, or run, that people ask for in the same breath. */
const products =
  /(?<![\w./@-])(datadog|new ?relic|splunk|dynatrace|pager ?duty|ops ?genie|jira|confluence|github|gitlab|bitbucket|jenkins|circle ?ci|travis|slack|microsoft teams|zoom|azure|gcp|google cloud|gke|aks|digital ?ocean|hetzner|ovh|linode|cloudflare|fastly|akamai|heroku|vercel|netlify|snowflake|databricks|mongodb atlas|elastic cloud|stripe|paypal|adyen|klarna|shopify|salesforce|hubspot|zendesk|intercom|freshdesk|twilio|sendgrid|mailchimp|mailgun|notion|trello|asana|sentry|bugsnag|statuspage|uptimerobot|pingdom|terraform cloud|hashicorp vault|argo ?cd|spinnaker|sonarqube|artifactory|docker hub|npm|1password|lastpass|okta|auth0|service ?now|sap|oracle cloud|google analytics|looker|tableau|power ?bi|airtable|gmail|outlook|sharepoint|office ?365)(?![\w@]|[-./]\w)/i

const clouds =
  /^(?:azure|gcp|google cloud|gke|aks|digital ?ocean|hetzner|ovh|linode|oracle cloud|mongodb atlas|elastic cloud|snowflake|databricks|heroku|vercel|netlify)$/i

/** The product that a question is about, and not only a thing of AWS's that has to do with it. */
function productIn({ question, kinds, names, ids, tags }: Plan): string | undefined {
  const [, said] = products.exec(question) ?? []
  if (said === undefined || names.length + ids.length + tags.length > 0) return undefined
  if (isSubject(question, said)) return properly(said)
  if (kinds.length > 0 && !clouds.test(said)) return undefined
  return ofAws.test(question) ? undefined : properly(said)
}

/** “Is github actions having an outage? Our builds are weird”, “any datadog alerts?”: it is asked of the product, whatever else is said. */
const isSubject = (question: string, said: string): boolean =>
  new RegExp(
    `^\\W*(?:(?:hey|hi|hello|so|ok|btw|and|also|do you know if|any idea if|can you (?:check|see|tell) (?:me )?(?:if|whether)),? )*(?:is|are|was|has|did|does) (?:the |our )?${said}(?:[ -](?!and\\b|or\\b)\\w+)?(?:'s)? (?:having|down|up|ok(?:ay)?|slow|broken|working|fine|experiencing|affected|currently|still|again|an? outage|have|having an?|degraded|unavailable|offline|reachable|healthy)\\b|\\b${said}(?:[ -]actions)?(?:'s)? (?:alerts?|tickets?|issues?|incidents?|status|outages?|monitors?|dashboards?|workflows?|channels?|subscriptions?|invoices?|plans?|licen[cs]es?|seats?|repos?|repositor(?:y|ies)|pull requests?|prs?)\\b`,
    'i',
  ).test(question)

/** Things of AWS's that are for another's product: a role, a connection, an event. */
const ofAws =
  /\b(?:roles?|oidc|identity providers?|saml|federat\w*|connections?|assum\w+|trust\w*|tag(?:s|ged)?|polic(?:y|ies)|access keys?|migrat\w*|vpn|peer\w*|cost|spend|spent|bill)\b/i

const properly = (said: string) => said.charAt(0).toUpperCase() + said.slice(1)
