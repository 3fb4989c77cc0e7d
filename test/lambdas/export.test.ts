import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { createHandler as exportHandler } from '../../lambdas/export/handler.ts';
