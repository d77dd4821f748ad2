import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { once } from '@/lib/api/once';
import type { CreateTask } from '@/lib/api/types';

/** Small enough for every agent and every repository; it is for a person to run. */
const SAMPLE: CreateTask = {
  title: 'Add a section to the README on how to run the tests',
  description:
    'Look at how this project is built and tested, and describe it in a short section of the README. Make one if there is none. Change nothing else.',
  acceptance_criteria: [
    { text: 'The README has a section that says how to install what is needed and how to run the tests' },
    { text: 'Only the README was changed' },
  ],
};

const createSampleTask = (projectId: string) =>
  once((header) =>
    answer(
      api.POST('/api/projects/{project_id}/tasks', {
        params: { path: { project_id: projectId }, header },
        body: SAMPLE,
      }),
    ),
  );

export const useCreateSampleTask = (projectId: string) =>
  useMutation({ mutationFn: () => createSampleTask(projectId) });
