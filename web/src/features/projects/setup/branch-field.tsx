import { useId } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { TextField } from '@/components/field';
import type { Inspection } from '@/lib/api/types';
import type { NewProjectForm } from './project-form';

interface BranchFieldProps {
  form: UseFormReturn<NewProjectForm>;
  found: Inspection | undefined;
}

export function BranchField({ form, found }: BranchFieldProps) {
  const list = useId();
  return (
    <>
      <TextField
        label="Branch"
        optional
        mono
        list={list}
        placeholder={found?.default_branch ?? 'detected'}
        {...form.register('branch')}
      />
      <datalist id={list}>
        {found?.branches.map((branch) => (
          <option key={branch} value={branch} />
        ))}
      </datalist>
    </>
  );
}
