// Where the forges keep files and branches, for the form's own questions.

const FORGES = {
  gitea: ({ api_root: root, repo, branch }) => ({
    file: (path, ref = branch) => `${root}/repos/${repo}/raw/${path}?ref=${encodeURIComponent(ref)}`,
    raw: 'text/plain',
  }),
  github: ({ api_root: root, repo, branch }) => ({
    branches: () => `${root}/repos/${repo}/git/matching-refs/heads/`,
    together: Infinity,
    branch: ({ ref, object }) => ({ name: ref, commit: object.sha }),
    file: (path, ref = branch) => `${root}/repos/${repo}/contents/${path}?ref=${encodeURIComponent(ref)}`,
    raw: 'application/vnd.github.raw+json',
  }),
  gitlab: ({ api_root: root, repo, branch }) => {
    const project = `${root}/projects/${encodeURIComponent(repo)}/repository`;
    return {
      branches: (page) =>
        `${project}/branches?per_page=100&page=${page}&regex=${encodeURIComponent('[0-9]{4}-[0-9]+$')}`,
      together: 100,
      branch: ({ name, commit }) => ({ name, commit: commit.id }),
      file: (path, ref = branch) => `${project}/files/${encodeURIComponent(path)}/raw?ref=${encodeURIComponent(ref)}`,
      raw: 'text/plain',
    };
  },
};

/**
 * Addresses of a forge. Those with `branches` keep every case on a branch of its own until it is accepted; they list so
 * many `together` on a page.
 */
export const placesOf = (backend) => FORGES[backend.name](backend);
