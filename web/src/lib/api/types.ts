import type { components } from './schema';

type Schemas = components['schemas'];

/** Names for the generated schemas; the only place that knows how the document calls them. */
export type Project = Schemas['ProjectResponse'];
export type CreateProject = Schemas['CreateProject'];
export type UpdateProject = Schemas['UpdateProject'];
export type Inspection = Schemas['Inspection'];
export type SuggestedCommands = Schemas['SuggestedCommands'];
export type LocalFolder = Schemas['LocalFolder'];
export type ProjectCheck = Schemas['ValidationCheck'];
export type Task = Schemas['TaskResponse'];
export type TaskStatus = Task['status'];
export type TaskPriority = Task['priority'];
export type CreateTask = Schemas['CreateTask'];
/** Criteria are changed one by one. */
export type UpdateTask = Omit<Schemas['UpdateTask'], 'acceptance_criteria'>;
export type Criterion = Schemas['CriterionResponse'];
export type Subtask = Schemas['SubtaskResponse'];
export type CreateSubtask = Schemas['CreateSubtask'];
export type UpdateSubtask = Schemas['UpdateSubtask'];
export type Message = Schemas['MessageResponse'];
export type Agent = Schemas['AgentResponse'];
export type CreateAgent = Schemas['CreateAgent'];
export type UpdateAgent = Schemas['UpdateAgent'];
export type DetectedAgent = Schemas['DetectedAgent'];
export type AgentReadiness = Schemas['AgentReadinessItem'];
export type Hello = Schemas['HelloAnswer'];
export type StoredKey = Schemas['KeyResponse'];
export type KeyProvider = StoredKey['provider'];
export type ApiToken = Schemas['Token'];
export type CreatedToken = Schemas['CreatedToken'];
export type Attempt = Schemas['Attempt'];
/** What a card knows of its latest attempt. */
export type LatestAttempt = Schemas['LatestAttempt'];
export type AttemptDetail = Schemas['AttemptDetail'];
/** What an agent waits for. */
export type PendingRequest = Schemas['PendingRequest'];
export type AttemptInput = Schemas['AttemptInput'];
/** An attempt in a list of its project's, with its task. */
export type ProjectAttempt = Schemas['ProjectAttempt'];
export type Insights = Schemas['Insights'];
export type RunFigures = Schemas['RunFigures'];
export type Comparison = Schemas['Comparison'];
export type ComparedAttempt = Schemas['ComparedAttempt'];
export type Artifact = Schemas['Artifact'];
export type Gate = Schemas['Gate'];
export type Diff = Schemas['Diff'];
export type DiffFile = Schemas['DiffEntry'];
export type DiffHunk = Schemas['DiffHunk'];
export type MergePreview = Schemas['MergePreview'];
export type Comment = Schemas['Comment'];
export type CommentPosition = Schemas['CommentPosition'];
export type SavedFilter = Schemas['FilterResponse'];
export type FilterQuery = Schemas['FilterQuery'];
