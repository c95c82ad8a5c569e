import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Nothing needs the types of the program here: those are svelte-check's business, and this stays quick. */
export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'data/', '.data-test/', 'test-results/', 'src/kernel/tables.ts'] },
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-undef': 'off', // TypeScript knows better
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'object-shorthand': 'error',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error', // knows that $props() is destructured with let
			'svelte/no-navigation-without-resolve': 'off' // the site has no base path
		}
	},
	{
		files: ['src/**'],
		ignores: ['src/env.ts', 'src/**/*.test.ts'],
		rules: {
			'max-lines': ['error', 300],
			'no-restricted-properties': [
				'error',
				{ object: 'process', property: 'env', message: '环境变量只在 src/env.ts 里读，别处用 env()。' }
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'ImportDeclaration[source.value=/^\\$env\\//], ImportDeclaration[source.value=/^(node:)?process$/]',
					message: '环境变量只在 src/env.ts 里读，别处用 env()。'
				}
			]
		}
	}
);
