import * as z from 'zod/mini';
import type { CreateProject } from '@/lib/api/types';

export const newProjectSchema = z.object({
  source: z.enum(['folder', 'url']),
  location: z.string().check(z.trim(), z.minLength(1, 'Say where the repository is.')),
  name: z.string().check(z.trim(), z.minLength(1, 'Give the project a name.'), z.maxLength(80)),
  branch: z.string().check(z.trim()),
  install: z.string().check(z.trim()),
  test: z.string().check(z.trim()),
  lint: z.string().check(z.trim()),
});

export type NewProjectForm = z.infer<typeof newProjectSchema>;

export const emptyProject: NewProjectForm = {
  source: 'folder',
  location: '',
  name: '',
  branch: '',
  install: '',
  test: '',
  lint: '',
};

const orNull = (text: string): string | null => (text === '' ? null : text);

export const toCommands = (form: Pick<NewProjectForm, 'install' | 'test' | 'lint'>) => ({
  install: orNull(form.install),
  test: orNull(form.test),
  lint: orNull(form.lint),
});

export function toCreateProject(form: NewProjectForm): CreateProject {
  return {
    name: form.name,
    commands: toCommands(form),
    ...(form.source === 'folder' ? { local_path: form.location } : { repo_url: form.location }),
    ...(form.branch === '' ? {} : { default_branch: form.branch }),
  };
}

/** The last part of a path or URL, which is what most people call their project. */
export function suggestedName(location: string): string {
  const last =
    location
      .trim()
      .replace(/[/\\]+$/, '')
      .split(/[/\\:]/)
      .at(-1) ?? '';
  return last.replace(/\.git$/, '');
}
