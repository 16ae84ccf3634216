/** JavaScript and TypeScript by file name, as every tool for them sees it. */
export const JAVASCRIPT_FILE = /\.[cm]?[jt]sx?$/;

/** What formatters of JavaScript take for source code. */
export const FORMATTED_SOURCE = /\.([cm]?[jt]sx?|css|scss|less|vue)$/;

/** Prose and data: not every repository that has such a formatter formats those with it, so its own scripts have to say so. */
export const FORMATTED_DATA = /\.(md|mdx|markdown|json|jsonc|json5|ya?ml|html|graphql|gql|hbs)$/;
