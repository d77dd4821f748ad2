import type { UseFormReturn } from 'react-hook-form';
import { TextField } from '@/components/field';
import { Card } from './card';
import type { SettingsForm } from './settings-form';

const FIELDS = [
  { name: 'runtimeMinutes', label: 'Minutes' },
  { name: 'maxTokens', label: 'Tokens' },
  { name: 'maxCost', label: 'Cost in $' },
  { name: 'attemptsPerHour', label: 'Attempts an hour' },
  { name: 'maxCostPerDay', label: 'Cost a day in $' },
  { name: 'maxRounds', label: 'Rounds of corrections' },
] as const;

export function BudgetFields({ form }: { form: UseFormReturn<SettingsForm> }) {
  const { errors } = form.formState;
  return (
    <Card title="Budgets of an attempt">
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            inputMode="decimal"
            placeholder="no limit"
            error={errors[name]?.message}
            {...form.register(name)}
          />
        ))}
      </div>
    </Card>
  );
}
