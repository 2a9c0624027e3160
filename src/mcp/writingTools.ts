import { commit } from '../operations/declared/versions';
import { tool, type AgentTool } from './tool';

const committing = tool(commit, commit.input, {
  note: 'Say in "parent" which version you changed (its id): where somebody committed meanwhile, you are refused instead of writing over them. The version says that an agent wrote it. Tags that an environment protects are refused, and "check" tells beforehand what is wrong.',
  run: ({ registry }, input) => registry.commit(input),
});

/** What writes, which is little: an agent proposes, and a person releases. */
export const WRITING_TOOLS: readonly AgentTool[] = [committing];
