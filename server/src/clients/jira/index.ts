/** Jira Cloud, REST version 3: issues, comments, transitions, search. */
export { addComment, createIssue, getIssue, listTransitions, searchIssues, transitionIssue, updateIssue } from './issues.ts';
/** Text in and out of Atlassian documents. */
export { toText } from './document.ts';
/** Issues, and where they are. */
export type { JiraIssue, JiraSite } from './jira.types.ts';
