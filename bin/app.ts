/** The CDK app: `npx cdk synth`, `npx cdk deploy`. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ArticleLakeStack } from '../lib/article-lake-stack.ts';
import { settingsFrom } from '../lib/settings.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new ArticleLakeStack(app, 'ArticleLake', { settings: settingsFrom(app.node.tryGetContext('article-lake')) });
