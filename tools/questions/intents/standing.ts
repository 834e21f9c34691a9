import { cost, type Intent } from './intent.ts'

/** How full, how safe and how well kept it all is: quotas, backups, rotation, images. */
export const standing: readonly Intent[] = [
  {
    recipe: 'near_quotas',
    needs: [
      /\b(?:quotas?|limits?)\b/i,
      /\b(?:clos\w*|near\w*|reach\w*|approach\w*|almost|about to|hit(?:ting)?|exceed\w*|used up|full\w*|run\w* (?:out|into|up)|exhaust\w*|utili[sz]\w*|us(?:e|ed|es|age|ing)|above|over|beyond|left|headroom|tight\w*|max(?:ed|ing)?|bump\w*|per ?cent|\d ?%)/i,
    ],
    not: [
      cost,
      /\b(?:rate[- ]?limit\w*|time ?limits?|memory|messages?|sending|mail\w*|e-?mails?|ses|throttl\w*|log groups?|budgets?|concurrency|spending|usage plans?|api keys?|limits? of (?:the )?(?:function|lambda|task|container)s?)\b/i,
    ],
    knows: /./,
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length + tags.length === 0 &&
      kinds.every(({ kind }) =>
        /^(?:instance|VPC|address|load balancer|service|function)$/.test(kind.noun),
      ),
  },
  {
    recipe: 'missing_backups',
    needs: [
      /\b(?:backed[- ]?up|backing up|backup (?:coverage|gaps?|status)|(?:covered|protected|included|selected|saved) (?:by|in|with) (?:\w+ ){0,2}backup\w*|(?:in|by|of) (?:an? |any |the |our )*backup plans?)\b/i,
    ],
    not: [cost, /\b(?:queues?|messages?|backlog|traffic|log groups?|buckets?|stacks?)\b/i],
    knows: /./,
    when: ({ names, ids, tags, kinds }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    recipe: 'missing_backups',
    needs: [
      /\bbackups?\b/i,
      /\b(?:missing|lack\w*|gaps?|unprotected|everything|everywhere|anything|fail\w*|broke\w*|succeed\w*|success\w*|work(?:ing|ed)?|ran|runs?|ok(?:ay)?|complete\w*|go(?:ne)? through)\b/i,
    ],
    not: [
      cost,
      /\b(?:queues?|buckets?|jobs?|vaults?|restore\w*|recovery points?|stacks?|quick)\b/i,
    ],
    knows: /./,
    when: ({ names, ids, tags, kinds, asked }) =>
      names.length + ids.length + tags.length === 0 &&
      asked !== 'count' &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    // Whether tables keep backups a list of those made by hand does not tell; databases say it of themselves.
    recipe: 'missing_backups',
    needs: [/\b(?:no|without|missing|lack\w*|have|has|any) (?:any |a )?backups?\b/i],
    not: [cost],
    knows: /./,
    when: ({ names, ids, tags, kinds, asked, threshold }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      threshold === undefined &&
      asked !== 'count' &&
      kinds.some(({ kind }) => /^(?:table|file system|volume)$/.test(kind.noun)) &&
      kinds.every(({ kind }) => kept.test(kind.noun)),
  },
  {
    recipe: 'failed_runs',
    needs: [
      /\b(?:pipelines?|builds?|code ?build|code ?pipelines?|code ?deploy|state machines?|step functions?|workflows?|executions?|jobs?|runs|etl|training)\b/i,
      /\b(?:fail\w*|br[eo]ak\w*|broke\w*|error\w*|crash\w*|unsuccessful\w*|red|timed? out|go(?:ne)? wrong|went wrong|die[ds]?)\b/i,
    ],
    not: [
      cost,
      /\b(?:stages?|stacks?|backup|restore|how many|number of|logs?|logged|metrics?|per|alarms?|import|export|invocations?|transcri\w+)\b|\b(?:not|never|n't) (?:\w+ )?fail/i,
    ],
    knows: /./,
    when: ({ names, ids, tags, kinds, group, threshold, asked }) =>
      names.length + ids.length < 2 &&
      tags.length === 0 &&
      group === undefined &&
      threshold === undefined &&
      asked !== 'count' &&
      kinds.every(({ kind }) => runs.test(kind.noun)),
  },
]

/** What runs, and its runs. */
const runs =
  /^(?:pipeline|pipeline execution|build|build project|state machine|execution|training job|processing job|Glue job|Glue job run|batch job|job queue|CodeDeploy deployment|CodeDeploy application)$/i

/** What holds data, or is a copy of it. */
const kept =
  /^(?:database|database cluster|database snapshot|table|table backup|file system|volume|backup plan|backup vault|protected resource|resource)$/i
