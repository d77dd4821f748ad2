import type { components } from './schema';

type Schemas = components['schemas'];

/** Names for the generated schemas; the only place that knows how the document calls them. */
export type Me = Schemas['Me'];
export type Project = Schemas['Project'];
export type CreateProject = Schemas['CreateProject'];
export type UpdateProject = Schemas['UpdateProject'];
export type ProjectValidation = Schemas['ProjectValidation'];
export type ProjectCheck = Schemas['ProjectCheck'];
export type Task = Schemas['Task'];
export type TaskStatus = Schemas['TaskStatus'];
export type TaskPriority = Schemas['Priority'];
export type CreateTask = Schemas['CreateTask'];
export type UpdateTask = Schemas['UpdateTask'];
export type Criterion = Schemas['Criterion'];
export type Message = Schemas['Message'];
export type Agent = Schemas['Agent'];
export type CreateAgent = Schemas['CreateAgent'];
export type DetectedAgent = Schemas['DetectedAgent'];
export type Attempt = Schemas['Attempt'];
export type AttemptDetail = Schemas['AttemptDetail'];
export type Artifact = Schemas['Artifact'];
export type Gate = Schemas['Gate'];
export type DiffStats = Schemas['DiffStats'];
export type Diff = Schemas['Diff'];
export type DiffFile = Schemas['DiffFile'];
export type DiffHunk = Schemas['DiffHunk'];
export type MergePreview = Schemas['MergePreview'];
