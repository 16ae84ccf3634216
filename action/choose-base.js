/** What keeps this action from judging, in words for whoever wrote the workflow. */
export class Refusal extends Error {}

const COMMIT = /^(?!0+$)(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The commit a change is to be compared with; null leaves the choice to Jidoka. Never only the last push of a branch: what an earlier one
 * brought in would count as old.
 */
export function chooseBase({ asked, name, ref, event, git }) {
  if (asked !== '') return asked;
  const clone = cloneOf(git);
  switch (name) {
    case 'pull_request_target':
      throw new Refusal(
        'on pull_request_target the checkout is the base, and code of a stranger would run with the secrets of this repository: use the event pull_request',
      );
    case 'pull_request':
      return pullRequestBase(event.pull_request, clone);
    case 'merge_group':
      return clone.sharedWith(event.merge_group?.base_sha);
    default:
      break;
  }
  const main = event.repository?.default_branch;
  if (!ref.startsWith('refs/heads/') || typeof main !== 'string') return null;
  if (ref !== `refs/heads/${main}`) return clone.sharedWith(clone.commit(`refs/remotes/origin/${main}`), `origin/${main}`);
  // The first push of a branch says that there was nothing before.
  return name === 'push' && COMMIT.test(event.before ?? '') ? clone.sharedWith(event.before) : null;
}

/** GitHub checks out a merge of both; the base it merged with may be newer than the event, and what came with it is not this change. */
function pullRequestBase(pull, clone) {
  const merged = clone.commit('HEAD^1');
  const isMerge = merged !== null && COMMIT.test(pull?.head?.sha ?? '') && clone.commit('HEAD^2') === pull.head.sha;
  if (isMerge && clone.isAncestor(pull.base?.sha, merged)) return merged;
  return clone.sharedWith(pull?.base?.sha);
}

function cloneOf(git) {
  const commit = (rev) => {
    const { status, text } = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`);
    return status === 0 ? text : null;
  };
  const isKnown = (id) => typeof id === 'string' && COMMIT.test(id) && commit(id) !== null;
  return {
    commit,
    isAncestor: (id, of) => isKnown(id) && git('merge-base', '--is-ancestor', id, of).status === 0,
    /** Where this change left another commit. */
    sharedWith(id, shown = id) {
      const answer = isKnown(id) ? git('merge-base', id, 'HEAD') : null;
      const [base = ''] = answer?.status === 0 ? answer.text.split('\n') : [];
      if (COMMIT.test(base)) return base;
      throw new Refusal(
        `${JSON.stringify(shown ?? null)}, what the change is meant for, is not in this clone or shares no commit with it: give actions/checkout \`fetch-depth: 0\`, or this action the input base`,
      );
    },
  };
}
