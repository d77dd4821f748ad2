import checkFile from 'eslint-plugin-check-file';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// TypeScript emits no metadata for `pg.Pool` of a default import, and Nest then cannot inject it.
const INJECTED_POOL = {
  selector: "TSParameterProperty TSQualifiedName[left.name='pg'][right.name='Pool']",
  message: "Write import { Pool } from 'pg': pg.Pool leaves no metadata to inject by.",
};

const ENUM = { selector: 'TSEnumDeclaration', message: 'Use a const array and its union.' };

const NEST_EXCEPTIONS = [
  'HttpException',
  'NotFoundException',
  'BadRequestException',
  'ConflictException',
  'ForbiddenException',
  'UnauthorizedException',
  'InternalServerErrorException',
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'web/dist',
      'data',
      '.build',
      'web/src/lib/api/schema.ts',
      '**/*.{js,mjs,cjs}',
      'playwright-report',
      'test-results',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'check-file': checkFile },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-depth': ['error', 4],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // There are no enums (ENUM forbids them), and to look for them takes as long as a sixth of all rules.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // DTO classes carry OpenAPI metadata; what is sent are plain objects of their shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'always' }],
      'check-file/filename-naming-convention': ['error', { '**/*.{ts,tsx}': '+([a-z0-9.$_-])' }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: NEST_EXCEPTIONS,
              message: 'Throw a DomainError; platform/errors maps it to HTTP.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ENUM, INJECTED_POOL],
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['server/src/platform/config/**', 'server/src/main.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ENUM,
        INJECTED_POOL,
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Read configuration through platform/config.',
        },
      ],
    },
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.{ts,tsx}'],
    ...reactHooks.configs.flat['recommended-latest'],
  },
  // The React compiler is not in use, so that it skips what uses react-virtual costs nothing.
  { files: ['web/src/**/*.{ts,tsx}'], rules: { 'react-hooks/incompatible-library': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'server/test/**', 'web/e2e/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      // What comes over HTTP is held against the OpenAPI document by the test's client, not by the compiler.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
);
