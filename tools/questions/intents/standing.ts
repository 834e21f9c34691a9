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
]
